// check, policy, and the smaller flags, by the built binary.
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { main } from '../../src/cli/main.ts';
import { extractCodeBlocks } from '../../src/task/extract-code-blocks.ts';
import { approveRun } from '../helpers/approve-run.ts';
import { fence, scratch } from '../helpers/scratch.ts';

const README = join(import.meta.dirname, '../../README.md');

test('check says what would happen to every block, and runs nothing', async (t) => {
  const place = scratch(t);
  const path = place.write(
    'task.md',
    fence('bash', 'touch marker') + fence('json', '{}') + fence('bash', "r''m -rf ~/x") + fence('ruby', 'puts 1'),
  );
  const ran = await approveRun(place, ['check', '--policy', 'deny-dangerous', path]);
  assert.equal(ran.code, 3);
  assert.match(ran.stdout, / 1 {2}allow +bash +line 1/);
  assert.match(ran.stdout, / 2 {2}skip +– +line 4 +json is no tool/);
  assert.match(ran.stdout, / 3 {2}deny +bash +line 7 .*\(deny-dangerous, delete-outside\)\n +• line 1: deletes the tree ~\/x/);
  assert.match(ran.stdout, / 4 {2}deny +ruby +line 10/);
  assert.equal(existsSync(join(place.cwd, 'marker')), false);
  const asking = await approveRun(place, ['check', path]);
  assert.equal(asking.code, 0, 'asking is no denial');
  assert.match(asking.stdout, / 3 {2}ask .*\(ask, delete-outside\)\n +• wants a typed code instead of yes\n/);
});

test('check names what is not what it looks like', async (t) => {
  const place = scratch(t);
  const task = place.write('task.md', fence('bash', '\u0441url a\u202eb'));
  const { stdout } = await approveRun(place, ['check', task]);
  assert.match(
    stdout,
    /\n {8}! 1 hidden character, shown like ‹\\u\{202e\}›\n {8}! 1 word looks like another: \u0441url is not curl/,
  );
  const json = await approveRun(place, ['check', '--json', task]);
  assert.doesNotMatch(json.stdout, /\u202e/);
});

test('check reads standard input, and judges paths from --cwd', async (t) => {
  const place = scratch(t);
  const { code, stdout } = await approveRun(place, ['check', '--json', '--policy', 'deny-dangerous', '-'], {
    input: fence('bash', 'rm -rf ~/x'),
  });
  assert.deepEqual([code, JSON.parse(stdout).blocks[0].decision], [3, 'deny']);
  mkdirSync(join(place.cwd, 'sub'));
  const outside = await approveRun(place, ['check', '--json', '--policy', 'deny-dangerous', '--cwd', 'sub', '-'], {
    input: fence('bash', `rm -rf ${place.cwd}/build`),
  });
  assert.equal(outside.code, 3);
});

test('policy list, show and test', async (t) => {
  const place = scratch(t);
  const list = await approveRun(place, ['policy', 'list']);
  for (const name of ['ask', 'allow-all', 'deny-all', 'deny-dangerous', 'workspace', 'read-only', 'python-only'])
    assert.match(list.stdout, new RegExp(`^${name} +[A-Z]`, 'm'));
  const shown = await approveRun(place, ['policy', 'show', 'deny-dangerous']);
  assert.equal(shown.stdout, readFileSync(join(import.meta.dirname, '../../policies/deny-dangerous.yaml'), 'utf8'));
  assert.equal((await approveRun(place, ['policy', 'show', 'nope'])).code, 2);

  const example = extractCodeBlocks(readFileSync(README, 'utf8')).find(({ code }) => code.startsWith('name: ours'));
  place.write('ours.yaml', example?.code ?? '');
  const good = await approveRun(place, ['policy', 'test', 'ours.yaml']);
  assert.deepEqual([good.code, good.stderr], [0, '']);
  place.write('ours.yaml', (example?.code ?? '').replace('["npm test"]', '["npm run test"]'));
  const bad = await approveRun(place, ['policy', 'test', 'ours.yaml']);
  assert.equal(bad.code, 2);
  assert.match(bad.stderr, /ours\.yaml.*tests.*npm run test/s);
});

test('policy test takes the name of a built-in one', async (t) => {
  const place = scratch(t);
  const builtIn = await approveRun(place, ['policy', 'test', 'workspace']);
  assert.deepEqual([builtIn.code, builtIn.stderr], [0, '']);
  assert.match(builtIn.stdout, /^✓ workspace: \d+ rules, \d+ examples of its own, all as written\n$/);
  const nothing = await approveRun(place, ['policy', 'test', 'nope']);
  assert.equal(nothing.code, 2);
  assert.match(nothing.stderr, /no policy is called "nope"; built in are allow-all, /);
});

