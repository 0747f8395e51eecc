// The process id of a running bubblewrap in; what runs inside is asked to end, and after two seconds made to.
import { readFileSync } from 'node:fs';
import { GRACE_MS, groupEnds, signalGroup, stopGroup } from '../process-group.ts';

/** A signal to bubblewrap itself would end everything at once, and no `trap` of the block would run. */
export async function stopInside(leader: number): Promise<void> {
  const inner = firstChild(leader);
  if (inner !== undefined) {
    signalGroup(inner, 'SIGTERM');
    signalGroup(inner, 'SIGCONT');
    await groupEnds(leader, GRACE_MS);
  }
  await stopGroup(leader);
}

/** The first process inside, which leads the group of the block; it hears no signal but KILL. */
function firstChild(pid: number): number | undefined {
  try {
    const child = Number.parseInt(readFileSync(`/proc/${pid}/task/${pid}/children`, 'latin1'), 10);
    return Number.isNaN(child) ? undefined : child;
  } catch {
    return undefined;
  }
}
