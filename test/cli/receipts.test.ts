// Tasks and receipts in; what a terminal and the log show of what blocks did to files out.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { execa } from 'execa';
import { receiptRows } from '../../src/cli/view/receipt-rows.ts';
import type { Receipt } from '../../src/types.ts';
import { BINARY } from '../helpers/approve-run.ts';
import { cleanEnv, fence, type Scratch, scratch } from '../helpers/scratch.ts';

const EMPTY: Receipt = { files: [], counts: { created: 0, changed: 0, deleted: 0, unpredicted: 0 }, ignored: [], missing: [] };
const created = (count: number): Receipt => ({
  ...EMPTY,
  files: Array.from({ length: Math.min(count, 100) }, (_, at) => ({ what: 'created', path: `f${at}` })),
  counts: { ...EMPTY.counts, created: count },
});
const flagged = (count: number): Receipt => ({
  ...EMPTY,
  files: Array.from({ length: count }, (_, at) => ({ what: 'changed', path: `f${at}`, unpredicted: true })),
  counts: { ...EMPTY.counts, changed: count, unpredicted: count },
});

const ROWS: Readonly<Record<string, readonly [receipt: Receipt, rows: readonly string[], all?: true]>> = {
  'nothing happened': [EMPTY, []],
  'six files': [created(6), ['+ f0', '+ f1', '+ f2', '+ f3', '+ f4', '+ f5']],
  'seven files': [created(7), ['+ f0', '+ f1', '+ f2', '+ f3', '+ f4', '… 2 more']],
  'more than are listed': [created(12_345), ['+ f0', '+ f1', '+ f2', '+ f3', '+ f4', '… 12,340 more']],
  'a few in the log': [created(8), ['+ f0', '+ f1', '+ f2', '+ f3', '+ f4', '+ f5', '+ f6', '+ f7'], true],
  'what was not predicted': [flagged(1), ['! not predicted: changed f0']],
  'much that was not predicted': [
    flagged(8),
    [0, 1, 2, 3, 4].map((at) => `! not predicted: changed f${at}`).concat('! not predicted: 3 more'),
  ],
  'what git ignores': [
    {
      ...EMPTY,
      counts: { ...EMPTY.counts, unpredicted: 2 },
      ignored: [
        { path: '.git/', created: 1, changed: 0, deleted: 0 },
        { path: 'node_modules/', created: 1204, changed: 3, deleted: 0, unpredicted: 2 },
      ],
    },
    ['· node_modules/  1,204 created, 3 changed, ignored by git', '! not predicted: 2 of the changes in node_modules/'],
  ],
  'what did not happen': [
    { ...EMPTY, missing: [{ says: 'deletes a' }, { says: 'writes b', because: 'why' }] },
    ['! predicted, did not happen: deletes a'],
  ],
  'what did not happen, in the log': [
    { ...EMPTY, missing: [{ says: 'writes b', because: 'why' }] },
    ['· did not happen: writes b (why)'],
    true,
  ],
  processes: [{ ...EMPTY, unpredictedProcesses: true }, ['! not predicted: it left processes running']],
  'a part of a large tree': [
    { ...created(1), incomplete: 20_000 },
    ['+ f0', '· there is more here than the 20,000 files and folders that were looked at'],
  ],
  'a folder of too many files': [{ ...EMPTY, incomplete: 0 }, ['· there are too many files here to look at any']],
  'names that a terminal obeys': [
    { ...EMPTY, files: [{ what: 'created', path: 'a\u001b[2J\n+ b' }], counts: { ...EMPTY.counts, created: 1 } },
    ['+ a\\u{1b}[2J\\n+ b'],
  ],
};

for (const [name, [receipt, rows, all]] of Object.entries(ROWS)) {
  test(name, () => {
    assert.deepEqual(
      receiptRows(receipt, all).map(({ mark, text }) => `${mark} ${text}`),
      rows,
    );
  });
}

