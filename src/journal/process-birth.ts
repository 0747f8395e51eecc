// A process in; what tells it from every other one that has, had or will have its number, out.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { hostname } from 'node:os';
import type { RecordedWriter } from './recorded-run.ts';

/** Where there is no /proc, `ps` knows whole seconds. */
const CLOSE_MS = 2000;
/** Of /proc/PID/stat, behind the name: the state is the first field, the start in clock ticks since the machine's the twentieth. */
const STATE = 0;
const START = 19;

/** Of this process, for its journal. */
export function ownBirth(): string {
  return birthInProc(process.pid) ?? new Date(performance.timeOrigin).toISOString();
}

/** Of another host, nothing is seen here. Where it is not known when it was born, any process of that number counts. */
export function isAlive(host: unknown, { pid, born }: RecordedWriter): boolean {
  if (host !== hostname()) return false;
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false;
  }
  const now = birthInProc(pid);
  if (now === 'over') return false;
  if (born === undefined) return true;
  if (now !== undefined) return now === born;
  const told = birthByPs(pid);
  return told === undefined || !(Math.abs(told.getTime() - new Date(born).getTime()) > CLOSE_MS);
}

/** @returns `over` for one that has ended and was not asked for how; undefined where there is no /proc. */
function birthInProc(pid: number): string | undefined {
  try {
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return /^[ZX]$/.test(fields[STATE] ?? '') ? 'over' : `${boot}/${fields[START]}`;
  } catch {
    return undefined;
  }
}

function birthByPs(pid: number): Date | undefined {
  try {
    const told = execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8', env: { LC_ALL: 'C' } });
    return new Date(told.trim());
  } catch {
    return undefined;
  }
}
