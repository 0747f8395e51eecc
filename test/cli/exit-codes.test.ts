// The table of exit codes, each shown by the built binary. 4 needs a terminal: test/pty/answers.test.ts.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { execa } from 'execa';
import { approveRun, BINARY } from '../helpers/approve-run.ts';
import { cleanEnv, fence, type Scratch, scratch } from '../helpers/scratch.ts';

const ALLOW = ['--policy', 'allow-all'];

function task(place: Scratch, ...blocks: [string, string][]): string {
  return place.write('task.md', blocks.map(([language, code]) => fence(language, code)).join('\n'));
}

test('0: every block ran and exited 0; their output is all of stdout', async (t) => {
  const place = scratch(t);
  const ran = await approveRun(place, [
    ...ALLOW,
    task(place, ['bash', 'echo one'], ['python', 'print("two")'], ['js', 'console.log("three")']),
  ]);
  assert.deepEqual([ran.code, ran.stdout], [0, 'one\ntwo\nthree\n']);
  assert.match(ran.stderr, /3 run · 0 failed · 0 denied · 0 skipped/);
});

test('1: a block failed, and the rest of the turn is skipped', async (t) => {
  const place = scratch(t);
  const ran = await approveRun(place, [...ALLOW, task(place, ['bash', 'exit 9'], ['bash', 'touch marker'])]);
  assert.equal(ran.code, 1);
  assert.match(ran.stderr, /✗ 1\/2 exit 9/);
  assert.match(ran.stderr, /2\/2 skipped: block 1 failed/);
  assert.equal(existsSync(join(place.cwd, 'marker')), false);
});

test('1 with --keep-going: the rest runs', async (t) => {
  const place = scratch(t);
  const ran = await approveRun(place, [...ALLOW, '--keep-going', task(place, ['bash', 'exit 9'], ['bash', 'echo on'])]);
  assert.deepEqual([ran.code, ran.stdout], [1, 'on\n']);
});

test('1: the time limit', async (t) => {
  const place = scratch(t);
  const ran = await approveRun(place, [...ALLOW, '--block-timeout', '0.3', task(place, ['bash', 'sleep 300'])]);
  assert.equal(ran.code, 1);
  assert.match(ran.stderr, /ended at its time limit, exit 124/);
});

test('1: a missing interpreter is one clear line and 127, and nothing is lost', async (t) => {
  const place = scratch(t);
  const path = task(place, ['bash', 'echo before'], ['ruby', 'puts 1'], ['bash', 'echo after']);
  const ran = await approveRun(place, [...ALLOW, '--keep-going', path], { env: { PATH: `/usr/bin:/bin` } });
  if (existsSync('/usr/bin/ruby')) return t.skip('ruby is here');
  assert.deepEqual([ran.code, ran.stdout], [1, 'before\nafter\n']);
  assert.match(ran.stderr, /✗ 2\/3 exit 127: ruby not found in PATH, so this ruby block cannot run/);
});

const USAGE: readonly [string, readonly string[], RegExp][] = [
  ['no task', [], /no task given/],
  ['a missing file', ['absent.md'], /Cannot read absent\.md: there is no such file/],
  ['a folder', ['.'], /it is a folder/],
  ['an unknown option', ['--polcy', 'x', 'task.md'], /unknown option "--polcy"; did you mean "--policy"\?/],
  ['two tasks', ['task.md', 'other.md'], /too many arguments/],
  ['an unknown policy', ['--policy', 'nope', 'task.md'], /no policy is called "nope"/],
  ['an unknown tool', ['--always', 'bash,cobol', 'task.md'], /cobol.*\n?.*bash, sh, zsh, python, node/s],
  ['a timeout that is no number', ['--timeout', 'soon', 'task.md'], /It takes seconds/],
  ['a timeout that would fire at once', ['--timeout', '99999999', 'task.md'], /from 0 to 2147483/],
  ['an unknown way', ['--on-timeout', 'approve', 'task.md'], /Allowed choices are stop, deny/],
  ['a folder that is none', ['--cwd', 'absent', 'task.md'], /there is no such folder/],
];
for (const [name, args, message] of USAGE) {
  test(`2: ${name}`, async (t) => {
    const place = scratch(t);
    task(place, ['bash', 'touch marker']);
    const ran = await approveRun(place, args);
    assert.equal(ran.code, 2);
    assert.match(ran.stderr, message);
    assert.ok(ran.stderr.trimEnd().split('\n').length <= 3, ran.stderr);
    assert.doesNotMatch(ran.stderr, /\n\s+at /);
    assert.equal(existsSync(join(place.cwd, 'marker')), false);
  });
}

