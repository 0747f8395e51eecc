// A word that is nearly right in; the line that names the right one out, and exit code 2.
import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { didYouMean } from '../../src/text/did-you-mean.ts';
import { approveRun } from '../helpers/approve-run.ts';
import { fence, type Scratch, scratch } from '../helpers/scratch.ts';

const NEAR: readonly [string, readonly string[], string][] = [
  ['pyhton', ['bash', 'python'], '; did you mean "python"?'],
  ['BASH', ['bash'], '; did you mean "bash"?'],
  ['deny-dangeros', ['deny-all', 'deny-dangerous'], '; did you mean "deny-dangerous"?'],
  ['cobol', ['bash', 'python'], ''],
  ['x', ['y'], ''],
  ['anything', [], ''],
];
for (const [word, known, hint] of NEAR)
  test(`${word} among ${known.join(', ') || 'nothing'}`, () => assert.equal(didYouMean(word, known), hint));

/** The arguments, and all that is said. */
const COMMAND_LINES: readonly [readonly string[], string][] = [
  [['--polcy', 'ask', 'task.md'], 'unknown option "--polcy"; did you mean "--policy"?\nSee approve-run --help.'],
  [['--jso', 'task.md'], 'unknown option "--jso"; did you mean "--json"?\nSee approve-run --help.'],
  [['--timeou', '1', 'task.md'], 'unknown option "--timeou"; did you mean "--timeout"?\nSee approve-run --help.'],
  [['check', '--jsn', 'task.md'], 'unknown option "--jsn"; did you mean "--json"?\nSee approve-run check --help.'],
  [['--nothing-like-it', 'task.md'], 'unknown option "--nothing-like-it"\nSee approve-run --help.'],
  [['chekc'], 'there is no file or command "chekc"; did you mean "check"?'],
  [['chekc', 'task.md'], 'there is no file or command "chekc"; did you mean "check"?'],
  [['polcy', 'list'], 'there is no file or command "polcy"; did you mean "policy"?'],
  [['polcy', 'test', 'ask', '--corpus', 'x'], 'there is no file or command "polcy"; did you mean "policy"?'],
  [['policy', 'lst'], 'unknown command "lst"; did you mean "list"?\nSee approve-run policy --help.'],
  [['--sandbox', 'net', 'task.md'], 'there is no file or command "net"; did you mean "--sandbox=net"?'],
  [['task.md', '--sandbox', 'net'], 'there is no file or command "net"; did you mean "--sandbox=net"?'],
  [
    ['check', '--sandbox', 'task.md'],
    'unknown option "--sandbox"; it is for a run: approve-run task.md --sandbox\nSee approve-run check --help.',
  ],
  [
    ['check', '--timeout=4', 'task.md'],
    'unknown option "--timeout"; it is for a run: approve-run task.md --timeout\nSee approve-run check --help.',
  ],
  [['absent.md'], 'Cannot read absent.md: there is no such file.'],
  [['check', 'chekc'], 'Cannot read chekc: there is no such file.'],
  [
    ['--on-timeout', 'stpo', 'task.md'],
    'option "--on-timeout <what>" argument "stpo" is invalid. Allowed choices are stop, deny; did you mean "stop"?\nSee approve-run --help.',
  ],
];
for (const [args, says] of COMMAND_LINES) {
  test(`approve-run ${args.join(' ')}`, async (t) => {
    const place = scratch(t);
    place.write('task.md', fence('bash', 'touch marker'));
    assert.deepEqual(await approveRun(place, args), { code: 2, stdout: '', stderr: `approve-run: ${says}\n` });
  });
}

test('a file that is called nearly as a command is a task', async (t) => {
  const place = scratch(t);
  place.write('chekc', fence('bash', 'echo ran'));
  assert.equal((await approveRun(place, ['--policy', 'allow-all', 'chekc'])).stdout, 'ran\n');
});

const BASE = 'name: p\ndescription: d\ndefault: ask\nextends: [{ policy: deny-dangeros }]\n';
/** Every way to name a policy; each sets the place up and returns the arguments and the environment. */
const NAMED: Readonly<Record<string, (place: Scratch) => readonly string[] | { readonly env: NodeJS.ProcessEnv }>> = {
  flag: () => ['--policy', 'deny-dangeros', 'task.md'],
  'flag, among others': () => ['--policy', 'ask,deny-dangeros', 'task.md'],
  check: () => ['check', '--policy', 'deny-dangeros', 'task.md'],
  environment: () => ({ env: { APPROVE_RUN_POLICY: 'deny-dangeros' } }),
  'project file': (place) => wrote(place, '.approvalrc', '{ "policy": "deny-dangeros" }'),
  'own file': (place) => {
    mkdirSync(join(place.home, '.config/approve-run'), { recursive: true });
    return wrote(place, '../.config/approve-run/config.yaml', 'policy: deny-dangeros\n');
  },
  'front matter': (place) => wrote(place, 'task.md', `---\npolicy: deny-dangeros\n---\n${fence('bash', 'touch marker')}`),
  extends: (place) => ['--policy', place.write('p.yaml', BASE), 'task.md'],
  'policy show': () => ['policy', 'show', 'deny-dangeros'],
  'policy test': () => ['policy', 'test', 'deny-dangeros'],
};
for (const [way, prepare] of Object.entries(NAMED)) {
  test(`a policy by ${way}`, async (t) => {
    const place = scratch(t);
    place.write('task.md', fence('bash', 'touch marker'));
    const call = prepare(place);
    const ran = await ('env' in call ? approveRun(place, ['task.md'], call) : approveRun(place, call));
    assert.deepEqual([ran.code, ran.stdout], [2, '']);
    assert.match(ran.stderr, /(^approve-run: |p\.yaml: )no policy is called "deny-dangeros"; did you mean "deny-dangerous"\?\n$/);
  });
}

test('a policy that is like none: they are listed', async (t) => {
  const { stderr } = await approveRun(scratch(t), ['policy', 'show', 'mine']);
  assert.match(
    stderr,
    /no policy is called "mine"; built in are allow-all, ask, .*\. Name a file by a path, such as \.\/policy\.yaml\.\n$/,
  );
});

const TOOLS: Readonly<Record<string, (place: Scratch) => readonly string[]>> = {
  '--always': () => ['--always', 'bsh', 'task.md'],
  'front matter': (place) => wrote(place, 'task.md', `---\ntools: [bsh]\n---\n${fence('bash', 'touch marker')}`),
  'project file': (place) => wrote(place, '.approvalrc', '{ "tools": { "bsh": false } }'),
};
for (const [way, prepare] of Object.entries(TOOLS)) {
  test(`a tool by ${way}`, async (t) => {
    const place = scratch(t);
    place.write('task.md', fence('bash', 'touch marker'));
    const ran = await approveRun(place, prepare(place));
    assert.equal(ran.code, 2);
    assert.match(ran.stderr, /names "bsh", which is no tool; did you mean "bash"\? Tools are bash, sh, /);
  });
}

function wrote(place: Scratch, name: string, text: string): readonly string[] {
  place.write(name, text);
  return ['task.md'];
}
