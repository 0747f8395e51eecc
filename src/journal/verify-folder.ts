// A folder of journals in; what is wrong with any of them, and with the index, out.
import type { Key } from './chain.ts';
import type { Break } from './first-break.ts';
import { readIndex } from './read-index.ts';
import { runsIn } from './read-journal.ts';
import { type RunReport, verifyRun } from './verify-run.ts';

export interface FolderReport {
  /** The oldest first. */
  readonly runs: readonly RunReport[];
  readonly index: { readonly lines: number; readonly broken?: Break };
}

/** @param only One run. @default all that are there, or that the index knows */
export function verifyFolder(folder: string, key: Key, only?: string): FolderReport {
  const index = readIndex(folder, key);
  const known = [...index.ends.keys()].filter((run) => !index.pruned.has(run));
  const runs = only === undefined ? [...new Set([...runsIn(folder), ...known])].sort() : [only];
  const { lines, broken } = index;
  return {
    runs: runs.map((run) => verifyRun(folder, run, index, key)),
    index: { lines, ...(broken === undefined ? {} : { broken }) },
  };
}