const DOCUMENTS: readonly [string, string | Buffer, RegExp][] = [
  ['an empty file', '', /has no code blocks.*```bash/s],
  ['prose', '# Hello\n\n    ls\n', /has no code blocks/],
  [
    'no tool',
    fence('json', '{}') + fence('', 'ls') + fence('console', '$ ls'),
    /nothing to run.*json \(line 1\), no language \(line 4\), console \(line 7\).*Tools: bash/s,
  ],
  ['a binary file', Buffer.from([0x7f, 0x45, 0x4c, 0x46, 0, 1]), /not text/],
  ['another encoding', Buffer.from('```sh\necho \xe9\n```\n', 'latin1'), /not valid UTF-8/],
  ['100 MB', Buffer.alloc(100 * 1024 * 1024, 'x'), /larger than 32 MB/],
];
for (const [name, content, message] of DOCUMENTS) {
  test(`2: ${name}`, async (t) => {
    const place = scratch(t);
    const ran = await approveRun(place, [...ALLOW, place.write('task.md', content)]);
    assert.equal(ran.code, 2);
    assert.match(ran.stderr, message);
  });
}

test('3: with no terminal nobody can be asked, and it says how to run unattended', async (t) => {
  const place = scratch(t);
  const path = task(place, ['bash', 'touch marker']);
  for (const input of [undefined, 'y\n', 'yes\nyes\n']) {
    const ran = await approveRun(place, [path], input === undefined ? {} : { input });
    assert.equal(ran.code, 3);
    assert.match(ran.stderr, /Nobody could be asked.*--policy deny-dangerous.*--always/s);
  }
  assert.equal(existsSync(join(place.cwd, 'marker')), false);
});

test('3: a rule denies, and no grant lifts it', async (t) => {
  const place = scratch(t);
  const path = task(place, ['bash', 'sudo touch marker']);
  for (const policy of ['deny-dangerous', 'deny-all', 'ask']) {
    const ran = await approveRun(place, ['--policy', policy, '--always', 'all', path]);
    assert.equal(ran.code, 3, policy);
  }
  assert.equal(existsSync(join(place.cwd, 'marker')), false);
});

test('a task from standard input', async (t) => {
  const ran = await approveRun(scratch(t), [...ALLOW, '-'], { input: fence('bash', 'cat; echo done') });
  assert.deepEqual([ran.code, ran.stdout], [0, 'done\n']);
});

test('--always answers default asks, by tool or alias', async (t) => {
  const place = scratch(t);
  const path = task(place, ['bash', 'echo one'], ['python', 'print(2)']);
  assert.equal((await approveRun(place, ['--always', 'shell', '--keep-going', path])).stdout, 'one\n');
  assert.equal((await approveRun(place, ['--always', 'bash,py', path])).stdout, 'one\n2\n');
  assert.equal((await approveRun(place, ['--always', 'bash', '--always', 'python', path])).code, 0);
  assert.equal((await approveRun(place, ['--always', 'all', path])).code, 0);
});

for (const [signal, code] of [
  ['SIGINT', 130],
  ['SIGTERM', 143],
  ['SIGHUP', 129],
] as const) {
  test(`${code}: ${signal} ends the run and the block, without a terminal`, async (t) => {
    const place = scratch(t);
    const path = task(place, ['bash', 'echo "pid $$"; sleep 300'], ['bash', 'touch marker']);
    const running = execa(process.execPath, [BINARY, ...ALLOW, path], {
      cwd: place.cwd,
      env: cleanEnv(place),
      extendEnv: false,
      reject: false,
      stdin: 'ignore',
    });
    const [seen] = (await once(running.stdout, 'data')) as [Buffer];
    running.kill(signal);
    assert.equal((await running).exitCode, code);
    const pid = Number(seen.toString().slice('pid '.length));
    assert.ok(pid > 1);
    // Those that ended are signalled in vain until somebody reaps them.
    for (const deadline = Date.now() + 10_000; isThere(-pid) && Date.now() < deadline; ) await sleep(50);
    assert.equal(isThere(-pid), false);
    assert.equal(existsSync(join(place.cwd, 'marker')), false);
  });
}

function isThere(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
