// Every answer, typed at a real terminal and read off its screen.
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fence, type Scratch, scratch } from '../helpers/scratch.ts';
import { inTerminal } from '../helpers/terminal.ts';

const PROMPT = /Run this bash block\? .*›/;
/** Refused, and keys count again. */
const PASTED = /› *\nPasted text is no answer; type it\./;

function task(place: Scratch, ...codes: string[]): string {
  return place.write('task.md', codes.map((code) => fence('bash', code)).join('\n'));
}

const ran = (place: Scratch) => existsSync(join(place.cwd, 'marker'));

for (const [answer, code, runs] of [
  ['y', 0, true],
  ['yes', 0, true],
  ['1', 0, true],
  ['YES', 0, true],
  ['  yes  ', 0, true],
  ['always', 0, true],
  ['d', 3, false],
  ['deny', 3, false],
  ['n', 3, false],
  ['no', 3, false],
  ['0', 3, false],
  ['q', 3, false],
  ['quit', 3, false],
] as const) {
  test(`${JSON.stringify(answer)} ${runs ? 'runs' : 'does not run'} the block`, async (t) => {
    const place = scratch(t);
    const run = inTerminal(place, [task(place, 'touch marker')]);
    await run.until(PROMPT);
    run.type(`${answer}\r`);
    assert.equal(await run.ended(), code);
    assert.equal(ran(place), runs);
  });
}

test('what is no answer is said to be none, and the question stays', async (t) => {
  const place = scratch(t);
  const run = inTerminal(place, [task(place, 'touch marker')]);
  await run.until(PROMPT);
  run.type('\r');
  await run.until(/Enter alone is no answer\. Type yes, always, edit, deny \[reason\], quit or \?/);
  run.type('yes please\r');
  await run.until(/"yes please" is no answer/);
  run.type('?\r');
  await run.until(/deny, d, n, no, 0\s+do not run it[\s\S]*›/);
  assert.equal(ran(place), false);
  run.type('no\r');
  assert.equal(await run.ended(), 3);
});

test('a reason is kept and shown', async (t) => {
  const place = scratch(t);
  const run = inTerminal(place, [task(place, 'touch marker')]);
  await run.until(PROMPT);
  run.type('deny use the staging host\r');
  await run.until(/not run: use the staging host/);
  assert.equal(await run.ended(), 3);
});

test('always is for this tool and this run, and not for what a rule asks about', async (t) => {
  const place = scratch(t);
  const run = inTerminal(place, [task(place, 'echo one', 'echo two', 'sudo -n true')]);
  await run.until(PROMPT);
  run.type('always\r');
  const screen = await run.until(/3\/3 bash[\s\S]*Run this bash block\? .*›/);
  assert.match(screen, /approved: always bash/);
  assert.match(screen, /│ two/);
  run.type('always\r');
  await run.until(/"always" is no answer/);
  run.type('n\r');
  assert.equal(await run.ended(), 3);
});

test('4: nobody answers in time; the countdown is on screen', async (t) => {
  const place = scratch(t);
  const run = inTerminal(place, ['--timeout', '2', task(place, 'touch marker', 'touch marker')]);
  await run.until(/ 2s ›/);
  await run.until(/ 1s ›/);
  await run.until(/no one answered within 2 s; this is not a refusal/);
  assert.equal(await run.ended(), 4);
  assert.equal(ran(place), false);
});

test('--on-timeout deny makes a denial of it', async (t) => {
  const place = scratch(t);
  const run = inTerminal(place, [
    '--timeout',
    '1',
    '--on-timeout',
    'deny',
    '--keep-going',
    task(place, 'touch marker', 'echo on'),
  ]);
  await run.until(/2\/2 bash[\s\S]*›/);
  run.type('y\r');
  assert.equal(await run.ended(), 3);
  assert.equal(ran(place), false);
});

test('a key press restarts the countdown', async (t) => {
  const place = scratch(t);
  const run = inTerminal(place, ['--timeout', '3', task(place, 'touch marker')]);
  await run.until(/ 1s ›/);
  run.type('x');
  await run.until(/ 3s › x/);
  run.type('\u0003');
  assert.equal(await run.ended(), 130);
});

