// What can happen to approve-run itself while a block runs: it is killed, its reader goes away or stops, the disk is full. The built
// binary, without a terminal; test/pty/faults.test.ts has those that need one.
import assert from 'node:assert/strict';
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { describe, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { approveRun, BINARY } from '../helpers/approve-run.ts';
import { DAEMON } from '../helpers/daemon.ts';
import { leftIn, processesIn } from '../helpers/processes-in.ts';
import { cleanEnv, fence, type Scratch, scratch } from '../helpers/scratch.ts';

const linux = { skip: process.platform !== 'linux' && 'there is no /proc' };
const ALLOW = ['--policy', 'allow-all', '--keep-going'];

function task(place: Scratch, ...codes: string[]): string {
  return place.write('task.md', codes.map((code) => fence('bash', code)).join('\n'));
}

function start(place: Scratch, path: string, ...flags: string[]): ChildProcess {
  const child = spawn(process.execPath, [BINARY, ...ALLOW, ...flags, path], {
    cwd: place.cwd,
    env: cleanEnv(place),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  place.after(() => {
    for (const { pid } of processesIn(place.home)) process.kill(pid, 'SIGKILL');
  });
  return child;
}

/** What a shell makes of it, with `run` for approve-run. */
async function inShell(place: Scratch, script: string): Promise<string> {
  place.write('run', `#!/bin/sh\nexec '${process.execPath}' '${BINARY}' ${ALLOW.join(' ')} "$@"\n`);
  const child = spawn('bash', ['-c', `chmod +x run; ${script}`], {
    cwd: place.cwd,
    env: cleanEnv(place),
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return text(child.stdout);
}

describe('a signal to approve-run ends the run, the block and what it left', { concurrency: 3 }, () => {
  /** What the block does to its parent, and how approve-run ends. */
  const ENDS: readonly (readonly [code: string, exitCode: number])[] = [
    ['kill $PPID', 143],
    ['kill -HUP $PPID', 129],
    ['kill -INT $PPID', 130],
    ['kill -QUIT $PPID', 131],
    [`trap '' TERM INT HUP; kill $PPID; sleep 300`, 143],
    ['kill -INT $PPID; kill -INT $PPID', 130],
  ];
  for (const [code, exitCode] of ENDS) {
    test(code, linux, async (t) => {
      const place = scratch(t);
      const child = start(place, task(place, `${DAEMON}; ${code}; sleep 300`, 'touch marker'));
      assert.equal((await once(child, 'exit'))[0], exitCode);
      assert.deepEqual(await leftIn(place.home), []);
      assert.equal(existsSync(join(place.cwd, 'marker')), false);
    });
  }

  test('Node opens no debugger, whoever asks for it', linux, async (t) => {
    const place = scratch(t);
    const ran = await approveRun(place, [...ALLOW, task(place, 'kill -USR1 $PPID', 'echo next')]);
    assert.deepEqual([ran.code, ran.stdout], [0, 'next\n']);
    assert.doesNotMatch(ran.stderr, /Debugger/);
  });
});

test('killed by SIGKILL, it can end nothing: the block goes on until it prints, and does not get further', linux, async (t) => {
  const place = scratch(t);
  const child = start(
    place,
    task(place, 'kill -9 $PPID; until ! kill -0 $PPID 2>/dev/null; do :; done; touch before; echo on; touch after'),
  );
  const [, signal] = await once(child, 'exit');
  assert.equal(signal, 'SIGKILL');
  assert.deepEqual(await leftIn(place.home), []);
  assert.deepEqual([existsSync(join(place.cwd, 'before')), existsSync(join(place.cwd, 'after'))], [true, false]);
});

for (const way of ['exit', 'throw']) {
  test(`a program that uses the library and ends midway (${way}) leaves nothing behind`, linux, async (t) => {
    const place = scratch(t);
    const helper = fileURLToPath(import.meta.resolve('../helpers/exits-midway.ts'));
    const tsx = import.meta.resolve('tsx');
    const child = spawn(process.execPath, ['--import', tsx, helper, way], { cwd: place.cwd, stdio: 'ignore' });
    const [code] = await once(child, 'exit');
    assert.equal(code, way === 'exit' ? 3 : 1);
    assert.deepEqual(await leftIn(place.home), []);
  });
}

test('what a run leaves behind is told at its end, to people and as JSON', linux, async (t) => {
  const place = scratch(t);
  const path = task(place, DAEMON, 'sleep 300 & sleep 300 & exit 0');
  const ran = await approveRun(place, [...ALLOW, '--quiet', path]);
  assert.equal(ran.code, 0);
  assert.match(ran.stderr, /^! 2\/2 left 2 processes running in the background \((?:bash, )?sleep\); they were ended\.$/m);
  assert.match(ran.stderr, /^! The run left 1 process running in the background \(sleep\); it was ended\.$/m);
  const events = (await approveRun(place, [...ALLOW, '--json', path])).stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
  const finished = events.filter(({ type }) => type === 'block-finished').map(({ leftover }) => leftover.length);
  assert.deepEqual(finished, [0, 2]);
  const [{ pid, ...left }] = events.at(-1).leftover;
  assert.deepEqual([left, typeof pid], [{ command: 'sleep', ended: true }, 'number']);
  assert.deepEqual(await leftIn(place.home), []);
});

test('the outer run finds what an inner one left, also where that was killed', linux, async (t) => {
  const place = scratch(t);
  place.write('inner.md', fence('bash', `${DAEMON}; kill -9 $PPID; sleep 300`));
  const inner = `'${process.execPath}' '${BINARY}' --policy allow-all inner.md >/dev/null 2>&1`;
  const ran = await approveRun(place, [...ALLOW, task(place, `${inner}; echo "inner $?"`)]);
  assert.equal(ran.code, 0);
  assert.match(ran.stdout, /^inner 137$/m);
  assert.match(ran.stderr, /The run left \d processes running in the background \((?=.*sleep)(?=.*bash).*\); they were ended\./);
  assert.deepEqual(await leftIn(place.home), []);
});

test('a reader that goes away ends the run, and all that it started', linux, async (t) => {
  const place = scratch(t);
  task(place, `${DAEMON}; yes`, 'touch marker');
  assert.equal(await inShell(place, './run task.md 2>/dev/null | head -1; echo "$PIPESTATUS"'), 'y\n141\n');
  assert.deepEqual(await leftIn(place.home), []);
  assert.equal(existsSync(join(place.cwd, 'marker')), false);
});

test('a slow reader gets all of it', linux, async (t) => {
  const place = scratch(t);
  task(place, 'seq 100000', 'seq 13800');
  const all = '{ seq 100000; seq 13800; } | cksum';
  const out = await inShell(place, `./run task.md 2>said | { sleep 1; cksum; }; ${all}; grep -c left said`);
  const [seen, whole, left] = out.split('\n');
  assert.deepEqual([seen, left], [whole, '0']);
});

test('a reader that has stopped does not keep a run that is to end', linux, async (t) => {
  for (const flags of [[], ['--json']]) {
    const place = scratch(t);
    const child = start(place, task(place, `${DAEMON}; touch ready; yes`), ...flags);
    while (!existsSync(join(place.cwd, 'ready'))) await sleep(20);
    child.kill('SIGTERM');
    assert.equal((await once(child, 'exit'))[0], 143);
    assert.deepEqual(await leftIn(place.home), []);
  }
});

const OWN_DISK = ['-rm', 'bash', '-c'];
const noMounts = spawnSync('unshare', [...OWN_DISK, 'mount -t tmpfs none /mnt']).status !== 0 && 'nothing can be mounted here';

test('a full disk is the failure of the block that met it, and ends nothing else', { skip: noMounts }, async (t) => {
  const place = scratch(t);
  const folder = join(place.home, 'small');
  mkdirSync(folder);
  const fill = 'head -c 1M /dev/zero >"$XDG_RUNTIME_DIR/fill"';
  // Longer than what is left in the last page.
  const long = `: ${'x'.repeat(70_000)}\ntouch marker`;
  const path = task(place, fill, long, 'rm "$XDG_RUNTIME_DIR/fill"', 'echo again');
  const run = `XDG_RUNTIME_DIR=${folder} exec '${process.execPath}' '${BINARY}' ${ALLOW.join(' ')} ${path}`;
  const disk = `mount -t tmpfs -o size=128k none ${folder}; ${run}`;
  const { status, stdout, stderr } = spawnSync('unshare', [...OWN_DISK, disk], {
    env: cleanEnv(place),
    encoding: 'utf8',
    cwd: place.cwd,
  });
  assert.match(stdout, /No space left on device[\s\S]*again\n$/);
  assert.match(
    stderr,
    /✗ 1\/4 exit 1 [\s\S]*✗ 2\/4 exit 126: Cannot run it: no space is left for the private files of approve-run; make some/,
  );
  assert.match(stderr, /✓ 3\/4 exit 0[\s\S]*✓ 4\/4 exit 0[\s\S]*4 run · 2 failed/);
  assert.deepEqual([status, existsSync(join(place.cwd, 'marker'))], [1, false]);
});

test('too few descriptors, or a limit for files: said in one line, and the run ends as it does', linux, async (t) => {
  const place = scratch(t);
  task(place, `: ${'x'.repeat(1500)}`);
  const said = await inShell(place, 'for many in {30..20}; do (ulimit -n $many; ./run task.md 2>&1; echo "exit $?"); done');
  assert.match(
    said,
    /exit 126: Cannot run it: too many files are open \(ulimit -n\)\. .*\n\n1 run · 1 failed .*\n(?:.*journal .*\n)+exit 1\n/,
  );
  assert.doesNotMatch(said, /^\s+at |node:internal/m);
  const recorded = await inShell(place, 'ulimit -f 1; ./run task.md 2>&1; echo "exit $?"');
  assert.match(
    recorded,
    /The journal cannot be written \(EFBIG\), so nothing was run: .*\n.*--journal off runs without one\.\nexit 2\n$/,
  );
  const limited = await inShell(place, 'ulimit -f 1; ./run --journal off task.md 2>&1; echo "exit $?"');
  assert.match(limited, /exit 126: Cannot run it: a file may not be as long as its code \(ulimit -f\)\. [\s\S]*\nexit 1\n$/);
});

test('the folder that everything runs in is removed: the rest fails with one line each', linux, async (t) => {
  const place = scratch(t);
  const ran = await approveRun(place, [...ALLOW, task(place, 'rm -r "$PWD"; echo on', 'echo never', 'echo never')]);
  assert.deepEqual([ran.code, ran.stdout], [1, 'on\n']);
  assert.match(ran.stderr, /✗ 2\/3 exit 126: The folder .* is gone\. [\s\S]*✗ 3\/3 exit 126: The folder .* is gone\. /);
  assert.doesNotMatch(ran.stderr, /\n\s+at |fault in approve-run/);
});

test('a block removes the private files of the run: the next ones say so, and the run ends', linux, async (t) => {
  const place = scratch(t);
  const folder = join(place.home, 'own');
  mkdirSync(folder);
  // Those of the second block may be open already, or be made just now.
  const path = task(
    place,
    'until rm -rf "$XDG_RUNTIME_DIR"/approve-run-* 2>/dev/null; do :; done; echo on',
    'true',
    'echo never',
  );
  const ran = await approveRun(place, [...ALLOW, path], { env: { XDG_RUNTIME_DIR: folder } });
  assert.deepEqual([ran.code, ran.stdout], [1, 'on\n']);
  assert.match(ran.stderr, /✗ 3\/3 exit 126: Cannot run it: /);
});
