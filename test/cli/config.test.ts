// `approve-run config`, by the built binary: every setting, who set it, and what became of the project's file.
import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { KEYS } from '../../src/config/keys.ts';
import { addTrust, describeForTrust } from '../../src/config/trust.ts';
import { approveRun } from '../helpers/approve-run.ts';
import { type Scratch, scratch } from '../helpers/scratch.ts';

function writeUser({ home }: Scratch, text: string): string {
  const path = join(home, '.config/approve-run/config.yaml');
  mkdirSync(join(path, '..'), { recursive: true });
  writeFileSync(path, text);
  return path;
}

const lines = (stdout: string) => stdout.trimEnd().split('\n');
/** `timeout  30 s  default` of the line that begins with a key. */
const line = (stdout: string, key: string) =>
  lines(stdout)
    .find((each) => each.startsWith(`${key} `))
    ?.replace(/ {2,}/g, '  ');

test('where nobody says anything, every value is a default, in the order of the keys', async (t) => {
  const { code, stdout, stderr } = await approveRun(scratch(t), ['config']);
  assert.deepEqual([code, stderr], [0, '']);
  assert.match(stdout, /^~\/project\npolicy ask: Asks for everything; .*\n\npolicy +ask +default\n/);
  const rows = lines(stdout).slice(3, -2);
  assert.deepEqual(
    rows.map((row) => row.split(' ')[0]),
    [...Object.values(KEYS).map(({ name }) => name), 'tools'],
  );
  assert.deepEqual([...new Set(rows.map((row) => row.indexOf('default')))].length, 1, 'aligned');
  assert.equal(line(stdout, 'timeout'), 'timeout  30 s  default');
  assert.equal(line(stdout, 'message'), 'message  Run this {tool_name} block?  default');
  assert.equal(line(stdout, 'agent'), 'agent  document  default');
  assert.equal(line(stdout, 'model'), 'model  none  default');
  assert.equal(line(stdout, 'tools'), 'tools  every built-in one  default');
  assert.match(stdout, /\n\nNo config file was read; approve-run init writes one\.\n$/);
});

const USER = 'timeout: 60\nalways: all\nmodel: qwen3\ntools: { shout: { command: [tr, a-z, A-Z] }, ruby: false }\n';
const PROJECT = 'policy: ./strict.yaml\ntimeout: 10\nmessage: Really?\ntools: [bash, python]\n';

test('each value says who set it: the environment, your file, a project that may only tighten', async (t) => {
  const place = scratch(t);
  writeUser(place, USER);
  place.write('.approvalrc', PROJECT);
  const env = { APPROVE_RUN_BELL: 'false', APPROVE_RUN_POLICY: 'workspace' };
  const { code, stdout } = await approveRun(place, ['config'], { env });
  assert.equal(code, 0);
  const user = '~/.config/approve-run/config.yaml';
  const project = '~/project/.approvalrc';
  for (const expected of [
    'policy  workspace  APPROVE_RUN_POLICY',
    `   ~/project/strict.yaml  ${project}`.replace(/ {2,}/g, '  '),
    `always  all  ${user}`,
    `timeout  10 s  ${project}`,
    'message  Run this {tool_name} block?  default',
    `model  qwen3  ${user}`,
    'agent  model  default',
    'bell  false  APPROVE_RUN_BELL',
    `tools  bash, python  ${user} + ${project}`,
    `  only bash, python  ${project}`,
    `tools.shout  tr a-z A-Z  ${user}`,
    `tools.ruby  off  ${user}`,
    `read ${user}, your own`,
    `read ${project}, not trusted, so it can only tighten`,
  ]) {
    assert.ok(
      lines(stdout)
        .map((each) => each.replace(/ {2,}/g, '  '))
        .includes(expected),
      `${expected}\n${stdout}`,
    );
  }
  assert.match(stdout, /\npolicy workspace: Allows .*\npolicy \.\/strict\.yaml: .*\nThe strictest verdict counts\.\n/);
  assert.match(stdout, /\n! .*\.approvalrc is not trusted; ignored in it: "message"\. Read it, then run: approve-run trust\n$/);
});

