// consoleApproval and consoleInput of the built library, in programs of somebody else: every answer, and the terminal as it was.
import assert from 'node:assert/strict';
import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { inConsole } from '../helpers/console-script.ts';
import { type Scratch, scratch } from '../helpers/scratch.ts';

const PROMPT = /Run this bash block\? .*›/;
const SECOND = /-> [\s\S]*Run this bash block\? .*›/;
const END = /code 0\nsame/;
const has = (place: Scratch, name: string) => existsSync(join(place.cwd, name));
const TWO = "await ask(consoleApproval(), ['touch one', 'touch two'], { keepGoing: true });";

test('yes runs, a denial keeps its reason, and the process ends by itself', async (t) => {
  const place = scratch(t);
  const run = inConsole(place, TWO);
  const screen = await run.until(PROMPT);
  assert.match(
    screen,
    /bash {2}from coder · .* · [0-9a-f]{12}\n {2}1 {2}touch one\n {2}• writes \S*one\n {2}asks: No rule allows it\. \(ask, default\)/,
  );
  run.type('yes\r');
  await run.until(SECOND);
  assert.deepEqual([has(place, 'one'), has(place, 'two')], [true, false]);
  run.type('deny use three\r');
  const end = await run.until(END);
  assert.match(end, /-> approved by approver: a person approved it\n[\s\S]*-> denied by approver: use three\n/);
  assert.equal(has(place, 'two'), false);
});

test('always is for the gate, and none outlives it', async (t) => {
  const place = scratch(t);
  const run = inConsole(place, TWO);
  await run.until(PROMPT);
  run.type('?\r');
  const explained = await run.until(/quit, q +do not run it[\s\S]*›/);
  assert.doesNotMatch(explained, /always exactly|always touch/);
  run.type('always exactly\r');
  await run.until(/"always" is for this run here: type it alone/);
  run.type('always\r');
  const end = await run.until(END);
  assert.match(end, /-> approved by grant: always bash/);
  assert.deepEqual([has(place, 'one'), has(place, 'two'), existsSync(join(place.home, '.local'))], [true, true, false]);
});

test('edit: a real editor has the terminal, and its text is asked about anew', async (t) => {
  const place = scratch(t);
  const editor = join(place.home, 'editor.sh');
  writeFileSync(
    editor,
    '#!/bin/sh\n[ -t 0 ] && stty -a | grep -q " icanon" && printf "name: " && read -r name && echo "touch $name" > "$1"\n',
  );
  chmodSync(editor, 0o755);
  const run = inConsole(place, "await ask(consoleApproval(), ['touch one']);", { env: { VISUAL: editor } });
  await run.until(PROMPT);
  run.type('edit\r');
  await run.until(/name:$/);
  run.type('other\r');
  await run.until(/, as you changed it ·[\s\S]*\+ touch other[\s\S]*Run this bash block\? .*›/);
  run.type('y\r');
  await run.until(END);
  assert.deepEqual([has(place, 'one'), has(place, 'other')], [false, true]);
});

test('quit ends the run, and says so', async (t) => {
  const place = scratch(t);
  const run = inConsole(place, TWO);
  await run.until(PROMPT);
  run.type('quit\r');
  const end = await run.until(END);
  assert.equal(end.match(/->/g)?.length, 1);
  assert.match(end, /-> denied by approver: a person ended the run/);
});

test('nobody answers: timed out, which ends the run unless that is not wanted', async (t) => {
  const place = scratch(t);
  const script = `await ask(consoleApproval({ timeout: 1 }), ['touch one', 'touch two'], { keepGoing: true });
console.log('next');
await ask(consoleApproval({ timeout: 1, onTimeout: 'deny' }), ['touch one', 'touch two'], { keepGoing: true });`;
  const end = await inConsole(place, script).until(END);
  const [first = '', second = ''] = end.split('next');
  assert.match(first, /-> timed-out by approver: no one answered within 1 s; this is not a refusal/);
  assert.deepEqual([first.match(/->/g)?.length, second.match(/->/g)?.length], [1, 2]);
  assert.deepEqual([has(place, 'one'), has(place, 'two')], [false, false]);
});

test('Ctrl-C at the question: cancelled, and the program goes on', async (t) => {
  const place = scratch(t);
  const run = inConsole(place, `${TWO}\nconsole.log('still here');`);
  await run.until(PROMPT);
  run.type('\u0003');
  const end = await run.until(END);
  assert.match(end, /-> cancelled by approver: interrupted\nstill here/);
  assert.equal(has(place, 'one'), false);
});

