// The number of a process in; whether it runs out. One that has ended, and that nobody reaped yet, does not. Only where there is /proc.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

export function isAlive(pid: number): boolean {
  try {
    return !/\) [ZX] /.test(readFileSync(`/proc/${pid}/stat`, 'latin1'));
  } catch {
    return false;
  }
}

/** Waits until it has ended, and fails when it does not. */
export async function gone(pid: number): Promise<void> {
  for (const deadline = Date.now() + 20_000; isAlive(pid); await sleep(20))
    assert.ok(Date.now() < deadline, `${pid} is still there`);
}
