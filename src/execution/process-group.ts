// A process id in; the group of processes that it leads is watched and ended. POSIX only.
import { setTimeout as sleep } from 'node:timers/promises';
import { type RunningProcess, runningProcesses } from './running-processes.ts';

/** Time between TERM and KILL. */
export const GRACE_MS = 2000;
const POLL_MS = 20;
const LOOK_EVERY = 5;

/** @returns Whether the group had a process left to receive the signal. */
export function signalGroup(leader: number, signal: NodeJS.Signals | 0): boolean {
  try {
    process.kill(-leader, signal);
    return true;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ESRCH') return false;
    if (code === 'EPERM') return true;
    throw error;
  }
}

/** Asks the whole group to end, and after two seconds makes it. */
export async function stopGroup(leader: number): Promise<void> {
  signalGroup(leader, 'SIGTERM');
  // One that is stopped hears of nothing but KILL.
  signalGroup(leader, 'SIGCONT');
  if (await groupEnds(leader, GRACE_MS)) return;
  signalGroup(leader, 'SIGKILL');
  await groupEnds(leader, GRACE_MS);
}

/** @returns Whether no process of the group is alive any more, after at most `ms`. */
export async function groupEnds(leader: number, ms: number): Promise<boolean> {
  const start = performance.now();
  for (let poll = 1; ; poll++) {
    if (!signalGroup(leader, 0)) return true;
    const over = performance.now() - start >= ms;
    // The signal also reaches those that have ended and that nobody reaps, as in many a container; a closer look is dear.
    if ((over || poll % LOOK_EVERY === 0) && groupMembers(leader).length === 0) return true;
    if (over) return false;
    await sleep(POLL_MS);
  }
}

export function groupMembers(leader: number): readonly RunningProcess[] {
  return runningProcesses().filter(({ group }) => group === leader);
}
