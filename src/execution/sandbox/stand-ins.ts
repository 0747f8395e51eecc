// Paths that a block must not create in; something empty in their place, which a mount can cover, out. Gone when the run ends.
import { lstatSync, mkdirSync, readFileSync, rmdirSync, unlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { isStandIn, STAND_IN_DATE } from '../../stand-in.ts';
import { atExit } from '../at-exit.ts';
import { processIds } from '../running-processes.ts';
import type { Guarded } from './git-folders.ts';

export interface StandIns {
  /** @returns The path, when something stands there now; undefined where not even we may write. */
  put(path: string, kind: NonNullable<Guarded['standIn']>): string | undefined;
  /** Takes charge of one that is there already: left by a run that was killed, or put there by another one that is not over. */
  adopt(path: string): void;
  /** Removes them before this process ends, but for those that another run still needs. Others may be put there later. */
  remove(): void;
}

export function standIns(): StandIns {
  const made = new Set<string>();
  let forget = () => {};
  const charge = (path: string) => {
    if (made.size === 0) forget = atExit(() => removeAll(made));
    made.add(path);
  };
  return {
    put(path, kind) {
      try {
        if (kind === 'folder') mkdirSync(path);
        else writeFileSync(path, kind.text, { flag: 'wx' });
      } catch (error) {
        return (error as NodeJS.ErrnoException).code === 'EEXIST' ? path : undefined;
      }
      utimesSync(path, STAND_IN_DATE, STAND_IN_DATE);
      charge(path);
      return path;
    },
    adopt(path) {
      if (isStandIn(path)) charge(path);
    },
    remove() {
      removeAll(made);
      made.clear();
      forget();
    },
  };
}

function removeAll(made: ReadonlySet<string>): void {
  const inUse = mountPoints();
  for (const path of made) {
    try {
      // Without its mount point, a block of another run could write there.
      if (inUse.includes(` ${escaped(path)} `) || !isStandIn(path)) continue;
      if (lstatSync(path).isDirectory()) rmdirSync(path);
      else unlinkSync(path);
    } catch {}
  }
}

/** Of all processes; the kernel knows best who else still needs one. */
function mountPoints(): string {
  return processIds().map(mountsOf).join('');
}

function mountsOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/mountinfo`, 'latin1');
  } catch {
    return '';
  }
}

/** As the kernel writes a path. */
function escaped(path: string): string {
  const bytes = Buffer.from(path).toString('latin1');
  return bytes.replace(/[ \t\n\\]/g, (mark) => `\\${mark.charCodeAt(0).toString(8).padStart(3, '0')}`);
}
