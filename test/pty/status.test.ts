// What comes and goes at a real terminal: the status line, the hint about a silent block, the bell, the notification.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { execa } from 'execa';
import { BINARY } from '../helpers/approve-run.ts';
import { provider } from '../helpers/provider.ts';
import { cleanEnv, fence, type Scratch, scratch } from '../helpers/scratch.ts';
import { inTerminal, type TerminalOptions, type TerminalRun } from '../helpers/terminal.ts';

const SPINNER = /[⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏]/;
const PROMPT = /Run this bash block\? .*›/;
/** Runs until the test says go. */
const UNTIL_GO = 'until [ -e go ]; do sleep 0.05; done';
const HINT = /! 1\/1 bash: silent for 1 s\. It is busy, or waits for input, which no block gets\./;

const IMPATIENT = fileURLToPath(import.meta.resolve('../helpers/impatient-run.ts'));
const IMPATIENTLY = [process.execPath, '--import', import.meta.resolve('tsx'), IMPATIENT] as const;

function task(place: Scratch, ...codes: string[]): string {
  return place.write('task.md', codes.map((code) => fence('bash', code)).join('\n'));
}

function impatient(place: Scratch, code: string, options: TerminalOptions = {}): TerminalRun {
  return inTerminal(place, [task(place, code)], { program: IMPATIENTLY, ...options });
}

/** On the screen and above it. */
function assertNoTrace(screen: string): void {
  assert.doesNotMatch(screen, SPINNER);
  assert.doesNotMatch(screen, /running \d|thinking|trying again in/);
}

test('a long block says how long it has been running, and nothing of that stays', async (t) => {
  const place = scratch(t);
  const run = inTerminal(place, [task(place, `${UNTIL_GO}; echo out; ${UNTIL_GO}; echo end`, 'echo second')]);
  await run.until(PROMPT);
  assertNoTrace(await run.screen());
  run.type('y\r');
  const [, seconds = ''] = /(\d+) s$/.exec(await run.until(/\n {2}[⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏] 1\/2 bash · running \d+ s$/)) ?? [];
  assert.ok(Number(seconds) >= 3, 'what is quick is not worth a word');
  await run.until(new RegExp(`running (?!${seconds} )\\d+ s$`));
  place.write('go', '');
  const asked = await run.until(/│ out\n│ end\n✓ 1\/2 exit 0[\s\S]*2\/2 bash[\s\S]*›/);
  assertNoTrace(asked);
  run.type('y\r');
  assert.equal(await run.ended(), 0);
  assertNoTrace(await run.screen());
});

test('Ctrl-C leaves none of it', async (t) => {
  const place = scratch(t);
  const run = inTerminal(place, ['--policy', 'allow-all', task(place, 'sleep 300')]);
  await run.until(/running \d s$/);
  run.type('\u0003');
  assert.equal(await run.ended(), 130);
  const screen = await run.screen();
  assert.match(screen, /✗ 1\/1 interrupted/);
  assertNoTrace(screen);
});

test('Ctrl-Z leaves the shell a clean line, and it is back when the run is', async (t) => {
  const place = scratch(t);
  const run = inTerminal(place, ['--norc', '-i'], { program: ['bash'], env: { PS1: '$ ' } });
  await run.until(/\$/);
  run.type(`${process.execPath} ${BINARY} --policy allow-all ${task(place, `${UNTIL_GO}; echo end`)}\r`);
  await run.until(/running \d s$/);
  run.type('\u001a');
  assertNoTrace(await run.until(/Stopped.*\n[\s\S]*\$$/));
  run.type('fg\r');
  await run.until(/running \d+ s$/);
  place.write('go', '');
  assertNoTrace(await run.until(/│ end[\s\S]*1 run · 0 failed[\s\S]*\$$/));
  run.type('exit\r');
  assert.equal(await run.ended(), 0);
});

test('a terminal that is made narrower keeps none of it', async (t) => {
  const place = scratch(t);
  const run = impatient(place, `${UNTIL_GO}; echo end`);
  await run.until(/1\/1 bash · running \d+ s$/);
  run.resize(14, 40);
  await run.until(/1\/1 bas…$/);
  place.write('go', '');
  assert.equal(await run.ended(), 0);
  assertNoTrace(await run.screen());
});

test('a model thinks, fails, is asked again, and speaks', async (t) => {
  const place = scratch(t);
  const replies = [
    { status: 429, retryAfter: 3 },
    { text: 'Nothing to do here.', options: { streamingProfile: { ttft: 3000 } } },
  ] as const;
  const { env } = await provider(t, ...replies);
  const run = inTerminal(place, ['--model', 'openai/gpt-5', place.write('task.md', 'Do nothing.')], { env });
  await run.until(/! .*trying again in .*\n {2}[⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏] trying again in \d s$/);
  await run.until(/\n {2}[⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏] thinking · \d s$/);
  const screen = await run.until(/┊ Nothing to do here\./);
  assert.doesNotMatch(screen, SPINNER);
  assert.equal(await run.ended(), 0);
  assert.doesNotMatch(await run.screen(), SPINNER);
});