test('130: Ctrl-C at the prompt', async (t) => {
  const place = scratch(t);
  const run = inTerminal(place, [task(place, 'touch marker')]);
  await run.until(PROMPT);
  run.type('\u0003');
  assert.equal(await run.ended(), 130);
  assert.equal(ran(place), false);
});

test('130: Ctrl-C stops a running block, and skips the rest', async (t) => {
  const place = scratch(t);
  const run = inTerminal(place, ['--policy', 'allow-all', task(place, 'echo started; sleep 300', 'touch marker')]);
  await run.until(/│ started/);
  run.type('\u0003');
  const code = await run.ended();
  assert.match(await run.screen(), /interrupted[\s\S]*2\/2 skipped: block 1 was interrupted/);
  assert.equal(code, 130);
  assert.equal(ran(place), false);
});

test('Ctrl-D and a closed terminal are no answer', async (t) => {
  const place = scratch(t);
  const run = inTerminal(place, [task(place, 'touch marker')]);
  await run.until(PROMPT);
  run.type('\u0004');
  assert.equal(await run.ended(), 3);
  assert.equal(ran(place), false);
});

test('what was typed while a block ran answers nothing', async (t) => {
  const place = scratch(t);
  const run = inTerminal(place, [task(place, 'echo started; sleep 1', 'touch marker')]);
  await run.until(PROMPT);
  run.type('y\r');
  await run.until(/│ started/);
  run.type('yes\ryes\r');
  await run.until(/2\/2 bash[\s\S]*›/);
  run.type('no\r');
  assert.equal(await run.ended(), 3);
  assert.equal(ran(place), false);
});

test('a paste is refused with a word of why, marked or not', async (t) => {
  const place = scratch(t);
  const run = inTerminal(place, [task(place, 'touch marker')]);
  await run.until(PROMPT);
  run.type('\u001b[200~yes\r\u001b[201~');
  await run.until(PASTED);
  run.type('maybe\r');
  await run.until(/"maybe" is no answer/);
  run.type('yes\ryes\ry');
  await run.until(PASTED);
  assert.equal(ran(place), false);
  run.type('no\r');
  assert.equal(await run.ended(), 3);
});

test('a line without end is refused, at once or in pieces, and the question stays awake', async (t) => {
  const place = scratch(t);
  const run = inTerminal(place, [task(place, 'touch marker')]);
  await run.until(PROMPT);
  run.type('x'.repeat(20_000));
  await run.until(PASTED);
  for (let at = 1; at <= 5; at += 1) {
    run.type('x'.repeat(450));
    await run.until(at < 5 ? new RegExp(`› (?:x\\n?){${at * 450}}`) : /› *\nAn answer has 2000 letters at most\./);
  }
  run.type('no\r');
  assert.equal(await run.ended(), 3);
});

const PIECES: readonly (readonly [what: string, first: string, second: string])[] = [
  ['holds the mark of its own end', '\u001b[200~a\u001b[201~', 'yes\r'],
  ['is not marked', 'one\rtwo\r', 'yes\r'],
];

for (const [what, first, second] of PIECES) {
  test(`a paste that ${what}, and comes in two reads, is refused whole`, async (t) => {
    const place = scratch(t);
    const run = inTerminal(place, [task(place, 'touch marker')]);
    await run.until(PROMPT);
    run.type(first);
    // Read as one, they are a paste all the more.
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 10);
    run.type(second);
    await run.until(PASTED);
    assert.equal(ran(place), false);
    run.type('no\r');
    assert.equal(await run.ended(), 3);
  });
}

test('a piped stdin beside a task file is denied, also with a terminal around', async (t) => {
  const place = scratch(t);
  const { BINARY } = await import('../helpers/approve-run.ts');
  const run = inTerminal(place, ['-c', `yes | ${process.execPath} ${BINARY} ${task(place, 'touch marker')}`], {
    program: ['bash'],
  });
  assert.equal(await run.ended(), 3);
  assert.match(await run.screen(), /Nobody could be asked/);
  assert.equal(ran(place), false);
});

test('a task from stdin is answered at the terminal', async (t) => {
  const place = scratch(t);
  const { BINARY } = await import('../helpers/approve-run.ts');
  const run = inTerminal(place, ['-c', `cat ${task(place, 'touch marker')} | ${process.execPath} ${BINARY} -`], {
    program: ['bash'],
  });
  await run.until(PROMPT);
  run.type('yes\r');
  assert.equal(await run.ended(), 0);
  assert.equal(ran(place), true);
});

