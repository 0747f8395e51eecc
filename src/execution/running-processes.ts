// The system in, the processes that are alive out: from /proc, or from `ps` where there is none.
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';

export interface RunningProcess {
  readonly pid: number;
  /** As `ps` shows it; the process chooses it. */
  readonly command: string;
  readonly group: number;
}

const PS = ['-A', '-o', 'pid=', '-o', 'pgid=', '-o', 'stat=', '-o', 'comm='];

/** Those that have ended and were not yet reaped are not among them. */
export function runningProcesses(): readonly RunningProcess[] {
  const pids = processIds();
  return pids.length > 0 ? pids.flatMap((pid) => readStat(pid) ?? []) : listByPs();
}

/** None where there is no /proc. */
export function processIds(): readonly number[] {
  try {
    return readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .map(Number);
  } catch {
    return [];
  }
}

export function readStat(pid: number): RunningProcess | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const end = stat.lastIndexOf(')');
    const [state, , group] = stat.slice(end + 2).split(' ');
    if (state === 'Z' || state === 'X') return undefined;
    return { pid, command: stat.slice(stat.indexOf('(') + 1, end), group: Number(group) };
  } catch {
    return undefined;
  }
}

/** As macOS has it; every POSIX system knows these columns. */
export function listByPs(): readonly RunningProcess[] {
  const { stdout } = spawnSync('/bin/ps', PS, { encoding: 'utf8', env: {} });
  return (stdout ?? '').split('\n').flatMap((line) => {
    const [, pid, group, state, command = ''] = /^ *(\d+) +(\d+) +(\S+) +(.*)$/.exec(line) ?? [];
    const name = command.slice(command.lastIndexOf('/') + 1);
    return pid === undefined || state?.startsWith('Z') ? [] : { pid: Number(pid), command: name, group: Number(group) };
  });
}
