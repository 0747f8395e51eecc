// Real processes: what runs, what comes back, and what is left behind (nothing).
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { localExecutor } from '../../src/execution/local-executor.ts';
import { resolveProgram } from '../../src/execution/resolve-program.ts';
import type { Approved, BlockResult, Tool } from '../../src/types.ts';
import { isAlive } from '../helpers/alive.ts';
import { approvedBlock } from '../helpers/approved.ts';
import { type Scratch, scratch } from '../helpers/scratch.ts';

const env = { PATH: process.env.PATH ?? '', LANG: 'C.UTF-8' };

interface Ran extends BlockResult {
  readonly text: string;
}

async function execute(approved: Approved, options: { timeout?: number; signal?: AbortSignal } = {}): Promise<Ran> {
  const { signal = new AbortController().signal, ...limits } = options;
  let text = '';
  const result = await localExecutor({ env, ...limits }).run(
    approved,
    (chunk) => {
      text += chunk;
    },
    signal,
  );
  return { ...result, text };
}

const run = (place: Scratch, language: string, code: string, options = {}) =>
  execute(approvedBlock(language, code, place.cwd), options);

const namesOf = (left: BlockResult['leftover']) => left.map(({ command, ended }) => (ended ? command : `${command}!`));

/** Language, code, exit code, output. */
const LANGUAGES: readonly [string, string, number, RegExp][] = [
  ['bash', 'echo hi; exit 7', 7, /^hi\n$/],
  ['bash', 'nope', 127, /line 1: nope: command not found/],
  ['bash', 'echo out; echo err >&2; echo out >/dev/stdout; echo err >/dev/stderr', 0, /^out\nerr\nout\nerr\n$/],
  ['bash', 'read -r line; echo "<$line> $?"', 0, /^<> 1\n$/],
  ['sh', 'echo "$0" >/dev/null; echo é', 0, /^é\n$/],
  ['python', 'import sys\nprint(__name__, sys.stdin.read() == "")', 0, /^__main__ True\n$/],
  [
    'python',
    'def f():\n    raise ValueError("x")\nf()',
    1,
    /^Traceback.*\n {2}File "block", line 3, in <module>\n {4}f\(\)\n {2}File "block", line 2, in f\n {4}raise ValueError\("x"\)\nValueError: x\n$/,
  ],
  [
    'python',
    'import pickle, sys, typing\nclass A:\n    b: "A"\nprint(pickle.loads(pickle.dumps(A)) is A, typing.get_type_hints(A)["b"] is A, sys.argv, "__file__" in dir(), sorted(n for n in dir() if n[0] != "_"))',
    0,
    /^True True \['-c'\] False \['A', 'pickle', 'sys', 'typing'\]\n$/,
  ],
  ['python', 'x = (', 1, /File "block", line 1\n.*\n.*\nSyntaxError/],
  ['js', 'console.log(require("fs").existsSync("."), require("path").sep)', 0, /^true \/\n$/],
  ['js', 'import { sep } from "node:path";\nconsole.log(await sep)', 0, /^\/\n$/],
  [
    'js',
    'process.nextTick(() => console.log(2)); Promise.resolve().then(() => console.log(3)); console.log(1)',
    0,
    /^1\n2\n3\n$/,
  ],
  ['js', '1\n\nthrow new Error("x")', 1, /^\[stdin\]:3\nthrow new Error\("x"\)\n(?:.*\n)* {4}at \[stdin\]:3:7\n/],
  ['js', 'import "node:fs"\n\nthrow new Error("x")', 1, /\n {4}at file:\/\/.*:3:7\n/],
  ['perl', 'print "hi\\n"; exit 3', 3, /^hi\n$/],
];
for (const [language, code, exitCode, output] of LANGUAGES) {
  test(`${language}: ${code}`, async (t) => {
    const result = await run(scratch(t), language, code);
    assert.match(result.text, output);
    assert.equal(result.exitCode, exitCode);
    assert.deepEqual(
      [result.signal, result.timedOut, result.interrupted, result.leftover, result.error],
      [null, false, false, [], undefined],
    );
  });
}

/** Reads to the end, and then a line more; how its program is called, and a block in it. */
const READERS: readonly [string, string, string][] = [
  ['bash', 'bash', 'cat; read -r line; echo "end $?"'],
  ['sh', 'sh', 'cat; read -r line; echo "end $?"'],
  ['zsh', 'zsh', 'cat; read -r line; echo "end $?"'],
  ['python3', 'python', 'import sys\nsys.stdin.read()\ntry: input()\nexcept EOFError: print("end 1")'],
  ['perl', 'perl', 'my @all = <STDIN>; my $line = <STDIN>; print "end ", defined $line ? 0 : 1, "\\n"'],
  ['ruby', 'ruby', '$stdin.read; puts "end #{gets.nil? ? 1 : 0}"'],
];
for (const [program, language, code] of READERS) {
  const missing = resolveProgram(program, env.PATH, undefined) === undefined;
  test(`what a ${language} block reads has ended already`, { skip: missing && `${program} is not installed` }, async (t) => {
    const { text, exitCode, timedOut } = await run(scratch(t), language, code);
    assert.deepEqual([text, exitCode, timedOut], ['end 1\n', 0, false]);
  });
}

