// A folder in; the processes that work in it or below out, whatever became of their parents, groups and environments. Also where the
// folder has been renamed or removed meanwhile.
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

export interface Found {
  readonly pid: number;
  readonly command: string;
}

export function processesIn(folder: string): readonly Found[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
    .flatMap((pid) => {
      try {
        const place = readlinkSync(`/proc/${pid}/cwd`);
        if (place !== folder && !place.startsWith(`${folder}/`)) return [];
        return [{ pid: Number(pid), command: readFileSync(`/proc/${pid}/comm`, 'utf8').trimEnd() }];
      } catch {
        return [];
      }
    });
}

/** Waits until there are none, or a generous time is over. @returns The names of those that are left. */
export async function leftIn(folder: string): Promise<readonly string[]> {
  for (const deadline = Date.now() + 10_000; processesIn(folder).length > 0 && Date.now() < deadline; ) await sleep(20);
  return processesIn(folder).map(({ command }) => command);
}