test('a narrow screen shows the whole block and the whole question', async (t) => {
  const place = scratch(t);
  const run = inTerminal(place, [task(place, `echo ${'long'.repeat(30)}-end; touch marker`)], { columns: 30, rows: 20 });
  const screen = await run.until(/›/);
  assert.match(screen.replace(/\n\s*↪\s*/g, '').replace(/\n/g, ''), /(long){30}-end; touch marker/);
  run.type('yes\r');
  assert.equal(await run.ended(), 0);
});

test('a question of one’s own, with its two placeholders and no others', async (t) => {
  const place = scratch(t);
  const run = inTerminal(place, ['--message', 'Agent wants {tool_name}:\n{tool_arguments} {other}\nOK?', task(place, 'echo hi')]);
  const screen = await run.until(/OK\? .*›/);
  assert.match(screen, /Agent wants bash:\n\{"code":"echo hi\\n"\} \{other\}/);
  run.type('n\r');
  assert.equal(await run.ended(), 3);
});

test('the reason of a denial without one', async (t) => {
  const place = scratch(t);
  const run = inTerminal(place, ['--denied-message', 'not on my machine', task(place, 'echo hi')]);
  await run.until(PROMPT);
  run.type('n\r');
  await run.until(/not run: not on my machine/);
  assert.equal(await run.ended(), 3);
});