test('a silent block is spoken of once', async (t) => {
  const place = scratch(t);
  const run = impatient(place, `${UNTIL_GO}; echo on; sleep 1.5; echo end`);
  assert.match(await run.until(/Ctrl-C stops it\.\n {2}. 1\/1 bash · running \d+ s$/), HINT);
  place.write('go', '');
  assert.equal(await run.ended(), 0);
  const screen = await run.screen();
  assert.match(screen, /Ctrl-C stops it\.\n│ on\n│ end\n✓/);
  assert.equal(screen.match(/silent for/g)?.length, 1);
  assertNoTrace(screen);
});

test('an unfinished line is left alone; the hint has a line of its own', async (t) => {
  const place = scratch(t);
  const run = impatient(place, `printf 'Continue? '; ${UNTIL_GO}; echo no; echo end`);
  await run.until(/│ Continue\? *\n! 1\/1 bash: silent/);
  place.write('go', '');
  assert.equal(await run.ended(), 0);
  assert.match(await run.screen(), /Ctrl-C stops it\.\n│ no\n│ end\n✓/);
});

test('a dumb terminal, and --quiet, show no status line, but the hint', async (t) => {
  for (const options of [{ env: { TERM: 'dumb' } }, { quiet: true }]) {
    const place = scratch(t);
    const flags = 'quiet' in options ? ['--quiet'] : [];
    const run = inTerminal(place, [task(place, UNTIL_GO), ...flags], { program: IMPATIENTLY, ...options });
    // By then it would have been there for most of a second.
    assertNoTrace(await run.until(HINT));
    place.write('go', '');
    assert.equal(await run.ended(), 0);
  }
});

test('off a terminal there is nothing but the hint, and nobody is told of Ctrl-C', async (t) => {
  const place = scratch(t);
  const [node, ...args] = IMPATIENTLY;
  const running = execa(node, [...args, task(place, `${UNTIL_GO}; echo end`)], {
    cwd: place.cwd,
    env: cleanEnv(place),
    extendEnv: false,
    stdin: 'ignore',
  });
  running.stderr.on('data', (text) => HINT.test(String(text)) && place.write('go', ''));
  const { stdout, stderr } = await running;
  assert.equal(stdout, 'end');
  assert.match(stderr, /which no block gets\.\n/);
  assert.doesNotMatch(stderr, /\u001b|\r|Ctrl-C/);
  assertNoTrace(stderr);
});

test('a block that reads gets the end of its input at once, at a terminal too', async (t) => {
  const place = scratch(t);
  const code = `cat; read -r x; echo "read $?"; cat /dev/tty; echo "tty $?"`;
  const run = inTerminal(place, ['--policy', 'allow-all', task(place, code)]);
  run.type('not for the block\r');
  assert.equal(await run.ended(), 0);
  assert.match(await run.screen(), /│ read 1\n│ cat: .*\/dev\/tty.*\n│ tty 1\n✓/);
});

/** What the terminal says of itself, and whether it is asked to notify. */
const TERMINALS: readonly [string, NodeJS.ProcessEnv, boolean][] = [
  ['WezTerm', { TERM_PROGRAM: 'WezTerm' }, true],
  ['kitty', { TERM: 'xterm-kitty' }, true],
  ['WezTerm with tmux in between', { TERM_PROGRAM: 'WezTerm', TMUX: '/tmp/tmux-1000/default,1,0' }, false],
  ['Windows Terminal', { WT_SESSION: 'x' }, false],
];
for (const [name, env, notifies] of TERMINALS) {
  test(`${name} rings once a question, and ${notifies ? 'notifies' : 'no more'}`, async (t) => {
    const place = scratch(t);
    const run = inTerminal(place, [task(place, 'echo one', 'echo two')], { env });
    await run.until(PROMPT);
    assert.equal(run.bells(), 1);
    run.type('y\r');
    await run.until(/2\/2 bash[\s\S]*›/);
    run.type('?\r');
    await run.until(/run this block[\s\S]*›/);
    assert.equal(run.bells(), 2);
    assert.deepEqual(run.notifications(), notifies ? Array(2).fill('approve-run asks: run this bash block?') : []);
    run.type('n\r');
    assert.equal(await run.ended(), 3);
    assert.equal(run.bells(), 2);
  });
}

test('bell: false is silence', async (t) => {
  const place = scratch(t);
  place.write('../.config/approve-run/config.json', '{"bell": false}');
  const run = inTerminal(place, [task(place, 'echo one')], { env: { TERM_PROGRAM: 'WezTerm' } });
  await run.until(PROMPT);
  run.type('n\r');
  assert.equal(await run.ended(), 3);
  assert.deepEqual([run.bells(), run.notifications()], [0, []]);
});

test('what nobody is asked about does not ring', async (t) => {
  const place = scratch(t);
  const run = inTerminal(place, ['--policy', 'allow-all', task(place, 'echo one')], { env: { TERM_PROGRAM: 'WezTerm' } });
  assert.equal(await run.ended(), 0);
  await run.until(/1 run/);
  assert.deepEqual([run.bells(), run.notifications()], [0, []]);
});
