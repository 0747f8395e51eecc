// The path of a pipe in, the processes that still have it open out. Only where there is /proc.
import { readdirSync, readlinkSync } from 'node:fs';
import { processIds, type RunningProcess, readStat } from './running-processes.ts';

/** Named only, never ended: a block can hand its output to a server that was there before it (tmux does). */
export function holdersOf(pipe: string): readonly RunningProcess[] {
  return processIds().flatMap((pid) => (pid !== process.pid && holds(pid, `${pipe} (deleted)`) ? (readStat(pid) ?? []) : []));
}

function holds(pid: number, link: string): boolean {
  try {
    return readdirSync(`/proc/${pid}/fd`).some((descriptor) => leadsTo(`/proc/${pid}/fd/${descriptor}`, link));
  } catch {
    return false;
  }
}

function leadsTo(descriptor: string, link: string): boolean {
  try {
    return readlinkSync(descriptor) === link;
  } catch {
    return false;
  }
}
