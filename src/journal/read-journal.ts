// A folder and a run in; what is in its journal, as far as it can be read, out. Nothing is verified, and nothing may be relied on.
import { readdirSync } from 'node:fs';
import { JournalError } from '../errors.ts';
import { visibleLine } from '../text/visible.ts';
import { type Fields, parseLines } from './chain.ts';
import { journalPath } from './journal-paths.ts';
import { NO_FILE, readRegular } from './read-regular.ts';
import { isRunId } from './run-id.ts';
import { type Lines, splitLines } from './split-lines.ts';

/** Names of runs, the newest last. */
export function runsIn(folder: string): readonly string[] {
  return namesIn(folder)
    .filter((name) => name.endsWith('.jsonl') && isRunId(name.slice(0, -'.jsonl'.length)))
    .map((name) => name.slice(0, -'.jsonl'.length))
    .sort();
}

/** Of files; links are none. */
function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ name }) => name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw cannotRead(folder, error);
  }
}

/** @throws {JournalError} When there is such a file, and it cannot be read. @returns Undefined where there is none. */
export function readLines(path: string): Lines | undefined {
  try {
    return splitLines(readRegular(path).bytes);
  } catch (error) {
    if (['ENOENT', NO_FILE].includes((error as NodeJS.ErrnoException).code ?? '')) return undefined;
    throw cannotRead(path, error);
  }
}

/** What happened, in order; what is no JSON object is left out. */
export function readEvents(folder: string, run: string): readonly Fields[] {
  return eventsIn(readLines(journalPath(folder, run)) ?? { lines: [], torn: undefined });
}

/** A last line that lacks only its line feed counts. */
export function eventsIn({ lines, torn }: Lines): readonly Fields[] {
  return parseLines([...lines, ...(torn === undefined ? [] : [torn])]);
}

function cannotRead(path: string, cause: unknown): JournalError {
  return new JournalError(`${visibleLine(path)}: cannot be read (${(cause as NodeJS.ErrnoException).code}).`, { cause });
}
