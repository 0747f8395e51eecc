// What lay in a folder before and after in; what was created, changed and deleted out.
import type { BigIntStats } from 'node:fs';
import type { FileChange } from '../types.ts';
import type { Inventory } from './take-inventory.ts';

export interface Change {
  readonly what: FileChange['what'];
  /** Below the folder, as bytes; the folder itself is `''`. */
  readonly path: string;
  readonly isFolder: boolean;
  /** What git ignores it by. */
  readonly ignored?: string;
  /** The file was the same one before and after, if it was there; a name that shares it changes with it. */
  readonly inode?: bigint;
}

/** @returns Deleted ones first, then changed ones; those least deep first. Nothing of what one of them could not look at. */
export function compareInventories(before: Inventory, after: Inventory): readonly Change[] {
  const changes: Change[] = [];
  for (const [path, stats] of before.entries) {
    if (after.entries.has(path)) {
      const now = after.entries.get(path);
      if (stats === undefined || now === undefined || !differs(stats, now)) continue;
      changes.push(change('changed', path, now, before, stats.ino === now.ino ? now.ino : undefined));
    } else if (lacks(after, path)) changes.push(change('deleted', path, stats, before, stats?.ino));
  }
  for (const [path, stats] of after.entries) {
    if (!before.entries.has(path) && lacks(before, path)) changes.push(change('created', path, stats, after, stats?.ino));
  }
  return changes.sort(byWeight);
}

function change(
  what: Change['what'],
  path: string,
  stats: BigIntStats | undefined,
  { ignored }: Inventory,
  inode: bigint | undefined,
): Change {
  const root = ignored.get(path);
  return {
    what,
    path,
    isFolder: stats?.isDirectory() === true,
    ...(root === undefined ? {} : { ignored: root }),
    ...(inode === undefined ? {} : { inode }),
  };
}

/**
 * The times of a folder tell of what is in it, those of a pipe of who used it; and one made anew is the same one, as its number may be.
 * ctime cannot be set back: it tells when mtime was.
 */
function differs(before: BigIntStats, now: BigIntStats): boolean {
  if (before.dev !== now.dev || before.mode !== now.mode || before.uid !== now.uid || before.gid !== now.gid) return true;
  if (now.isDirectory()) return false;
  if (before.ino !== now.ino) return true;
  if (!now.isFile() && !now.isSymbolicLink()) return false;
  return before.size !== now.size || before.mtimeNs !== now.mtimeNs || before.ctimeNs !== now.ctimeNs;
}

/** Whether it surely was not there: its folder was listed, or was not there itself. */
function lacks({ entries, listed }: Inventory, path: string): boolean {
  for (let at = path; at !== ''; ) {
    at = at.slice(0, Math.max(0, at.lastIndexOf('/')));
    if (entries.has(at)) return listed.has(at) || entries.get(at)?.isDirectory() === false;
  }
  return true;
}

const WEIGHTS: Readonly<Record<Change['what'], number>> = { deleted: 0, changed: 1, created: 2 };

function byWeight(one: Change, other: Change): number {
  return WEIGHTS[one.what] - WEIGHTS[other.what] || depth(one.path) - depth(other.path) || (one.path < other.path ? -1 : 1);
}

function depth(path: string): number {
  return path.split('/').length;
}
