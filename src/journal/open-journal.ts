// A folder in; the journal of a new run in it, or of one that goes on, out.
import { rmSync } from 'node:fs';
import { EXIT, JournalError } from '../errors.ts';
import { visibleLine } from '../text/visible.ts';
import { type AppendFile, CHANGED, DISK, type Disk, openAppendFile } from './append-file.ts';
import type { Key } from './chain.ts';
import { endOfFile, type TornLine } from './chain-end.ts';
import { type ChainEnd, type ChainWriter, CLOCK, type Clock, chainWriter, LINE_FEED, START } from './chain-writer.ts';
import { cannotOpen, journalPath, makeFolder } from './journal-paths.ts';
import { ownBirth } from './process-birth.ts';
import { newRunId } from './run-id.ts';

export interface Journal {
  readonly run: string;
  readonly folder: string;
  readonly path: string;
  /** @throws {JournalError} Where it cannot be written; then the run must not go on. */
  write<Event extends { readonly type: string }>(event: Event): void;
  /** What was written survives a power cut from here on. @throws {JournalError} */
  sync(): void;
  /** Something that belongs to it could not be written. @throws {JournalError} Always. */
  fail(cause: unknown): never;
  end(): ChainEnd;
  close(): void;
}

export interface JournalOptions {
  readonly folder: string;
  /** Signs each line. */
  readonly key?: Key;
  readonly clock?: Clock;
  readonly disk?: Disk;
}

const NAMES_TRIED = 3;

/** @throws {JournalError} Where it cannot be made. */
export function createJournal({ folder, key, clock = CLOCK, disk = DISK }: JournalOptions): Journal {
  makeFolder(folder);
  const { run, file } = newFile(folder, clock, disk);
  return journal(run, folder, file, chainWriter({ file, from: START, key, clock }));
}

/** Another process may have taken the name a moment ago. */
function newFile(folder: string, clock: Clock, disk: Disk): { readonly run: string; readonly file: AppendFile } {
  for (let left = NAMES_TRIED; ; left -= 1) {
    const run = newRunId(clock.now());
    const path = journalPath(folder, run);
    try {
      return { run, file: openAppendFile(path, 'new', disk) };
    } catch (error) {
      if (left === 0 || (error as NodeJS.ErrnoException).code !== 'EEXIST') throw cannotOpen(path, error);
    }
  }
}

/**
 * Goes on with the journal of a run that was ended, or that a crash ended: its first new line is `recovered`, which seals a torn last line.
 * Verify it first: what is in it is taken as it is.
 *
 * @throws {JournalError} Where it cannot be read or written.
 */
export function reopenJournal(run: string, { folder, key, clock = CLOCK, disk = DISK }: JournalOptions): Journal {
  const path = journalPath(folder, run);
  const { from, since, torn } = opened(path, () => endOfFile(path));
  if (from.lines === 0 || (torn !== undefined && from.lines === 1))
    throw new JournalError(`${visibleLine(path)}: has no first line, so there is nothing to go on with: the run never began.`);
  const file = opened(path, () => openAppendFile(path, 'there', disk));
  const again = journal(
    run,
    folder,
    file,
    chainWriter({ file, from, since, key, clock, ...(torn ? { before: LINE_FEED } : {}) }),
  );
  again.write(recovered(torn));
  again.sync();
  return again;
}

/** The first line after a chain was opened again; it seals what a crash tore. */
export function recovered(torn: TornLine | undefined) {
  return { type: 'recovered', pid: process.pid, born: ownBirth(), ...(torn === undefined ? {} : { torn }) };
}

function opened<T>(path: string, open: () => T): T {
  try {
    return open();
  } catch (error) {
    throw cannotOpen(path, error);
  }
}

function journal(run: string, folder: string, file: AppendFile, chain: ChainWriter): Journal {
  const path = journalPath(folder, run);
  let started = false;
  const exitCode = () => (started ? EXIT.blockFailed : EXIT.usage);
  const guard = (task: () => void) => guarded(path, task, exitCode());
  return {
    run,
    folder,
    path,
    write(event) {
      try {
        guard(() => chain.write(event));
      } catch (error) {
        // A journal without a first line is none.
        if (chain.end().lines === 0) rmSync(path, { force: true });
        throw error;
      }
      started ||= event.type === 'block-started';
    },
    sync: () => guard(file.sync),
    fail(cause) {
      throw cannotGoOn(path, cause, exitCode());
    },
    end: chain.end,
    close: file.close,
  };
}

function guarded(path: string, task: () => void, exitCode: number): void {
  try {
    task();
  } catch (cause) {
    throw cannotGoOn(path, cause, exitCode);
  }
}

function cannotGoOn(path: string, cause: unknown, exitCode: number): JournalError {
  const { code } = cause as NodeJS.ErrnoException;
  const so = exitCode === EXIT.usage ? 'nothing was run' : 'the run was stopped; what ran last may be missing in it';
  const [what, todo] =
    code === CHANGED
      ? [
          'was moved, removed or changed by something else',
          'A block may do that, as it has your rights; in a sandbox it cannot: --sandbox',
        ]
      : [`cannot be written (${code})`, 'Make room, or name another folder by --journal; --journal off runs without one.'];
  return new JournalError(`The journal ${what}, so ${so}: ${visibleLine(path)}\n${todo}`, { cause }, exitCode);
}
