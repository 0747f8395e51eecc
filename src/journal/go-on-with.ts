// A run, and where its journal ended when it was read, in; the journal, opened for what comes now, out. Of several that want to go on with
// a run at once, one gets it.
import { JournalError } from '../errors.ts';
import { withLock } from '../with-lock.ts';
import { endOfFile } from './chain-end.ts';
import type { ChainEnd } from './chain-writer.ts';
import { journalPath } from './journal-paths.ts';
import { type Journal, type JournalOptions, reopenJournal } from './open-journal.ts';

/** Where it ends now, a torn line included. @throws {JournalError} */
export function journalEnd(folder: string, run: string): ChainEnd {
  try {
    return endOfFile(journalPath(folder, run)).from;
  } catch (cause) {
    throw new JournalError(`the journal of ${run} cannot be read (${(cause as NodeJS.ErrnoException).code}).`, { cause });
  }
}

/** @throws {JournalError | ConfigError} Where it cannot be written, or another one was faster. */
export async function goOnWith(run: string, read: ChainEnd, options: JournalOptions): Promise<Journal> {
  const { folder } = options;
  return withLock(`${journalPath(folder, run)}.lock`, async () => {
    const { lines, head } = journalEnd(folder, run);
    if (lines !== read.lines || head !== read.head)
      throw new JournalError(`another approve-run has gone on with ${run} meanwhile. Nothing was run.`);
    return reopenJournal(run, options);
  });
}
