// What a block can do to its processes, its output and its folder, each with real processes: the result is true, nothing is left, and
// the next block runs as if nothing had been.
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { localExecutor } from '../../src/execution/local-executor.ts';
import type { BlockResult, LeftProcess } from '../../src/types.ts';
import { approvedBlock } from '../helpers/approved.ts';
import { DAEMON, UP } from '../helpers/daemon.ts';
import { leftIn, processesIn } from '../helpers/processes-in.ts';
import { type Scratch, scratch } from '../helpers/scratch.ts';

const env = { PATH: process.env.PATH ?? '', LANG: 'C.UTF-8' };
const linux = { skip: process.platform !== 'linux' && 'there is no /proc' };

interface Fault {
  readonly code: string;
  readonly language?: string;
  readonly limitMs?: number;
  /** Aborted as soon as this is in the output. */
  readonly abortAt?: string;
  /** @default 0 */
  readonly exitCode?: number | null;
  readonly signal?: string;
  readonly output?: RegExp;
  /** Names of what it left, as the result tells them; those that were not ended with a `!`. */
  readonly left?: readonly string[];
  /** What is found only when the run is over. */
  readonly leftInTheEnd?: readonly string[];
}

const DOUBLE_FORK = `import os, sys, time
if os.fork(): sys.exit(0)
os.setsid()
if os.fork(): os._exit(0)
`;
const SILENT = 'for one in (0, 1, 2): os.close(one)\n';
const STUBBORN = `trap '' TERM INT HUP`;
const timedOut = { limitMs: 400, exitCode: 124 } as const;
/** Goes on when the last background job is what it is going to be. */
const READY = 'until [[ -e ready ]]; do sleep 0.01; done';

