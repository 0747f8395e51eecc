// A process id in; the group of processes that it leads is watched and ended. POSIX only.
import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

/** Time between TERM and KILL. */
const GRACE_MS = 2000;
const POLL_MS = 20;

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
  if (!(await groupEnds(leader, GRACE_MS))) await killGroup(leader);
}

export async function killGroup(leader: number): Promise<void> {
  signalGroup(leader, 'SIGKILL');
  await groupEnds(leader, GRACE_MS);
}

/** @returns Whether no process of the group is alive any more, after at most `ms`. */
export async function groupEnds(leader: number, ms: number): Promise<boolean> {
  for (const deadline = performance.now() + ms; ; await sleep(POLL_MS)) {
    if (!signalGroup(leader, 0)) return true;
    if (performance.now() >= deadline) return !hasLiveMember(leader);
  }
}

/** A signal also reaches processes that have ended and were not yet reaped; /proc tells them apart where there is one. */
function hasLiveMember(leader: number): boolean {
  try {
    return readdirSync('/proc').some((entry) => /^\d+$/.test(entry) && isLiveMember(entry, leader));
  } catch {
    return true;
  }
}

function isLiveMember(pid: string, leader: number): boolean {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    const [state, , group] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return Number(group) === leader && state !== 'Z' && state !== 'X';
  } catch {
    return false;
  }
}
