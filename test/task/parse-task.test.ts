import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseTask } from '../../src/task/parse-task.ts';

const BLOCK = '```sh\nls\n```\n';

test('front matter sets title, policy, timeout and tools, and lines still count from the top', async () => {
  const task = await parseTask(`---\ntitle: T\npolicy: deny-dangerous\ntimeout: 5\ntools: [bash, sh]\n---\n${BLOCK}`);
  assert.equal(task.title, 'T');
  assert.deepEqual(task.settings, { policy: ['deny-dangerous'], timeout: 5, tools: ['bash', 'sh'] });
  assert.deepEqual(task.notices, []);
  assert.equal(task.blocks[0]?.line, 7);
});

test('what a task may not set is ignored aloud', async () => {
  const task = await parseTask(`---\nalways: all\npolcy: deny-all\n---\n${BLOCK}`, 'x.md');
  assert.deepEqual(task.settings, {});
  assert.equal(task.notices.length, 1);
  assert.match(task.notices[0] ?? '', /x\.md: front matter "always", "polcy" ignored/);
});

const DOCUMENTS_WITHOUT: readonly [string, string][] = [
  ['none', BLOCK],
  ['a thematic break only', `---\n\n${BLOCK}`],
  ['not at the top', `\n---\ntitle: x\n---\n${BLOCK}`],
];
for (const [name, text] of DOCUMENTS_WITHOUT) {
  test(`no front matter: ${name}`, async () => {
    const task = await parseTask(text);
    assert.equal(task.title, undefined);
    assert.equal(task.blocks.length, 1);
  });
}

test('empty front matter, and one closed by dots', async () => {
  assert.equal((await parseTask(`---\n---\n${BLOCK}`)).blocks[0]?.line, 3);
  assert.equal((await parseTask(`---\r\ntitle: x\r\n...\r\n${BLOCK}`)).title, 'x');
});

const FAULTS: readonly [string, RegExp][] = [
  ['timeout: -1', /"timeout" must be seconds, 0 or more/],
  ['timeout: soon', /"timeout" must be seconds/],
  ['policy: 3', /"policy" must be a policy name/],
  ['tools: {bash: true}', /"tools" must be a list/],
  ['title: [a', /not valid YAML/],
  ['- a\n- b', /no list of keys/],
  ['a: &a [x]\nb: [*a, *a, *a, *c]', /not valid YAML/],
];
for (const [yaml, message] of FAULTS) {
  test(`refused: ${yaml}`, async () => {
    await assert.rejects(parseTask(`---\n${yaml}\n---\n${BLOCK}`), { name: 'TaskError', message });
  });
}
