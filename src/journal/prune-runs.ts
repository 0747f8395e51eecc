// A moment in; the runs that began before it, whose journals and outputs were removed, out. The index keeps what it knows of them.
import { rmSync } from 'node:fs';
import type { Key } from './chain.ts';
import { endOfFile } from './chain-end.ts';
import { type ChainEnd, START } from './chain-writer.ts';
import { journalPath, outputsPath } from './journal-paths.ts';
import { type ListedRun, listRuns } from './list-runs.ts';
import { addToIndex } from './run-index.ts';

/** Noted before they are removed: a journal that is gone, and was not noted, is one that somebody took away. */
export async function pruneRuns(folder: string, before: Date, key: Key): Promise<readonly ListedRun[]> {
  const old = listRuns(folder).filter(({ time, state }) => new Date(time) < before && state !== 'running');
  if (old.length === 0) return [];
  const runs = old.map(({ run }) => ({ run, ...endOf(journalPath(folder, run)) }));
  await addToIndex(folder, { type: 'pruned', runs }, key);
  for (const { run } of runs) {
    rmSync(journalPath(folder, run), { force: true });
    rmSync(outputsPath(folder, run), { recursive: true, force: true });
  }
  return old;
}

/** What cannot be read is removed all the same: one file keeps nobody from removing the others. */
function endOf(path: string): ChainEnd {
  try {
    return endOfFile(path).from;
  } catch {
    return START;
  }
}