test('code that would hide itself is shown escaped', async (t) => {
  const place = scratch(t);
  const run = inTerminal(place, [task(place, 'touch marker #\u001b[2K\u001b[Gecho harmless\u202e')]);
  const screen = await run.until(PROMPT);
  assert.match(screen, /touch marker #\\u\{1b\}\[2K\\u\{1b\}\[Gecho harmless\\u\{202e\}/);
  run.type('n\r');
  assert.equal(await run.ended(), 3);
});

test('the terminal is given back as it was', async (t) => {
  const place = scratch(t);
  const { BINARY } = await import('../helpers/approve-run.ts');
  const script = `before=$(stty -g); ${process.execPath} ${BINARY} ${task(place, 'true')}; echo "code $?"; [ "$before" = "$(stty -g)" ] && echo same || echo different`;
  const run = inTerminal(place, ['-c', script], { program: ['bash'] });
  await run.until(PROMPT);
  run.type('y\r');
  await run.until(/code 0\n(same|different)/);
  assert.match(await run.screen(), /code 0\nsame/);
  assert.equal(await run.ended(), 0);
});

test('a dumb terminal can answer, and gets no colours', async (t) => {
  const place = scratch(t);
  const run = inTerminal(place, [task(place, 'touch marker')], { env: { TERM: 'dumb' } });
  await run.until(PROMPT);
  run.type('yes\r');
  assert.equal(await run.ended(), 0);
  assert.equal(ran(place), true);
});

test('a closed terminal is no answer', async (t) => {
  const place = scratch(t);
  const run = inTerminal(place, [task(place, 'touch marker')]);
  await run.until(PROMPT);
  process.kill(run.pid, 'SIGHUP');
  assert.equal(await run.ended(), 129);
  assert.equal(ran(place), false);
});

test('SIGTERM at the prompt', async (t) => {
  const place = scratch(t);
  const run = inTerminal(place, [task(place, 'touch marker')]);
  await run.until(PROMPT);
  process.kill(run.pid, 'SIGTERM');
  assert.equal(await run.ended(), 143);
  assert.equal(ran(place), false);
});

test('a rule that wants a code gets no yes', async (t) => {
  const place = scratch(t);
  place.write(
    'policy.yaml',
    'name: careful\ndescription: Wants a code.\ndefault: allow\nrules:\n  - id: touch\n    ask: { command: touch }\n    because: It touches.\n    confirm: code\n    match: ["touch x"]\n    notMatch: ["ls"]\n',
  );
  const run = inTerminal(place, ['--policy', './policy.yaml', task(place, 'touch marker')]);
  const screen = await run.until(/([A-Z]{3}) to run it · edit · deny · \? .*›/);
  const code = /([A-Z]{3}) to run it/.exec(screen)?.[1] ?? '';
  for (const answer of ['yes', 'y', '1', 'always', 'XXXX']) {
    run.type(`${answer}\r`);
    await run.until(new RegExp(`"${answer}" is no answer here`));
  }
  assert.equal(ran(place), false);
  run.type(`${code.toLowerCase()}\r`);
  assert.equal(await run.ended(), 0);
  assert.equal(ran(place), true);
});

test('what cannot be undone wants a code without any policy named, and --always does not give it', async (t) => {
  const place = scratch(t);
  const run = inTerminal(place, ['--always', 'bash', task(place, 'touch marker; rm -rf ~/never-there')]);
  await run.until(/deletes the tree ~\/never-there[\s\S]*[A-Z]{3} to run it · edit · deny · \? .*›/);
  for (const answer of ['yes', 'always']) {
    run.type(`${answer}\r`);
    await run.until(new RegExp(`"${answer}" is no answer here`));
  }
  run.type('?\r');
  await run.until(/\n[A-Z]{3} {16}run this block[\s\S]*›/);
  run.type('no\r');
  assert.equal(await run.ended(), 3);
  assert.equal(ran(place), false);
});

test('with stdout elsewhere it can still ask: --json into a file, output into a pipe', async (t) => {
  const place = scratch(t);
  const { BINARY } = await import('../helpers/approve-run.ts');
  const path = task(place, 'echo hi');
  const json = inTerminal(place, ['-c', `${process.execPath} ${BINARY} --json ${path} > events.jsonl`], { program: ['bash'] });
  await json.until(PROMPT);
  json.type('y\r');
  assert.equal(await json.ended(), 0);
  const events = readFileSync(join(place.cwd, 'events.jsonl'), 'utf8').trimEnd().split('\n');
  assert.deepEqual([JSON.parse(events[4] ?? '').by, JSON.parse(events.at(-1) ?? '').exitCode], ['approver', 0]);

  const piped = inTerminal(place, ['-c', `${process.execPath} ${BINARY} ${path} | tee out.txt`], { program: ['bash'] });
  await piped.until(PROMPT);
  piped.type('y\r');
  assert.equal(await piped.ended(), 0);
  assert.equal(readFileSync(join(place.cwd, 'out.txt'), 'utf8'), 'hi\n');
});

test('Ctrl-Z suspends the run, and it goes on where it was', async (t) => {
  const place = scratch(t);
  const { BINARY } = await import('../helpers/approve-run.ts');
  const run = inTerminal(place, ['--norc', '-i'], { program: ['bash'], env: { PS1: '$ ' } });
  await run.until(/\$/);
  run.type(`${process.execPath} ${BINARY} ${task(place, 'echo started; sleep 2; echo ended', 'echo second')}\r`);
  await run.until(PROMPT);
  run.type('y\r');
  await run.until(/│ started/);
  run.type('\u001a');
  await run.until(/Stopped/);
  run.type('fg\r');
  await run.until(/│ ended[\s\S]*2\/2 bash[\s\S]*›/);
  run.type('y\r');
  await run.until(/│ second[\s\S]*2 run · 0 failed/);
  run.type('exit\r');
  assert.equal(await run.ended(), 0);
});

test('Ctrl-Z at the question suspends the run; the question is there again, and its clock stood still', async (t) => {
  const place = scratch(t);
  const { BINARY } = await import('../helpers/approve-run.ts');
  const run = inTerminal(place, ['--norc', '-i'], { program: ['bash'], env: { PS1: '$ ' } });
  await run.until(/\$/);
  run.type(`${process.execPath} ${BINARY} --timeout 3 ${task(place, 'touch marker')}; echo "code $?"\r`);
  await run.until(PROMPT);
  run.type('ye\u001a');
  await run.until(/Stopped/);
  run.type('true yes; sleep 6; fg\r');
  await run.until(/\$ true yes; sleep 6; fg[\s\S]*Run this bash block\? .*›\s*$/);
  assert.equal(ran(place), false);
  run.type('yes\r');
  await run.until(/1 run · 0 failed/);
  assert.equal(ran(place), true);
  run.type('exit\r');
  await run.ended();
});
