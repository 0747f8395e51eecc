// A block that a person changes: in a real editor, shown as a difference, asked about anew, and known to everyone afterwards.
import assert from 'node:assert/strict';
import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { digestOf } from '../../src/digest.ts';
import { gone } from '../helpers/alive.ts';
import { BINARY } from '../helpers/approve-run.ts';
import { fence, type Scratch, scratch } from '../helpers/scratch.ts';
import { inTerminal } from '../helpers/terminal.ts';

const PROMPT = /Run this bash block\? .*›/;
const AGAIN = /as you changed it[\s\S]*Run this bash block\? .*›/;

/** An editor that is a script: `$1` is the file. */
function editor(place: Scratch, script: string): NodeJS.ProcessEnv {
  const path = join(place.home, 'editor.sh');
  writeFileSync(path, `#!/bin/sh\n${script}\n`);
  chmodSync(path, 0o755);
  return { VISUAL: path };
}
const has = (place: Scratch, name: string) => existsSync(join(place.cwd, name));
const task = (place: Scratch, ...codes: string[]) => place.write('task.md', codes.map((code) => fence('bash', code)).join('\n'));

test('the changed block is shown as a difference, asked about anew, and runs', async (t) => {
  const place = scratch(t);
  const env = editor(place, 'sed -i s/wrong/right/ "$1"');
  const run = inTerminal(place, [task(place, '# keep\ntouch wrong')], { env });
  await run.until(PROMPT);
  run.type('edit\r');
  const screen = await run.until(AGAIN);
  const digest = digestOf('# keep\ntouch right\n').slice(0, 12);
  assert.match(screen, new RegExp(`1/1 bash  \\S*task.md:1, as you changed it · ${digest}`));
  assert.match(screen, /- proposed {2}\+ yours\n\s+1 {4}# keep\n\s+- touch wrong\n\s+2 {2}\+ touch right\n/);
  assert.deepEqual([has(place, 'right'), has(place, 'wrong')], [false, false], 'leaving the editor is no yes');
  run.type('y\r');
  assert.equal(await run.ended(), 0);
  assert.deepEqual([has(place, 'right'), has(place, 'wrong')], [true, false]);
});

test('neither a policy that allows nor an "always" answers for a changed block', async (t) => {
  const place = scratch(t);
  const env = editor(place, 'echo touch more >> "$1"');
  const run = inTerminal(place, [task(place, 'touch one', 'touch two')], { env });
  await run.until(PROMPT);
  run.type('e\r');
  await run.until(AGAIN);
  run.type('always\r');
  await run.until(/"always" is no answer\. Type yes, edit, deny/);
  run.type('no\r');
  assert.equal(await run.ended(), 3);
  assert.equal(has(place, 'one'), false);

  place.write(
    'half.yaml',
    'name: half\ndescription: Asks about one.\ndefault: allow\nrules: [{ id: one, ask: { command: touch one }, because: One., match: [touch one], notMatch: [ls] }]\n',
  );
  const other = editor(place, 'echo touch other > "$1"');
  const allowed = inTerminal(place, ['--policy', './half.yaml', task(place, 'touch one')], { env: other });
  await allowed.until(PROMPT);
  allowed.type('e\r');
  await allowed.until(AGAIN);
  assert.equal(has(place, 'other'), false);
  allowed.type('yes\r');
  assert.equal(await allowed.ended(), 0);
  assert.equal(has(place, 'other'), true);
});

test('what a policy denies cannot be chosen by editing', async (t) => {
  const place = scratch(t);
  place.write(
    'no-two.yaml',
    'name: no-two\ndescription: Denies two.\ndefault: ask\nrules: [{ id: two, deny: { command: touch two }, because: Never two., match: [touch two], notMatch: [ls] }]\n',
  );
  const env = editor(place, 'echo touch two > "$1"');
  const run = inTerminal(place, ['--policy', './no-two.yaml', task(place, 'touch one')], { env });
  await run.until(PROMPT);
  run.type('edit\r');
  await run.until(/not what may run: Never two\.[\s\S]*1 {2}touch one[\s\S]*Run this bash block\? .*›/);
  run.type('yes\r');
  assert.equal(await run.ended(), 0);
  assert.deepEqual([has(place, 'one'), has(place, 'two')], [true, false]);
});

const FAILING: readonly (readonly [name: string, env: (place: Scratch) => NodeJS.ProcessEnv, says: RegExp])[] = [
  ['no editor', () => ({}), /There is no editor: set VISUAL or EDITOR/],
  [
    'an editor that is not there',
    () => ({ EDITOR: 'no-such-editor' }),
    /There is no no-such-editor: set VISUAL or EDITOR to an editor that is here/,
  ],
  [
    'an editor that fails',
    (place) => editor(place, 'echo touch other > "$1"; exit 3'),
    /editor\.sh ended with 3; nothing was changed/,
  ],
  [
    'an editor that is ended',
    (place) => editor(place, 'kill -TERM $$'),
    /editor\.sh ended with (?:SIGTERM|143); nothing was changed/,
  ],
  ['an empty result', (place) => editor(place, ': > "$1"'), /The text is empty; nothing was changed/],
  ['blanks only', (place) => editor(place, 'echo "   " > "$1"'), /The text is empty; nothing was changed/],
  ['the same text', (place) => editor(place, 'touch "$1"'), /The text is the same as before/],
  [
    'a named pipe in its place',
    (place) => editor(place, 'rm "$1"; mkfifo "$1"'),
    /The block cannot be edited: the editor left no regular file\./,
  ],
  [
    'a file without end',
    (place) => editor(place, 'truncate -s 1T "$1"'),
    /The block cannot be edited: the editor left more than 16 MB\./,
  ],
  ['a file that is gone', (place) => editor(place, 'rm "$1"'), /The block cannot be edited: ENOENT/],
];
for (const [name, env, says] of FAILING) {
  test(`${name}: said, and asked again about the original`, async (t) => {
    const place = scratch(t);
    const run = inTerminal(place, [task(place, 'touch one')], { env: env(place) });
    await run.until(PROMPT);
    run.type('edit\r');
    const screen = await run.until(new RegExp(`› *\\n.*${says.source}`));
    assert.doesNotMatch(screen, /as you changed it/);
    assert.equal(has(place, 'one'), false);
    run.type('yes\r');
    assert.equal(await run.ended(), 0);
    assert.deepEqual([has(place, 'one'), has(place, 'other')], [true, false]);
  });
}

test('what is typed into the editor answers nothing, and the clock stands still', async (t) => {
  const place = scratch(t);
  const env = editor(place, 'read line; echo "got $line"; sleep 2.5; sed -i s/one/two/ "$1"');
  const run = inTerminal(place, ['--timeout', '2', task(place, 'touch one')], { env });
  await run.until(PROMPT);
  run.type('e\r');
  await run.until(/Run this bash block\? {2}e$/);
  run.type('yes\ryes\ryes\r');
  await run.until(/got yes/);
  await run.until(AGAIN);
  assert.deepEqual([has(place, 'one'), has(place, 'two')], [false, false]);
  run.type('no\r');
  assert.equal(await run.ended(), 3);
});

test('Ctrl-C in an editor is the editor’s; the terminal is as it was', async (t) => {
  const place = scratch(t);
  const env = editor(place, 'trap "echo caught; exit 9" INT; echo open; while :; do sleep 0.1; done');
  // The shell around it gets the signal as well.
  const script = `trap : INT; before=$(stty -g); ${process.execPath} ${BINARY} ${task(place, 'touch one')}; echo "code $?"; [ "$before" = "$(stty -g)" ] && echo same || echo different`;
  const run = inTerminal(place, ['-c', script], { env, program: ['bash'] });
  await run.until(PROMPT);
  run.type('edit\r');
  await run.until(/\nopen/);
  run.type('\u0003');
  await run.until(/caught[\s\S]*› *\n.*editor\.sh ended with 9/);
  run.type('no\r');
  await run.until(/code 3\nsame/);
});

test('a private folder that is gone, as after su, is no obstacle', async (t) => {
  const place = scratch(t);
  const env = { ...editor(place, 'echo touch two > "$1"'), XDG_RUNTIME_DIR: join(place.home, 'gone') };
  const run = inTerminal(place, [task(place, 'touch one')], { env });
  await run.until(PROMPT);
  run.type('edit\r');
  await run.until(AGAIN);
  run.type('yes\r');
  assert.equal(await run.ended(), 0);
  assert.deepEqual([has(place, 'one'), has(place, 'two')], [false, true]);
});

test('a signal to the run ends the editor too', async (t) => {
  const place = scratch(t);
  const env = editor(place, 'echo $$ > pid; echo open; while :; do sleep 0.1; done');
  const run = inTerminal(place, [task(place, 'touch one')], { env });
  await run.until(PROMPT);
  run.type('edit\r');
  await run.until(/\nopen/);
  const pid = Number(readFileSync(join(place.cwd, 'pid'), 'utf8'));
  process.kill(run.pid, 'SIGTERM');
  assert.equal(await run.ended(), 143);
  await gone(pid);
});

test('the record knows what was proposed and what ran', async (t) => {
  const place = scratch(t);
  const env = editor(place, 'echo touch two > "$1"');
  const run = inTerminal(place, ['--record', 'run.jsonl', task(place, 'touch one')], { env });
  await run.until(PROMPT);
  run.type('edit\r');
  await run.until(AGAIN);
  run.type('yes\r');
  assert.equal(await run.ended(), 0);
  const events = readFileSync(join(place.cwd, 'run.jsonl'), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  const of = (type: string) => events.find((event) => event.type === type);
  const [one, two] = [digestOf('touch one\n'), digestOf('touch two\n')];
  assert.deepEqual([of('block-proposed').digest, of('block-proposed').proposedDigest], [one, undefined]);
  assert.deepEqual(
    [of('block-edited').digest, of('block-edited').proposedDigest, of('block-edited').code],
    [two, one, 'touch two\n'],
  );
  for (const type of ['block-decided', 'block-started']) assert.deepEqual([of(type).digest, of(type).proposedDigest], [two, one]);
});

test('the task is on stdin: the editor has the terminal all the same', async (t) => {
  const place = scratch(t);
  const env = editor(place, '[ -t 0 ] && printf "name: " && read -r name && echo "touch $name" > "$1"');
  const file = task(place, 'touch wrong');
  const shell = `${process.execPath} ${BINARY} - < ${file}`;
  const run = inTerminal(place, ['-c', shell], { env, program: ['bash'] });
  await run.until(PROMPT);
  run.type('edit\r');
  await run.until(/name:$/);
  run.type('right\r');
  await run.until(AGAIN);
  run.type('y\r');
  assert.equal(await run.ended(), 0);
  assert.deepEqual([has(place, 'right'), has(place, 'wrong')], [true, false]);
});
