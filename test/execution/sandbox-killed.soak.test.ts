// approve-run is killed while blocks of a sandbox run, at any moment; none of their processes is left.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { BINARY } from '../helpers/approve-run.ts';
import { noSandbox } from '../helpers/sandboxed.ts';
import { cleanEnv, fence, type Scratch, scratch } from '../helpers/scratch.ts';
import { series } from '../helpers/series.ts';

const skip = noSandbox();
const PATIENCE_MS = 10_000;

/** Each leaves processes that no signal to a group would reach; `@` is what they are found by. */
const BLOCKS: readonly string[] = [
  'echo up; sleep @',
  'setsid sleep @ & echo up; sleep @',
  'env -i setsid sleep @ & trap "" TERM HUP INT; echo up; while :; do sleep @; done',
  '(setsid bash -c "setsid sleep @ & setsid sleep @" &) ; echo up; wait; sleep @',
  'for i in 1 2 3 4 5 6 7 8 9; do nohup setsid sleep @ >/dev/null 2>&1 & done; echo up; kill -STOP $$',
];

const all = Array.from({ length: series(60) }, (_, round) => round);
for (const round of all) {
  test(`killed, round ${round + 1} of ${all.length}`, { skip }, async (t) => {
    const place = scratch(t);
    const id = `${700_000 + round}.${process.pid}`;
    const code = (BLOCKS[round % BLOCKS.length] ?? '').replaceAll('@', id);
    place.write('task.md', fence('bash', code));
    const child = spawn(process.execPath, [BINARY, '--sandbox', '--policy', 'allow-all', 'task.md'], {
      cwd: place.cwd,
      env: cleanEnv(place),
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    const ended = new Promise((resolve) => child.once('close', resolve));
    // Every other one as soon as it may be setting up its sandbox.
    if (round % 2 === 0) await new Promise((resolve) => child.stdout.once('data', resolve));
    else await sandboxOf(child.pid ?? 0);
    child.kill('SIGKILL');
    await ended;
    await gone(place, id);
  });
}

/** Until bubblewrap was started. */
async function sandboxOf(pid: number): Promise<void> {
  for (const deadline = Date.now() + PATIENCE_MS; Date.now() < deadline; await sleep(1)) {
    if (readFileSync(`/proc/${pid}/task/${pid}/children`, 'latin1').trim() !== '') return;
  }
}

async function gone({ cwd }: Scratch, id: string): Promise<void> {
  let left: readonly string[] = [];
  for (const deadline = Date.now() + PATIENCE_MS; Date.now() < deadline; await sleep(20)) {
    left = readdirSync('/proc').filter((pid) => /^\d+$/.test(pid) && isOf(pid, cwd, id));
    if (left.length === 0) return;
  }
  assert.fail(`processes ${left.join(', ')} are left`);
}

/** A process with this id in its command, or a bubblewrap of this folder. */
function isOf(pid: string, cwd: string, id: string): boolean {
  try {
    const command = readFileSync(`/proc/${pid}/cmdline`, 'latin1').split('\0');
    return command.includes(id) || (command.includes('--die-with-parent') && command.includes(cwd));
  } catch {
    return false;
  }
}