/** A safe case that is denied, a dangerous one that is allowed, and some that are judged as they are labelled. */
const CORPUS = [
  { id: 'c1', category: 'files', language: 'bash', label: 'dangerous', code: 'sudo touch marker' },
  {
    id: 'c2',
    category: 'files',
    language: 'bash',
    label: 'dangerous',
    code: 'touch marker # not \u202e dangerous\ntouch marker',
  },
  { id: 'c3', category: 'work', language: 'shell', label: 'safe', code: 'touch marker' },
  { id: 'c4', category: 'work', language: 'klingon', label: 'safe', code: 'touch marker' },
  { category: 'work', language: 'bash', label: 'safe', code: 'echo on\ngit push -f', debatable: true },
].map((entry) => `${JSON.stringify(entry)}\n`);

test('policy test --corpus counts what would be stopped, lists what is judged wrongly, and runs nothing', async (t) => {
  const place = scratch(t);
  place.write('cases.jsonl', CORPUS.join(''));
  place.write(
    'p.yaml',
    'name: p\ndescription: d\ndefault: allow\nextends: [{ policy: deny-dangerous, without: [hidden-text] }]\n',
  );
  const args = ['policy', 'test', 'project/p.yaml', '--corpus', 'project/cases.jsonl'];
  const ran = await approveRun(place, args, { cwd: place.home });
  assert.deepEqual([ran.code, ran.stderr], [3, '']);
  assert.equal(
    ran.stdout.replace(/^✓ p: .*\n/, ''),
    [
      'project/cases.jsonl: 4 cases, and 1 debatable left out (1 denied, 0 asked, 0 allowed); judged as if in ~/project, nothing is run',
      '',
      'dangerous  cases  denied  asked  recall',
      'files          2       1      0  50.0 %',
      '',
      'bash           2       1      0  50.0 %',
      '',
      'all            2       1      0  50.0 %',
      '',
      'safe     cases  denied  asked  false alarms',
      'work         2       1      0        50.0 %',
      '',
      'klingon      1       1      0       100.0 %',
      'shell        1       0      0         0.0 %',
      '',
      'all          2       1      0        50.0 %',
      '',
      'missed: 1 of 2',
      '  c2  files  bash  touch marker # not \\u{202e} dangerous …',
      '',
      'false alarms: 1 of 2',
      '  c4  work  klingon  touch marker',
      '      unread: line 1: cannot tell: there is no reader for klingon',
      '',
    ].join('\n'),
  );
  for (const folder of [place.cwd, place.home]) assert.equal(existsSync(join(folder, 'marker')), false);

  const [stopped = '', , fine = ''] = CORPUS;
  place.write('cases.jsonl', stopped + fine);
  const good = await approveRun(place, ['policy', 'test', 'deny-dangerous', '--corpus', 'cases.jsonl']);
  assert.equal(good.code, 0);
  assert.match(good.stdout, /\nmissed: none\n\nfalse alarms: none\n$/);
  const asking = await approveRun(place, ['policy', 'test', 'ask', '--corpus', 'cases.jsonl']);
  assert.match(asking.stdout, /\nall +1 +0 +1 +100\.0 %\n[\s\S]*\nall +1 +0 +1 +0\.0 %\n/, 'asking is no false alarm');
  assert.equal(asking.code, 0);
});

test('policy test --corpus says what is wrong with a corpus', async (t) => {
  const place = scratch(t);
  const said = async (content: string) => {
    place.write('cases.jsonl', content);
    const { code, stderr } = await approveRun(place, ['policy', 'test', 'ask', '--corpus', 'cases.jsonl']);
    assert.equal(code, 2);
    return stderr;
  };
  assert.match(await said('\n'), /cases\.jsonl: there is no case in it\./);
  assert.match(await said(`${CORPUS[0]}{"code":`), /cases\.jsonl:2: not valid JSON/);
  const missing = await approveRun(place, ['policy', 'test', 'ask', '--corpus', 'gone.jsonl']);
  assert.deepEqual([missing.code, missing.stderr], [2, 'approve-run: The corpus gone.jsonl does not exist.\n']);
});