test('blocks import what lies in the working directory', async (t) => {
  const place = scratch(t);
  place.write('mine.py', 'answer = 42\n');
  place.write('mine.cjs', 'module.exports = 43\n');
  place.write('mine.mjs', 'export default 44\n');
  assert.equal((await run(place, 'python', 'import mine; print(mine.answer)')).text, '42\n');
  assert.equal((await run(place, 'js', 'console.log(require("./mine.cjs"))')).text, '43\n');
  assert.equal((await run(place, 'js', 'import mine from "./mine.mjs"; console.log(mine)')).text, '44\n');
});

test('a module of the project with the name of one of ours is not loaded before the block', async (t) => {
  const place = scratch(t);
  for (const name of ['linecache', 'tokenize', 'traceback', 're', 'encodings', 'codecs'])
    place.write(`${name}.py`, 'open("marker", "w")\n');
  assert.equal(
    (await run(place, 'python', 'import os; print(os.path.exists("marker")); x')).text.slice(0, 16),
    'False\nTraceback ',
  );
  assert.equal(existsSync(join(place.cwd, 'marker')), false);
});

/** Each writes what it has read between two marks. */
const STDIN: readonly [how: string, code: string][] = [
  ['events', 'let all = ""; process.stdin.on("data", (one) => { all += one }).on("end", () => console.log("<" + all + ">"))'],
  ['a pipe', 'process.stdin.pipe(process.stdout); process.stdin.on("end", () => console.log("<>"))'],
  [
    'lines',
    'require("readline").createInterface({ input: process.stdin }).on("line", console.log).on("close", () => console.log("<>"))',
  ],
  ['a loop', 'import "node:fs"; for await (const one of process.stdin) console.log(one); console.log("<>")'],
  ['a file', 'console.log("<" + require("fs").readFileSync(0) + ">")'],
  ['all at once', 'import { text } from "node:stream/consumers"; console.log("<" + await text(process.stdin) + ">")'],
  ['a child', 'console.log("<" + require("child_process").execSync("cat", { stdio: ["inherit", "pipe"] }) + ">")'],
];
for (const [how, code] of STDIN) {
  test(`standard input of node ends at once: ${how}`, async (t) => {
    assert.equal((await run(scratch(t), 'js', code)).text, '<>\n');
  });
}

test('what node starts knows nothing of how it was started', async (t) => {
  const place = scratch(t);
  place.write('child.cjs', 'console.log(process.execArgv)\n');
  assert.equal(
    (await run(place, 'js', 'console.log(process.execArgv); require("child_process").fork("./child.cjs")')).text,
    '[]\n[]\n',
  );
});

test('the environment is the given one', async (t) => {
  process.env.APPROVE_RUN_TEST_ONLY = 'x';
  t.after(() => delete process.env.APPROVE_RUN_TEST_ONLY);
  assert.doesNotMatch((await run(scratch(t), 'bash', 'env')).text, /APPROVE_RUN_TEST_ONLY/);
});

test('a background child that holds the output does not hold the run; it is ended and reported', async (t) => {
  const result = await run(scratch(t), 'bash', 'sleep 300 & echo "pid $!"');
  assert.deepEqual([result.exitCode, namesOf(result.leftover)], [0, ['sleep']]);
  assert.equal(isAlive(Number(/pid (\d+)/.exec(result.text)?.[1])), false);
});

test('a background child that is silent is ended and reported too', async (t) => {
  const result = await run(scratch(t), 'bash', 'sleep 300 >/dev/null 2>&1 & echo "pid $!"');
  assert.deepEqual([result.exitCode, namesOf(result.leftover)], [0, ['sleep']]);
  assert.equal(isAlive(Number(/pid (\d+)/.exec(result.text)?.[1])), false);
});

test('a child that ends in time is nothing to report', async (t) => {
  assert.equal((await run(scratch(t), 'bash', '(sleep 0.05; echo late) & echo early')).text, 'early\nlate\n');
});

test('the time limit ends the whole group, also where TERM is ignored', async (t) => {
  const code = 'trap "" TERM; (trap "" TERM; sleep 300) & echo "pid $!"; sleep 300; sleep 300';
  const result = await run(scratch(t), 'bash', code, { timeout: 0.3 });
  assert.deepEqual([result.exitCode, result.timedOut, result.leftover], [124, true, []]);
  assert.equal(isAlive(Number(/pid (\d+)/.exec(result.text)?.[1])), false);
});

test('an abort stops the block, and one before the start too', async (t) => {
  const place = scratch(t);
  const early = new AbortController();
  early.abort();
  assert.equal((await run(place, 'bash', 'touch marker; sleep 300', { signal: early.signal })).interrupted, true);
  assert.equal(existsSync(join(place.cwd, 'marker')), false, 'it was not started');
  const late = new AbortController();
  const running = run(place, 'bash', 'echo on; sleep 300', { signal: late.signal });
  await sleep(200);
  late.abort();
  const result = await running;
  assert.deepEqual([result.interrupted, result.signal, result.exitCode], [true, 'SIGTERM', null]);
});