/** Rows that keep a time limit also show that KILL comes: their blocks would last five minutes. */
const FAULTS: Readonly<Record<string, Fault>> = {
  'grandchildren that ignore TERM': {
    code: `${STUBBORN}; (${STUBBORN}; (${STUBBORN}; sleep 300; sleep 300) & sleep 300; sleep 300) & sleep 300; sleep 300`,
    ...timedOut,
  },
  'a tree 20 deep': {
    code: 'deeper() { if (($1 > 0)); then (deeper $(($1 - 1)); true) & fi; sleep 300; }; deeper 20',
    ...timedOut,
  },
  'a background job that holds the output': { code: `sleep 300 & ${UP}; exit 3`, exitCode: 3, left: ['sleep'] },
  'a background job that is silent': { code: `sleep 300 >/dev/null 2>&1 & ${UP}`, left: ['sleep'] },
  'a background job that ignores TERM': { code: `(${STUBBORN}; exec sleep 300) & ${UP}`, left: ['sleep'] },
  'a background job in a group of its own': { code: `set -m; sleep 300 & ${UP}`, left: ['sleep'] },
  nohup: { code: `nohup sleep 300 & ${UP}`, left: ['sleep'] },
  'a job that was disowned': { code: `sleep 300 & ${UP}; disown -h`, left: ['sleep'] },
  'setsid that holds the output': { code: `setsid sleep 300 & ${UP}`, left: ['sleep'] },
  'setsid that is silent': { code: DAEMON, leftInTheEnd: ['sleep'] },
  'setsid that ignores TERM': {
    code: `setsid bash -c "${STUBBORN}; touch ready; sleep 300; sleep 300" & ${READY}`,
    left: ['bash', 'sleep'],
  },
  'setsid that is stopped': { code: `setsid bash -c 'touch ready; kill -STOP $$' & ${READY}`, left: ['bash'] },
  'a double fork that holds the output': { language: 'python', code: `${DOUBLE_FORK}time.sleep(300)`, left: ['python3'] },
  'a double fork that is silent': {
    language: 'python',
    code: `${DOUBLE_FORK}${SILENT}time.sleep(300)`,
    leftInTheEnd: ['python3'],
  },
  'a daemon and a time limit': {
    code: `${DAEMON}; sleep 300`,
    ...timedOut,
    limitMs: 2000,
    left: ['sleep'],
  },
  'a daemon and an interruption': {
    code: `${DAEMON}; echo on; sleep 300`,
    abortAt: 'on',
    exitCode: null,
    signal: 'SIGTERM',
    left: ['sleep'],
  },
  '200 sleepers': { code: `for _ in {1..200}; do sleep 300 & ${UP}; done`, left: Array(200).fill('sleep') },
  '200 sleepers, each in a session of its own': {
    code: `for _ in {1..200}; do setsid sleep 300 & ${UP}; done`,
    left: Array(200).fill('sleep'),
  },
  'a block that kills itself': { code: 'echo on; kill -9 $$', exitCode: null, signal: 'SIGKILL', output: /^on\n$/ },
  'a block that kills its group': { code: 'sleep 300 & kill -9 0', exitCode: null, signal: 'SIGKILL' },
  'a block that asks its group to end': { code: 'sleep 300 & kill 0; sleep 300', exitCode: null, signal: 'SIGTERM' },
  'a block that breaks down': { language: 'python', code: 'import os; os.abort()', exitCode: null, signal: 'SIGABRT' },
  'a block that stops itself': { code: 'kill -STOP $$', ...timedOut },
  'a block that stops its group, and cleans up': {
    code: 'trap "echo bye; exit 9" TERM; echo on; kill -STOP 0; sleep 300 & wait',
    abortAt: 'on',
    exitCode: 9,
    output: /^on\nbye\n$/,
  },
  'a block that cleans up when it is interrupted': {
    code: `trap 'echo bye; exit 9' TERM; echo on; sleep 300 & wait`,
    abortAt: 'on',
    exitCode: 9,
    output: /^on\nbye\n$/,
  },
  'a block that ignores an interruption': {
    code: `${STUBBORN}; echo on; sleep 300; sleep 300`,
    abortAt: 'on',
    exitCode: null,
    signal: 'SIGKILL',
  },
  'the terminal is opened': { code: 'echo no >/dev/tty', exitCode: 1, output: /\/dev\/tty: No such device or address/ },
  'the terminal is changed': { code: 'stty raw -echo </dev/tty', exitCode: 1, output: /No such device or address/ },
  'a password is asked for': {
    language: 'python',
    code: 'import getpass; print(repr(getpass.getpass()))',
    exitCode: 1,
    output: /EOFError/,
  },
  'a file too large': { code: 'ulimit -f 1; yes >file', exitCode: 153, output: /File size limit exceeded/ },
  'too many open files': { code: 'ulimit -n 64; for at in {10..80}; do eval "exec $at</dev/null" || exit 5; done', exitCode: 5 },
  'a thousand open files that children get': {
    language: 'python',
    code: 'import os\nfor at in range(1000): os.set_inheritable(os.open("/dev/null", os.O_RDONLY), True)\nos.system("sleep 0; echo on")',
    output: /^on\n$/,
  },
  'no more memory': {
    language: 'python',
    code: 'import resource\nresource.setrlimit(resource.RLIMIT_AS, (200_000_000, 200_000_000))\nbytearray(500_000_000)',
    exitCode: 1,
    output: /MemoryError/,
  },
  'output that is closed early': { code: 'echo on; exec >&- 2>&-; sleep 0.4; exit 3', exitCode: 3, output: /^on\n$/ },
  'a child that writes a last line': { code: '(seq 20000; echo late) & exit 0', output: /\n20000\nlate\n$/ },
  'a child that never stops writing': { code: 'yes & exit 4', exitCode: 4, left: ['yes'], output: /^(?:y\n)+y?$/ },
  'another program in its place': { code: 'exec sh -c "echo on; exit 6"', exitCode: 6, output: /^on\n$/ },
  'no line feed at the end': { code: 'printf on', output: /^on$/ },
  'invalid UTF-8': { code: `printf 'a\\xff\\xc3(\\xe2\\x82z'`, output: /^a\xff\xc3\(\xe2\x82z$/ },
  'NUL bytes': { code: `printf 'a\\0b\\0\\0'`, output: /^a\0b\0\0$/ },
  'a fork in every line': { code: 'for at in {1..500}; do (exit 0); done; echo $at', output: /^500\n$/ },
};

describe('after each of these', { concurrency: 4 }, () => {
  for (const [name, fault] of Object.entries(FAULTS)) {
    test(name, linux, async (t) => {
      const place = scratch(t);
      t.after(() => endIn(place));
      const {
        language = 'bash',
        code,
        limitMs = 60_000,
        abortAt,
        exitCode = 0,
        signal = null,
        output,
        left,
        leftInTheEnd,
      } = fault;
      const executor = localExecutor({ env, timeout: limitMs / 1000 });
      const { text, result } = await runIn(place, executor, language, code, abortAt);
      const told = [result.exitCode, result.signal, result.timedOut, result.interrupted, result.error];
      assert.deepEqual(told, [exitCode, signal, exitCode === 124, abortAt !== undefined, undefined], text.slice(0, 1000));
      assert.deepEqual(namesOf(result.leftover), left ?? []);
      assert.equal(result.bytes, text.length);
      if (output !== undefined) assert.match(text, output);
      if (leftInTheEnd === undefined) assert.deepEqual(await leftIn(place.home), []);

      assert.equal((await runIn(place, executor, 'bash', 'echo next')).text, 'next\n');
      assert.deepEqual(namesOf(await close(executor)), leftInTheEnd ?? []);
      assert.deepEqual(await leftIn(place.home), []);
    });
  }
});

test('what clears its environment and leaves the group is told while it holds the output, and never ended', linux, async (t) => {
  const place = scratch(t);
  const executor = localExecutor({ env });
  const holds = await runIn(place, executor, 'bash', `env -i setsid sleep 300 & ${UP}; exit 3`);
  t.after(() => endIn(place));
  assert.deepEqual([holds.result.exitCode, namesOf(holds.result.leftover)], [3, ['sleep!']]);
  assert.deepEqual(
    processesIn(place.cwd).map(({ pid }) => pid),
    holds.result.leftover.map(({ pid }) => pid),
  );
  endIn(place);
  // The limit that docs/security.md names: nothing tells this one from a process of somebody else's.
  const silent = await runIn(place, executor, 'bash', `env -i ${DAEMON}`);
  assert.deepEqual([silent.result.leftover, await close(executor)], [[], []]);
  assert.equal(processesIn(place.cwd).length, 1);
});

test('a daemon lives as long as the run: another block that leaves something does not end it', linux, async (t) => {
  const place = scratch(t);
  const executor = localExecutor({ env });
  await runIn(place, executor, 'bash', `${DAEMON}; echo $! >pid`);
  assert.deepEqual(namesOf((await runIn(place, executor, 'bash', `setsid sleep 200 & ${UP}`)).result.leftover), ['sleep']);
  assert.equal((await runIn(place, executor, 'bash', 'kill -0 $(<pid)')).result.exitCode, 0);
  assert.deepEqual(namesOf(await close(executor)), ['sleep']);
});

test('the folder is removed, renamed or put in the place of another: the next block says so and does not run', async (t) => {
  const ways = ['rm -r "$PWD"', 'mv "$PWD" "$PWD-moved"', 'mv "$PWD" "$PWD-moved"; ln -s "$PWD-moved" "$PWD"'];
  for (const [at, way] of ways.entries()) {
    const place = scratch(t);
    const executor = localExecutor({ env });
    const { result, text } = await runIn(place, executor, 'bash', `${way}; echo on`);
    assert.deepEqual([result.exitCode, text], [0, 'on\n'], way);
    const approved = approvedBlock('bash', 'touch marker', place.cwd);
    const next = await executor.run(approved, () => {}, new AbortController().signal);
    assert.deepEqual([next.exitCode, next.bytes], [126, 0]);
    assert.match(
      next.error ?? '',
      at === 2 ? /^The folder .* is another one since the approval\.$/ : /^The folder .* is gone\.$/,
    );
    assert.equal(existsSync(join(`${place.cwd}-moved`, 'marker')), false);
  }
});

test('a slow reader gets all of it, and its slowness is not taken for something left running', linux, async (t) => {
  const place = scratch(t);
  let bytes = 0;
  const approved = approvedBlock('bash', 'head -c 300000 /dev/zero', place.cwd);
  const { exitCode, leftover } = await localExecutor({ env }).run(
    approved,
    async (chunk) => {
      await sleep(400);
      bytes += chunk.length;
    },
    new AbortController().signal,
  );
  assert.deepEqual([exitCode, leftover, bytes], [0, [], 300_000]);
});

test('who takes the output fails: the block is ended, and nothing is left', linux, async (t) => {
  const place = scratch(t);
  const approved = approvedBlock('bash', 'sleep 300 & echo on', place.cwd);
  const fails = () => {
    throw new Error('no room');
  };
  const { exitCode, error } = await localExecutor({ env }).run(approved, fails, new AbortController().signal);
  assert.deepEqual([exitCode, error], [126, 'Cannot run it: no room.']);
  assert.deepEqual(await leftIn(place.home), []);
});

async function runIn(
  place: Scratch,
  executor: ReturnType<typeof localExecutor>,
  language: string,
  code: string,
  abortAt?: string,
) {
  const abort = new AbortController();
  let text = '';
  const take = (chunk: Buffer) => {
    text += chunk.toString('latin1');
    if (abortAt !== undefined && text.includes(abortAt)) abort.abort();
  };
  const result: BlockResult = await executor.run(approvedBlock(language, code, place.cwd), take, abort.signal);
  return { result, text };
}

function namesOf(left: readonly LeftProcess[]): readonly string[] {
  return left.map(({ command, ended }) => (ended ? command : `${command}!`)).sort();
}

async function close(executor: ReturnType<typeof localExecutor>): Promise<readonly LeftProcess[]> {
  return (await executor.close?.()) ?? [];
}

function endIn({ home }: Scratch): void {
  for (const { pid } of processesIn(home)) process.kill(pid, 'SIGKILL');
}
