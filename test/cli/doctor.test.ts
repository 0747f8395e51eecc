// approve-run doctor, by the built binary: what it says of a place, and that it says no more than it may.
import assert from 'node:assert/strict';
import { chmodSync, existsSync, readdirSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { test } from 'node:test';
import { approveRun, type Ran } from '../helpers/approve-run.ts';
import { cleanEnv, type Scratch, scratch } from '../helpers/scratch.ts';
import { inTerminal } from '../helpers/terminal.ts';

const doctor = (place: Scratch, env: NodeJS.ProcessEnv = {}): Promise<Ran> => approveRun(place, ['doctor'], { env });

/** An executable beside the project, or inside it. */
function program(place: Scratch, path: string, script: string): string {
  const file = place.write(path, `#!/bin/sh\n${script}\n`);
  chmodSync(file, 0o755);
  return file;
}

/** In front of the PATH of the tests. */
function before(place: Scratch, ...folders: readonly string[]): string {
  return [...folders.map((folder) => join(place.cwd, folder)), cleanEnv(place).PATH].join(delimiter);
}

test('a sound place: every interpreter, nothing broken, a calm last line', async (t) => {
  const place = scratch(t);
  const { code, stdout, stderr } = await doctor(place);
  assert.deepEqual([code, stderr], [0, '']);
  assert.match(stdout, /^This system\n {2}✓ approve-run +\d+\.\d+\.\d+ on /);
  assert.match(stdout, /\n {2}✓ bash +\/\S+ · \d+\.\d+/);
  assert.match(stdout, /\n {2}✓ python +\/\S*python3 · 3\.\d+/);
  assert.match(stdout, /\n {2}✓ mkfifo +\/\S*mkfifo\n/);
  for (const tool of ['sh', 'zsh', 'node', 'typescript', 'ruby', 'perl', 'pwsh'])
    assert.match(stdout, new RegExp(`\\n {2}(✓ ${tool} +/|– ${tool} +not found: install )`), tool);
  assert.match(
    stdout,
    /! questions +cannot be asked here: stdin is no terminal|! questions +cannot be asked here: stdin and stderr/,
  );
  assert.match(stdout, /[✓!–] --sandbox +(?:\/\S+ · works; blocks run in one only where you ask for it|cannot be used: )/);
  assert.match(stdout, /✓ policy +ask \(default\)/);
  assert.match(stdout, /\n\nReady to run\. \d+ fine · \d+ to know · 0 broken · \d+ not there, which is fine\n$/);
});

test('--json is the same, for programs', async (t) => {
  const place = scratch(t);
  const { code, stdout } = await approveRun(place, ['doctor', '--json']);
  const { version, ready, counts, sections } = JSON.parse(stdout);
  assert.deepEqual([code, version, ready, counts.broken], [0, 1, true, 0]);
  const findings: { mark: string; name: string }[] = sections.flatMap((section: { findings: object[] }) => section.findings);
  assert.equal(findings.find(({ name }) => name === 'bash')?.mark, 'works');
  assert.equal(new Set(findings.map(({ name }) => name)).size, findings.length, 'names are unique');
});

test('the journal: where it lies, which makes no folder; off; where it cannot be written', async (t) => {
  const place = scratch(t);
  assert.match((await doctor(place)).stdout, /\n {2}✓ journal +~\/\.local\/state\/approve-run\/journal\n/);
  assert.ok(!existsSync(join(place.home, '.local/state/approve-run/journal')));
  const key = Buffer.alloc(32, 7).toString('base64');
  assert.match((await doctor(place, { APPROVE_RUN_JOURNAL_KEY: key })).stdout, /✓ journal .* · signed\n/);
  const off = await doctor(place, { APPROVE_RUN_JOURNAL: 'off' });
  assert.match(off.stdout, /! journal +off: what runs is not recorded\n/);
  assert.equal(off.code, 0);
  for (const env of [{ APPROVE_RUN_JOURNAL: join(place.write('file', ''), 'x') }, { APPROVE_RUN_JOURNAL_KEY: 'c2hvcnQ=' }]) {
    const { code, stdout } = await doctor(place, env);
    assert.equal(code, 1, stdout);
    assert.match(stdout, /✗ journal +\S.*\n +\S.*\n/);
  }
});

/** Every variable of a key. */
const KEYS = 'ANTHROPIC OPENAI GOOGLE_GENERATIVE_AI GEMINI OPENROUTER GROQ MISTRAL DEEPSEEK XAI APPROVE_RUN'
  .split(' ')
  .map((name) => `${name}_API_KEY`);

test('keys are told by name only', async (t) => {
  const place = scratch(t);
  for (const variable of KEYS) {
    const { stdout, stderr } = await doctor(place, { [variable]: 'hush-hush' });
    assert.match(stdout, new RegExp(`✓ \\S+ +${variable} is set`));
    assert.doesNotMatch(stdout + stderr, /hush/i);
  }
  const empty = await doctor(place, { GROQ_API_KEY: ' ' });
  assert.match(empty.stdout, /! groq +GROQ_API_KEY is set, but empty\n +→ /);
  const unset = await doctor(place);
  assert.match(unset.stdout, /– groq +GROQ_API_KEY not set/);
});

test('without what every run needs it is not ready, and says what to do', async (t) => {
  const place = scratch(t);
  place.write('empty/.keep', '');
  const { code, stdout } = await doctor(place, { PATH: join(place.cwd, 'empty') });
  assert.equal(code, 1);
  assert.match(stdout, /✗ mkfifo +.*\n +→ Install coreutils/);
  assert.match(stdout, /– python +not found: install python3\n/);
  assert.match(stdout, /✗ interpreters +none of them was found in PATH, so no block can run\n +→ Install bash or python3/);
  assert.match(stdout, /\nNot ready: mend mkfifo, interpreters\./);
});

test('faults of the configuration are findings, all of them, and the rest is still looked at', async (t) => {
  const place = scratch(t);
  place.write('.approvalrc', '{"allways": "bash"}');
  place.write('../.config/approve-run/config.yaml', 'timeout: soon');
  const { code, stdout } = await doctor(place, { APPROVE_RUN_BASE_URL: 'http://me:hush@host' });
  assert.equal(code, 1);
  assert.match(stdout, /✗ your own file +.*config\.yaml:1:.*"timeout" must be seconds/);
  assert.match(stdout, /✗ project file +.*\.approvalrc:1:.*"allways" is no key; did you mean "always"\?/);
  assert.match(stdout, /✗ environment +APPROVE_RUN_BASE_URL must be an address/);
  assert.doesNotMatch(stdout, /hush/);
  assert.match(stdout, /✓ bash +\//);
  assert.match(stdout, /Not ready: mend your own file, project file, environment\./);
});

test('what the configuration says is shown with what counts of it', async (t) => {
  const place = scratch(t);
  place.write('.approvalrc', '{"always": "bash", "policy": "deny-dangerous"}');
  place.write('../.config/approve-run/config.json', '{"model": "groq/x", "tools": {"deno": {"command": ["no-such-deno", "-"]}}}');
  const { code, stdout } = await doctor(place, { APPROVE_RUN_POLCY: 'ask' });
  assert.equal(code, 1, 'every run would ask the model');
  assert.match(stdout, /✓ your own file +~\/\.config\/approve-run\/config\.json\n/);
  assert.match(stdout, /✓ project file +~\/project\/\.approvalrc · not trusted: it can only make runs stricter\n/);
  assert.match(stdout, /! ignored +.*ignored in it: "always"\. Read it, then run: approve-run trust\n/);
  assert.match(stdout, /! environment +APPROVE_RUN_POLCY means nothing; did you mean "APPROVE_RUN_POLICY"\?\n/);
  assert.match(stdout, /✓ policy +ask \(default\) \+ deny-dangerous \(/);
  assert.match(stdout, /✗ deno +no-such-deno not found\n +→ /);
  assert.match(stdout, /✗ model +groq\/x .*\n +→ No key for groq/);

  place.write('.approvalrc', '{"policy": "./none.yaml"}');
  assert.match((await doctor(place)).stdout, /✗ policy +.*none\.yaml/);
});

test('programs of the project neither count nor run', async (t) => {
  const place = scratch(t);
  for (const name of ['python3', 'bash', 'mkfifo', 'bwrap', 'vi']) program(place, `.venv/bin/${name}`, 'touch "$0.ran"');
  const { code, stdout } = await doctor(place, { PATH: before(place, '.venv/bin'), EDITOR: 'vi' });
  assert.equal(code, 0);
  assert.match(
    stdout,
    /! python +\/\S+ · 3.*\n +→ ~\/project\/\.venv\/bin\/python3 comes first in PATH, but programs of the project/,
  );
  assert.doesNotMatch(stdout, /(mkfifo|bubblewrap|editor) .*\.venv/);
  for (const name of ['python3', 'bash', 'mkfifo', 'bwrap', 'vi'])
    assert.equal(existsSync(join(place.cwd, `.venv/bin/${name}.ran`)), false, name);
});

/** An editor, which programs there are, and what is said. */
const EDITORS: readonly [NodeJS.ProcessEnv, readonly string[], RegExp][] = [
  [{}, [], /– editor +neither \$VISUAL nor \$EDITOR is set\. Such as: export EDITOR=nano\n/],
  [{ EDITOR: 'myed -n' }, ['myed'], /✓ editor +\S+\/myed \(\$EDITOR\)\n/],
  [{ EDITOR: 'myed', VISUAL: 'other' }, ['myed'], /✗ editor +\$VISUAL is other, which was not found\n +→ .*export VISUAL=nano\n/],
  [{ EDITOR: 'code' }, ['code'], /! editor +\S+\/code \(\$EDITOR\)\n +→ .*export EDITOR="code --wait"\n/],
  [{ VISUAL: '"my ed" -w' }, ['my ed'], /✓ editor +.*\/my ed \(\$VISUAL\)\n/],
];
for (const [env, programs, expected] of EDITORS) {
  test(`the editor ${JSON.stringify(env)}`, async (t) => {
    const place = scratch(t);
    for (const name of programs) program(place, `../bin/${name}`, 'touch "$0.ran"');
    const { code, stdout } = await doctor(place, { ...env, PATH: before(place, '../bin') });
    assert.equal(code, 0, 'no run needs an editor');
    assert.match(stdout, expected);
    for (const name of programs) assert.equal(existsSync(join(place.home, `bin/${name}.ran`)), false);
  });
}

test('bubblewrap is tried, not believed', async (t) => {
  const place = scratch(t);
  const path = before(place, '../bin');
  program(place, '../bin/bwrap', 'while [ "$1" != -- ]; do shift; done; shift; exec "$@"');
  assert.match((await doctor(place, { PATH: path })).stdout, /✓ --sandbox +\S+\/bwrap · works; blocks run in one only where/);
  program(place, '../bin/bwrap', 'echo "bwrap: no permissions to create a new namespace" >&2; exit 1');
  const broken = await doctor(place, { PATH: path });
  assert.match(
    broken.stdout,
    /! --sandbox +cannot be used: bwrap: no permissions to create a new namespace\n.*Allow user namespaces/,
  );
  assert.equal(broken.code, 0);
  place.write('../.config/approve-run/config.json', '{"sandbox": "on"}');
  const needed = await doctor(place, { PATH: path });
  assert.match(needed.stdout, /✗ --sandbox +cannot be used/);
  assert.equal(needed.code, 1);
  assert.deepEqual(readdirSync(place.cwd), ['.git']);
});

test('an interpreter that does not answer holds nothing up, and versions are asked without secrets, at /', async (t) => {
  const place = scratch(t);
  program(place, '../bin/ruby', 'pwd >"$0.seen"; echo "<$SOME_TOKEN>" >>"$0.seen"; echo "ruby 9.8.7"');
  program(place, '../bin/perl', 'exec sleep 300');
  const { code, stdout } = await doctor(place, { PATH: before(place, '../bin'), SOME_TOKEN: 'hush' });
  assert.equal(code, 0);
  assert.match(stdout, /✓ ruby +~\/bin\/ruby · 9\.8\.7\n/);
  assert.match(stdout, /✓ perl +~\/bin\/perl\n/);
  assert.equal(readFileSync(join(place.home, 'bin/ruby.seen'), 'utf8'), '/\n<>\n');
});

test('at a terminal it says that it can ask, how it looks and how it sounds', async (t) => {
  const place = scratch(t);
  const plain = inTerminal(place, ['doctor'], { rows: 100, env: { TERM: 'xterm-kitty' } });
  assert.equal(await plain.ended(), 0);
  const screen = await plain.screen();
  assert.match(screen, /✓ questions +can be asked and answered here/);
  assert.match(screen, /✓ width +100 columns/);
  assert.match(screen, /✓ colours +on/);
  assert.match(screen, /✓ bell +rings, and kitty notifies, when a question waits/);

  const env = { NO_COLOR: '1', APPROVE_RUN_BELL: 'false' };
  const quiet = inTerminal(place, ['doctor'], { rows: 100, columns: 50, env });
  assert.equal(await quiet.ended(), 0);
  const narrow = (await quiet.screen()).replace(/\s+/g, ' ');
  assert.match(narrow, /! width 50 columns → /);
  assert.match(narrow, /– colours off, because NO_COLOR is set/);
  assert.match(narrow, /– bell off, as APPROVE_RUN_BELL says/);
  assert.equal(quiet.bells(), 0);
});