test('--json has the whole of each value, for programs', async (t) => {
  const place = scratch(t);
  const user = writeUser(place, `${USER}system: ${'long '.repeat(50)}\n`);
  const project = place.write('.approvalrc', PROJECT);
  const { code, stdout } = await approveRun(place, ['config', '--json']);
  const { version, settings, files, notices } = JSON.parse(stdout);
  assert.deepEqual([code, version, stdout.split('\n').length], [0, 1, 2]);
  assert.deepEqual(settings.policy, { value: ['ask', join(place.cwd, 'strict.yaml')], from: `default + ${project}` });
  assert.deepEqual(settings.timeout, { value: 10, from: project });
  assert.deepEqual(settings.blockTimeout, { value: 120, from: 'default' });
  assert.deepEqual(settings.temperature, { value: null, from: 'default' });
  assert.deepEqual(settings['env.pass'], { value: [], from: 'default' });
  assert.equal(settings.system.value.length, 249);
  assert.deepEqual(settings.tools, { value: ['bash', 'python'], from: `${user} + ${project}` });
  assert.deepEqual(settings['tools.ruby'], { value: false, from: user });
  assert.deepEqual(settings['tools.shout'].value, { command: ['tr', 'a-z', 'A-Z'], languages: ['shout'] });
  assert.deepEqual(files, [{ path: user }, { path: project, trust: 'untrusted' }]);
  assert.equal(notices.length, 1);
});

test('a project’s file is trusted, or has changed since', async (t) => {
  const place = scratch(t);
  const file = place.write('.approvalrc', 'always: [bash]\n');
  await addTrust(await describeForTrust(file), { home: place.home, env: {} });
  const trusted = await approveRun(place, ['config', '--cwd', place.cwd], { cwd: place.home });
  assert.equal(line(trusted.stdout, 'always'), 'always  bash  ~/project/.approvalrc');
  assert.match(trusted.stdout, /\nread ~\/project\/\.approvalrc, trusted: it counts as your own does\n$/);
  place.write('.approvalrc', 'always: [bash, sh]\n');
  const changed = await approveRun(place, ['config']);
  assert.equal(line(changed.stdout, 'always'), 'always  none  default');
  assert.match(changed.stdout, /\.approvalrc, changed since you trusted it, so it can only tighten\n! .*ignored in it: "always"/);
});

test('what nobody set is dim, where there is colour', async (t) => {
  const place = scratch(t);
  writeUser(place, 'timeout: 0\n');
  const { stdout } = await approveRun(place, ['config'], { env: { FORCE_COLOR: '1' } });
  assert.match(stdout, /\n\u001b\[2mblockTimeout .* default\u001b\[22m\n/);
  assert.match(stdout, /\ntimeout +0, waits without end +~\/\.config/);
});

test('a text cannot drive the terminal', async (t) => {
  const place = scratch(t);
  writeUser(place, 'message: "a\\x1b[2Kb\\nc\\u202e"\ntools: { x: { command: ["y\\x1b[2K"] } }\n');
  const { stdout } = await approveRun(place, ['config']);
  assert.equal(line(stdout, 'message'), 'message  a\\u{1b}[2Kb\\nc\\u{202e}  ~/.config/approve-run/config.yaml');
  assert.equal(line(stdout, 'tools.x'), 'tools.x  y\\u{1b}[2K  ~/.config/approve-run/config.yaml');
});

for (const [title, text, args, says] of [
  ['a misspelt key', 'timout: 1\n', [], /\.approvalrc:1:1: "timout" is no key; did you mean "timeout"\?/],
  ['a folder that is not there', '', ['--cwd', 'gone'], /--cwd gone: there is no such folder\./],
] as const) {
  test(`${title} ends it, as it ends a run`, async (t) => {
    const place = scratch(t);
    place.write('.approvalrc', text);
    const ran = await approveRun(place, ['config', ...args]);
    assert.deepEqual([ran.code, ran.stdout], [2, '']);
    assert.match(ran.stderr, says);
  });
}

test('a folder that is not there ends trust in the same way', async (t) => {
  const ran = await approveRun(scratch(t), ['trust', '--cwd', 'gone']);
  assert.deepEqual(ran, { code: 2, stdout: '', stderr: 'approve-run: --cwd gone: there is no such folder.\n' });
});