test('what was typed before the question, and a paste, are no answers', async (t) => {
  const place = scratch(t);
  const script = `console.log('ready');
while (!existsSync('go')) await sleep(10);
await ask(consoleApproval({ timeout: 0 }), ['touch one']);`;
  const run = inConsole(place, script);
  await run.until(/ready/);
  run.type('yes\r');
  await run.until(/yes/);
  place.write('go', '');
  await run.until(PROMPT);
  run.type('\u001b[200~yes\r\u001b[201~');
  await run.until(/Pasted text is no answer; type it\./);
  await run.until(/›/);
  assert.equal(has(place, 'one'), false);
  run.type('no\r');
  await run.until(END);
  assert.equal(has(place, 'one'), false);
});

test('two requests at once, of two approvers, are asked one after the other', async (t) => {
  const place = scratch(t);
  const script = `await Promise.all([ask(consoleApproval(), ['touch one']), ask(consoleApproval({ message: 'And this?' }), ['touch two'])]);`;
  const run = inConsole(place, script);
  const first = await run.until(PROMPT);
  assert.doesNotMatch(first, /touch two|And this/);
  run.type('no\r');
  const second = await run.until(/touch two[\s\S]*And this\? .*›/);
  assert.match(second, /Run this bash block\? {2}no\n/);
  run.type('y\r');
  await run.until(END);
  assert.deepEqual([has(place, 'one'), has(place, 'two')], [false, true]);
});

test('an abort withdraws the question that is there, and the one that waits', async (t) => {
  const place = scratch(t);
  const script = `const end = new AbortController();
const parts = { signal: end.signal };
const runs = [ask(consoleApproval({ timeout: 0 }), ['touch one'], parts), ask(consoleApproval({ timeout: 0 }), ['touch two'], parts)];
while (!existsSync('stop')) await sleep(10);
end.abort();
await Promise.all(runs);`;
  const run = inConsole(place, script);
  await run.until(PROMPT);
  place.write('stop', '');
  const end = await run.until(END);
  assert.equal(end.match(/-> cancelled by approver: the run was ended/g)?.length, 2);
  assert.doesNotMatch(end, /touch two/);
});

for (const name of ['SIGTERM', 'SIGHUP', 'SIGINT'] as const) {
  test(`${name} at the question ends a program that does not listen, and leaves the terminal as it was`, async (t) => {
    const place = scratch(t);
    const run = inConsole(place, `writeFileSync('pid', String(process.pid));\n${TWO}`);
    await run.until(PROMPT);
    process.kill(Number(readFileSync(join(place.cwd, 'pid'), 'utf8')), name);
    await run.until(/code 1[234]\d\nsame/);
    assert.equal(has(place, 'one'), false);
    assert.equal(run.marksPastes(), false);
  });
}

test('a program that exits at the question leaves the terminal as it was', async (t) => {
  const place = scratch(t);
  const run = inConsole(place, `setInterval(() => existsSync('stop') && process.exit(7), 20);\n${TWO}`);
  await run.until(PROMPT);
  place.write('stop', '');
  await run.until(/code 7\nsame/);
  assert.equal(run.marksPastes(), false);
  assert.equal(has(place, 'one'), false);
});

test('a program that reads lines itself gets its own and not the answer', async (t) => {
  const place = scratch(t);
  const script = `import { createInterface } from 'node:readline/promises';
const lines = createInterface({ input: process.stdin, output: process.stderr });
lines.on('line', (line) => writeFileSync('lines', line + '\\n', { flag: 'a' }));
const before = () => [process.stdin.isRaw, process.stdin.listeners('keypress').length, process.stdin.listeners('data').length, process.stderr.listeners('resize').length, process.listeners('SIGTERM').length, process.listeners('exit').length].join();
const approver = consoleApproval();
await ask(async (request) => {
  const was = before();
  const answer = await approver(request);
  console.log(was === before() ? 'listeners as they were' : was + ' became ' + before());
  return answer;
}, ['touch one']);
console.log('name: ' + await lines.question('who? '));
lines.close();`;
  const run = inConsole(place, script);
  await run.until(PROMPT);
  // Of two readers of one terminal, each would get some of the keys.
  const reason = 'no and never';
  for (const [at, key] of [...reason].entries()) {
    run.type(key);
    await run.until(new RegExp(`› ${reason.slice(0, at + 1).trim()}`));
  }
  run.type('\r');
  await run.until(/listeners as they were[\s\S]*who\?$/);
  run.type('Ada\r');
  await run.until(/name: Ada\ncode 0\nsame/);
  assert.equal(has(place, 'one'), false);
  assert.equal(has(place, 'lines'), false, 'no line of the program was an answer');
});

