// A mark in; the processes that carry it, wherever they went, ended, and told. Only where there is /proc.
import { readFileSync, statSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import type { LeftProcess } from '../types.ts';
import type { IsOurs } from './run-mark.ts';
import { processIds, type RunningProcess, readStat } from './running-processes.ts';

/** What they are sent, and how long they have to end; several KILLs, for those that start others as fast as they are ended. */
const ROUNDS: readonly (readonly [signal: NodeJS.Signals, ms: number])[] = [
  ['SIGTERM', 2000],
  ...Array(10).fill(['SIGKILL', 200]),
];
const POLL_MS = 20;

export async function sweepAway(isOurs: IsOurs): Promise<readonly LeftProcess[]> {
  const found = new Map<number, RunningProcess>();
  let alive = marked(isOurs);
  for (const [signal, ms] of ROUNDS) {
    const told = new Set<number>();
    for (const deadline = performance.now() + ms; alive.length > 0 && performance.now() < deadline; alive = marked(isOurs)) {
      for (const one of alive.filter(({ pid }) => !told.has(pid))) {
        end(one.pid, signal, isOurs);
        told.add(one.pid);
        found.set(one.pid, one);
      }
      await sleep(POLL_MS);
    }
  }
  return [...found.values()].map(({ pid, command }) => ({ pid, command, ended: !alive.some((one) => one.pid === pid) }));
}

/** For a process that is about to exit and can wait for nothing. */
export function sweepAtOnce(isOurs: IsOurs): void {
  for (let round = 0; round < 5; round++) {
    const alive = marked(isOurs);
    if (alive.length === 0) return;
    for (const { pid } of alive) end(pid, 'SIGKILL', isOurs);
  }
}

/** Those that are alive. */
export function marked(isOurs: IsOurs): readonly RunningProcess[] {
  return processIds().flatMap((pid) => (isMarked(pid, isOurs) ? (readStat(pid) ?? []) : []));
}

/** Its number may be another process's by now: looked at once more, just before. */
function end(pid: number, signal: NodeJS.Signals, isOurs: IsOurs): void {
  if (!isMarked(pid, isOurs)) return;
  try {
    process.kill(pid, signal);
    // One that is stopped hears of nothing but KILL.
    if (signal === 'SIGTERM') process.kill(pid, 'SIGCONT');
  } catch {}
}

function isMarked(pid: number, isOurs: IsOurs): boolean {
  if (pid === process.pid) return false;
  try {
    return isOurs(readFileSync(`/proc/${pid}/environ`, 'latin1')) && statSync(`/proc/${pid}`).uid === process.getuid?.();
  } catch {
    return false;
  }
}
