// Who is ended and who is not: exactly those that carry the mark of a run, and nobody who looks alike.
import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { test } from 'node:test';
import { localExecutor } from '../../src/execution/local-executor.ts';
import { listByPs, runningProcesses } from '../../src/execution/running-processes.ts';
import { approvedBlock } from '../helpers/approved.ts';
import { type Scratch, scratch } from '../helpers/scratch.ts';

const env = { PATH: process.env.PATH ?? '' };
const linux = { skip: process.platform !== 'linux' && 'there is no /proc' };

async function markOf(place: Scratch, executor: ReturnType<typeof localExecutor>): Promise<string> {
  let text = '';
  const take = (chunk: Buffer) => {
    text += chunk;
  };
  await executor.run(approvedBlock('bash', 'printf %s "$APPROVE_RUN_ID"', place.cwd), take, new AbortController().signal);
  return text;
}

function sleeper(place: Scratch, own: NodeJS.ProcessEnv, args: readonly string[] = []): ChildProcess {
  const child = spawn('bash', ['-c', 'sleep 300; true', ...args], { env: { ...env, ...own }, detached: true, stdio: 'ignore' });
  place.after(() => {
    try {
      process.kill(-(child.pid ?? Number.NaN), 'SIGKILL');
    } catch {}
  });
  return child;
}

test('only the whole mark counts, in the one variable', linux, async (t) => {
  const place = scratch(t);
  const executor = localExecutor({ env });
  const mark = await markOf(place, executor);
  assert.match(mark, /^[\da-f-]{36}\.1$/);
  const [run = ''] = mark.split('.');
  const innocent = [
    { APPROVE_RUN_ID: `x${mark}` },
    { APPROVE_RUN_ID: run },
    { APPROVE_RUN_ID: `${run}x.1` },
    { APPROVE_RUN_ID: `${mark.slice(1)}` },
    { APPROVE_RUN_ID: '' },
    { X_APPROVE_RUN_ID: mark },
    { APPROVE_RUN_ID_: mark },
    { NOTE: `\nAPPROVE_RUN_ID=${mark}` },
    {},
  ].map((own) => sleeper(place, own));
  innocent.push(sleeper(place, {}, [`APPROVE_RUN_ID=${mark}`]));
  const ours = [{ APPROVE_RUN_ID: `${run}.7` }, { APPROVE_RUN_ID: `other.1:${mark}` }, { APPROVE_RUN_ID: `${mark}:inner.3` }].map(
    (own) => sleeper(place, own),
  );

  const left = (await executor.close?.()) ?? [];
  for (const child of ours) {
    assert.ok(left.some(({ pid, ended }) => pid === child.pid && ended));
    if (child.signalCode === null) await once(child, 'exit');
    assert.equal(child.signalCode, 'SIGTERM');
  }
  const pids = left.map(({ pid }) => pid);
  for (const { pid = 0, exitCode, signalCode } of innocent) {
    assert.deepEqual([exitCode, signalCode, pids.includes(pid)], [null, null, false]);
    process.kill(pid, 0);
  }
});

test('an approve-run inside a block adds its mark to the outer one', async (t) => {
  const inner = localExecutor({ env: { ...env, APPROVE_RUN_ID: 'outer.4' } });
  assert.match(await markOf(scratch(t), inner), /^outer\.4:[\da-f-]{36}\.1$/);
});

test('an executor that ran nothing looks for nothing, and one that is closed can go on', linux, async (t) => {
  const place = scratch(t);
  const executor = localExecutor({ env });
  assert.deepEqual(await executor.close?.(), []);
  assert.match(await markOf(place, executor), /\.1$/);
  assert.deepEqual(await executor.close?.(), []);
  assert.match(await markOf(place, executor), /\.2$/);
});

test('ps tells of the same processes as /proc, for systems that have none', linux, (t) => {
  const place = scratch(t);
  const child = sleeper(place, {});
  const own = (list: ReturnType<typeof listByPs>) => list.filter(({ pid }) => pid === child.pid || pid === process.pid);
  assert.deepEqual(own(listByPs()), own(runningProcesses()));
  assert.equal(own(listByPs()).length, 2);
});