test('a tall block is paged, and no yes counts before its end', async (t) => {
  const place = scratch(t);
  const code = Array.from({ length: 60 }, (_, at) => `# ${at}`).join('\n');
  const run = inConsole(place, `await ask(consoleApproval(), [${JSON.stringify(`${code}\ntouch one`)}]);`, { rows: 20 });
  await run.until(/more below\. .*›/);
  run.type('yes\r');
  await run.until(/rows you have not seen; Enter shows them/);
  assert.equal(has(place, 'one'), false);
  for (let screen = await run.screen(); !PROMPT.test(screen); ) {
    const [left] = /\d+ rows? more below/.exec(screen) ?? [];
    run.type(' ');
    screen = await run.until(new RegExp(`^(?![\\s\\S]*${left})[\\s\\S]*›\\s*$`));
  }
  run.type('yes\r');
  await run.until(END);
  assert.equal(has(place, 'one'), true);
});

test('a rule that wants a code gets one typed', async (t) => {
  const place = scratch(t);
  const rule = '{ id: touch, ask: { command: touch }, because: It touches., confirm: code, match: [touch x], notMatch: [ls] }';
  place.write('careful.yaml', `name: careful\ndescription: Wants a code.\ndefault: allow\nrules: [${rule}]\n`);
  const run = inConsole(place, "await ask(consoleApproval(), ['touch one'], { policy: './careful.yaml' });");
  const screen = await run.until(/[A-Z]{3} to run it .*›/);
  run.type('yes\r');
  await run.until(/"yes" is no answer here\. Type [A-Z]{3} to run the block/);
  assert.equal(has(place, 'one'), false);
  const [, code = ''] = /([A-Z]{3}) to run it/.exec(screen) ?? [];
  run.type(`${code}\r`);
  await run.until(END);
  assert.equal(has(place, 'one'), true);
});

for (const [redirect, what] of [
  ['</dev/null', 'stdin'],
  ['2>log', 'stderr'],
] as const) {
  test(`where ${what} is no terminal nobody is asked`, async (t) => {
    const place = scratch(t);
    const end = await inConsole(
      place,
      `${TWO}\nawait consoleInput()({ prompt: 'Who?', kind: 'input', timeout: 0, signal: new AbortController().signal }).catch((error) => console.log(error.code + ': ' + error.message));`,
      { redirect, columns: 160 },
    ).until(END);
    assert.match(end, /-> failed by approver: could not be asked: there is no terminal to ask at: stdin and stderr must be one/);
    assert.match(end, /no-terminal: Nobody could be asked: there is no terminal/);
    assert.equal(has(place, 'one'), false);
  });
}

test('a question of a tool: escaped, one line, no paste; Enter alone answers no approval', async (t) => {
  const place = scratch(t);
  const script = `const human = consoleInput();
const { signal } = new AbortController();
const first = human({ prompt: 'The agent wants:\\n\\u001b[2Jdelete\\nDo you approve?', kind: 'approval', toolName: 'x', timeout: 30, signal });
const second = human({ prompt: 'Which city?', kind: 'input', timeout: 0, signal });
console.log(JSON.stringify([await first, await second, await human({ prompt: 'Last?', kind: 'input', timeout: 1, signal }).catch(({ code }) => code)]));`;
  const run = inConsole(place, script);
  await run.until(/The agent wants:\n\\u\{1b\}\[2Jdelete\nDo you approve\? .*30s ›/);
  run.type('\r');
  await run.until(/Enter alone is no answer/);
  run.type('\u001b[200~yes\r\u001b[201~');
  await run.until(/Pasted text is no answer/);
  await run.until(/›/);
  run.type('  yes \r');
  await run.until(/Do you approve\? {2}yes\n[\s\S]*Which city\? .*›/);
  run.type('New York\r');
  await run.until(/\["yes","New York","unanswered"\]\ncode 0\nsame/);
});

test('a question of a tool is withdrawn with its signal', async (t) => {
  const place = scratch(t);
  const script = `const late = new AbortController();
const timer = setInterval(() => existsSync('late') && (clearInterval(timer), late.abort(new Error('too late'))), 20);
await consoleInput()({ prompt: 'Who?', kind: 'input', timeout: 0, signal: late.signal }).catch((error) => console.log(error.message));`;
  const run = inConsole(place, script);
  await run.until(/Who\? .*›/);
  place.write('late', '');
  await run.until(/too late\ncode 0\nsame/);
});