test('a signal is named, and is no exit code', async (t) => {
  const result = await run(scratch(t), 'bash', 'kill -SEGV $$');
  assert.deepEqual([result.exitCode, result.signal], [null, 'SIGSEGV']);
});

test('much output: everything is passed on, little is kept', async (t) => {
  const result = await run(scratch(t), 'bash', 'seq 1 200000');
  assert.equal(result.bytes, 1_288_895);
  assert.equal(result.text.length, result.bytes);
  assert.match(result.output.head, /^1\n2\n/);
  assert.match(result.output.tail, /\n200000\n$/);
  assert.equal(result.output.omittedBytes, result.bytes - 2 * 16 * 1024);
});

test('a long block runs whole', async (t) => {
  const code = Array.from({ length: 40_000 }, (_, line) => `x=${line}`).join('\n');
  assert.equal((await run(scratch(t), 'bash', `${code}\necho "$x"`)).text, '39999\n');
});

test('own tools take their code as a file or as an argument', async (t) => {
  const place = scratch(t);
  const tools: Tool[] = [
    {
      name: 'show',
      languages: ['show'],
      commands: [{ argv: ['bash', '-c', 'echo "$0" | grep -o "[.]txt$"; cat "$0"', '{file.txt}'] }],
    },
    { name: 'say', languages: ['say'], commands: [{ argv: ['printf', '%s', '{text}'] }] },
    { name: 'pipe', languages: ['pipe'], commands: [{ argv: ['cat'] }] },
  ];
  assert.equal((await execute(approvedBlock('show', 'a {text} $1 $&', place.cwd, tools))).text, '.txt\na {text} $1 $&\n');
  assert.equal((await execute(approvedBlock('say', 'a $& {fd}', place.cwd, tools))).text, 'a $& {fd}\n');
  assert.equal((await execute(approvedBlock('pipe', 'as it is', place.cwd, tools))).text, 'as it is\n');
});

test('what the gate did not make is refused', async (t) => {
  const approved = approvedBlock('bash', 'touch marker', scratch(t).cwd);
  await assert.rejects(execute({ ...approved } as Approved), { name: 'TypeError', message: /not approved by the gate/ });
});

test('a folder that is another one since the approval is not run in', async (t) => {
  const place = scratch(t);
  const approved = approvedBlock('bash', 'touch marker', place.cwd);
  renameSync(place.cwd, `${place.cwd}-moved`);
  mkdirSync(join(place.home, 'elsewhere'));
  symlinkSync(join(place.home, 'elsewhere'), place.cwd);
  assert.match((await execute(approved)).error ?? '', /another one since the approval/);
  rmSync(place.cwd);
  mkdirSync(place.cwd);
  assert.match((await execute(approved)).error ?? '', /another one since the approval/, 'also where no link leads to it');
  rmSync(place.cwd, { recursive: true });
  assert.match((await execute(approved)).error ?? '', /is gone/);
});

test('a program that went away is one clear line and 127', async (t) => {
  const place = scratch(t);
  const program = place.write('tool', '#!/bin/sh\n');
  const tools: Tool[] = [{ name: 'own', languages: ['own'], commands: [{ argv: ['bash', '{fd}'] }] }];
  const approved = approvedBlock('own', 'true', place.cwd, tools);
  const { block, tool, cwd } = approved;
  const { mintApproved } = await import('../../src/approved.ts');
  const gone = mintApproved({ block, tool, cwd, sandbox: 'none', argv: [`${program}-gone`, '{fd}'] });
  const result = await execute(gone);
  assert.equal(result.exitCode, 127);
  assert.match(result.error ?? '', /^Cannot start .*tool-gone: it is not there\.$/);
  const plain = mintApproved({ block, tool, cwd, sandbox: 'none', argv: [program, '{fd}'] });
  assert.equal((await execute(plain)).exitCode, 126);
});

test('a folder that is another one by the very last moment is not run in', async (t) => {
  const place = scratch(t);
  const approved = approvedBlock('sh', 'touch marker', place.cwd);
  const executor = localExecutor({
    env,
    async beforeStart() {
      renameSync(place.cwd, `${place.cwd}-before`);
      mkdirSync(place.cwd);
      return undefined;
    },
  });
  const { exitCode, error = '' } = await executor.run(approved, () => {}, new AbortController().signal);
  assert.deepEqual([exitCode, existsSync(join(place.cwd, 'marker'))], [126, false]);
  assert.match(error, /is another one since the approval/);
});

for (const code of ['echo hi', 'echo hi; sleep 0.5; echo ho'])
  test(`output that nobody could take is no success: ${code}`, async (t) => {
    const approved = approvedBlock('sh', code, scratch(t).cwd);
    const fails = () => {
      throw new Error('the disk is full');
    };
    const { exitCode, error = '' } = await localExecutor({ env }).run(approved, fails, new AbortController().signal);
    assert.equal(exitCode, 126);
    assert.match(error, /the disk is full/);
  });