async function play(place: Scratch, args: readonly string[], input = ''): Promise<string> {
  const env = cleanEnv(place, { NO_COLOR: '1' });
  const { all = '' } = await execa(process.execPath, [BINARY, ...args], {
    cwd: place.cwd,
    env,
    extendEnv: false,
    reject: false,
    input,
    all: true,
  });
  return all;
}

const TASK =
  fence('bash', 'echo one > out.txt; rm old.log') +
  fence('bash', 'echo two > two.txt; rm -i old-2.log || true') +
  fence('bash', 'ls');

test('below each block that did something, and in the log; nothing below one that did nothing', async (t) => {
  const place = scratch(t);
  for (const name of ['old.log', 'old-2.log']) place.write(name, '');
  const shown = await play(place, ['--policy', 'deny-dangerous', '-'], TASK);
  assert.match(shown, /✓ 1\/3 exit 0 · .*\n {2}- old\.log\n {2}\+ out\.txt\n\n/);
  assert.match(shown, /✓ 3\/3 exit 0 · .*\n\n/);
  const log = await play(place, ['log', 'last']);
  assert.match(log, /block 1 bash exit 0 · .*\n {10}- old\.log\n {10}\+ out\.txt\n/);
  assert.match(log, /did not happen: deletes old-2\.log \(it may depend on a condition\)/);
});

test('--quiet keeps the warnings', async (t) => {
  const place = scratch(t);
  place.write('old.log', '');
  const task = fence('bash', 'touch new; rm -i old.log 2>/dev/null');
  const loud = await play(place, ['--policy', 'deny-dangerous', '-'], task);
  assert.match(loud, /✓ 1\/1 exit 0 .*\n {2}\+ new\n! 1\/1 predicted, did not happen: deletes old\.log\n/);
  const quiet = await play(place, ['--policy', 'deny-dangerous', '--quiet', '-'], task);
  assert.match(quiet, /^! 1\/1 predicted, did not happen: deletes old\.log$/m);
  assert.doesNotMatch(quiet, /✓|new/);
});

test("neither the journal, the recording nor a redirected output is a block's doing", async (t) => {
  const place = scratch(t);
  const script = `${process.execPath} ${BINARY} --json --journal j --record r.jsonl --policy deny-dangerous task.md > out.jsonl 2> err.txt`;
  place.write('task.md', fence('bash', 'echo hello') + fence('bash', 'ls'));
  await execa('bash', ['-c', script], { cwd: place.cwd, env: cleanEnv(place), extendEnv: false });
  const ended = readFileSync(join(place.cwd, 'out.jsonl'), 'utf8')
    .split('\n')
    .filter((line) => line.includes('"block-finished"'));
  assert.deepEqual(
    ended.map((line) => JSON.parse(line).receipt),
    [EMPTY, EMPTY],
  );
  const [journal = ''] = readdirSync(join(place.cwd, 'j')).filter((name) => /^2.*\.jsonl$/.test(name));
  assert.match(readFileSync(join(place.cwd, 'j', journal), 'utf8'), /"receipt":\{"files":\[\]/);
});

test('.gitignore is read by a library that is loaded only where there is one', async (t) => {
  const place = scratch(t);
  const hook = place.write('tell.cjs', `process.on('exit', () => console.error(Object.keys(require.cache).join('\\n')));`);
  const args = ['--require', hook, BINARY, '--policy', 'allow-all', '-'];
  const load = async () => {
    const { stderr } = await execa(process.execPath, args, {
      cwd: place.cwd,
      env: cleanEnv(place),
      extendEnv: false,
      input: fence('bash', 'true'),
    });
    return stderr.split('\n').filter((file) => /\/dist\/.*\/ignore-[^/]*$/.test(file)).length;
  };
  assert.equal(await load(), 0);
  place.write('.gitignore', 'x\n');
  assert.ok((await load()) > 0);
});
