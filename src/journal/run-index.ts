// What is known of a run that is over, or was removed, in; one line more of the index, which is a chain of its own, out.
import { existsSync } from 'node:fs';
import type { Summary } from '../summary.ts';
import { withLock } from '../with-lock.ts';
import { openAppendFile } from './append-file.ts';
import type { Key } from './chain.ts';
import { endOfFile } from './chain-end.ts';
import { type ChainEnd, chainWriter, LINE_FEED, START } from './chain-writer.ts';
import { indexPath } from './journal-paths.ts';
import { recovered } from './open-journal.ts';

/** A run, as it ended; one that was gone on with has several. */
export interface RunEntry extends ChainEnd {
  readonly type: 'run';
  readonly run: string;
  /** Where the task came from. */
  readonly task: string;
  readonly cwd: string;
  readonly summary: Pick<Summary, 'ran' | 'failed' | 'denied' | 'skipped' | 'durationMs' | 'exitCode' | 'ended'>;
}

/** Runs whose journals were removed. */
export interface PrunedEntry {
  readonly type: 'pruned';
  readonly runs: readonly (ChainEnd & { readonly run: string })[];
}

/** @throws {Error} When it cannot be locked or written. */
export async function addToIndex(folder: string, entry: RunEntry | PrunedEntry, key: Key): Promise<void> {
  const path = indexPath(folder);
  // One run at a time: each line is bound to the one before.
  await withLock(`${path}.lock`, async () => {
    const { from, torn } = existsSync(path) ? endOfFile(path) : { from: START, torn: undefined };
    const file = openAppendFile(path, existsSync(path) ? 'there' : 'new');
    try {
      const chain = chainWriter({ file, from, key, ...(torn ? { before: LINE_FEED } : {}) });
      if (torn !== undefined) chain.write(recovered(torn));
      chain.write(entry);
      file.sync();
    } finally {
      file.close();
    }
  });
}