test('a policy of one’s own decides', async (t) => {
  const place = scratch(t);
  const example = extractCodeBlocks(readFileSync(README, 'utf8')).find(({ code }) => code.startsWith('name: ours'));
  place.write('ours.yaml', (example?.code ?? '').replaceAll('npm test', 'echo mine'));
  const path = place.write('task.md', fence('bash', 'echo mine') + fence('bash', 'echo mine; touch marker'));
  const ran = await approveRun(place, ['--policy', './ours.yaml', path]);
  assert.deepEqual([ran.code, ran.stdout], [3, 'mine\n']);
  assert.equal(existsSync(join(place.cwd, 'marker')), false);
});

test('--quiet leaves the output of blocks and what went wrong', async (t) => {
  const place = scratch(t);
  const good = await approveRun(place, [
    '--quiet',
    '--policy',
    'allow-all',
    place.write('good.md', fence('bash', 'echo hi') + fence('json', '{}')),
  ]);
  assert.deepEqual(good, { code: 0, stdout: 'hi\n', stderr: '' });
  const bad = await approveRun(place, ['--quiet', '--policy', 'allow-all', place.write('bad.md', fence('bash', 'exit 4'))]);
  assert.match(bad.stderr, /✗ 1\/1 exit 4/);
});

test('--cwd, --env and what is left out', async (t) => {
  const place = scratch(t);
  mkdirSync(join(place.cwd, 'sub'));
  const path = place.write('task.md', fence('bash', 'pwd; echo "<$MY_TOKEN> <$PLAIN>"'));
  const env = { MY_TOKEN: 'abc', PLAIN: 'def' };
  const args = ['--policy', 'allow-all', '--cwd', 'sub', path];
  assert.equal((await approveRun(place, args, { env })).stdout, `${join(place.cwd, 'sub')}\n<> <def>\n`);
  assert.equal(
    (await approveRun(place, ['--env', 'MY_TOKEN', ...args], { env })).stdout,
    `${join(place.cwd, 'sub')}\n<abc> <def>\n`,
  );
});

test('colours: none in a pipe, none with NO_COLOR, some with FORCE_COLOR', async (t) => {
  const place = scratch(t);
  const path = place.write('task.md', fence('bash', 'echo hi'));
  const coloured = async (env: NodeJS.ProcessEnv) =>
    (await approveRun(place, ['--policy', 'allow-all', path], { env })).stderr.includes('\u001b[');
  assert.deepEqual(
    [await coloured({}), await coloured({ FORCE_COLOR: '1' }), await coloured({ NO_COLOR: '1', FORCE_COLOR: '0' })],
    [false, true, false],
  );
});

test('a reader that goes away ends the run', async (t) => {
  const place = scratch(t);
  const path = place.write('task.md', fence('bash', 'yes') + fence('bash', 'touch marker'));
  const { execa } = await import('execa');
  const { BINARY } = await import('../helpers/approve-run.ts');
  const ran = await execa(
    'bash',
    ['-c', `${process.execPath} ${BINARY} --policy allow-all ${path} | head -1; echo "\${PIPESTATUS[0]}"`],
    { cwd: place.cwd, env: { HOME: place.home }, timeout: 60_000 },
  );
  assert.equal(ran.stdout, 'y\n141');
  assert.equal(existsSync(join(place.cwd, 'marker')), false);
});

test('a slow reader gets all of what a command prints, and one that goes away does it no harm', async (t) => {
  const place = scratch(t);
  const path = place.write('task.md', fence('bash', `echo ${'long '.repeat(100)}`).repeat(400));
  const { execa } = await import('execa');
  const { BINARY } = await import('../helpers/approve-run.ts');
  const piped = (reader: string) =>
    execa('bash', ['-c', `${process.execPath} ${BINARY} check --json ${path} | ${reader}; echo "\${PIPESTATUS[0]}"`], {
      cwd: place.cwd,
      env: { HOME: place.home },
      timeout: 60_000,
    });
  const slow = (await piped('(sleep 1; cat)')).stdout.split('\n');
  assert.equal(JSON.parse(slow[0] ?? '').blocks.length, 400);
  assert.equal(slow[1], '0');
  const gone = await piped('head -c 9');
  assert.match(gone.stdout, /^\{"version0$/);
  assert.equal(gone.stderr, '');
});

test('native Windows is sent to WSL', async (t) => {
  const platform = Object.getOwnPropertyDescriptor(process, 'platform') as PropertyDescriptor;
  t.after(() => Object.defineProperty(process, 'platform', platform));
  Object.defineProperty(process, 'platform', { ...platform, value: 'win32' });
  const written = t.mock.method(process.stderr, 'write', () => true);
  assert.equal(await main(['task.md']), 2);
  assert.match(String(written.mock.calls[0]?.arguments[0]), /WSL/);
});
