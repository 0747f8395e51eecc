// What stands behind `replay:` in; the recording that it means, as the turns to propose again, out: a file, or a run in the journal.
import { type Stats, statSync } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { recordedTurns } from '../agent/recorded-turns.ts';
import { UsageError } from '../errors.ts';
import { type Fields, parseLine, parseLines } from '../journal/chain.ts';
import { findRun } from '../journal/find-run.ts';
import { journalPath } from '../journal/journal-paths.ts';
import { readEvents } from '../journal/read-journal.ts';
import { splitLines } from '../journal/split-lines.ts';
import { visibleLine } from '../text/visible.ts';
import type { Turn } from '../types.ts';

const MOST_BYTES = 64 * 1024 * 1024;
/** A name of a run, its beginning (the day, at least: other files begin with digits, too), or the newest one. */
const MEANS_RUN = /^(?:last|\d{8}(?:T[\dTZa-f-]*)?)$/;

export interface Recording {
  /** For people: a path, or the name of a run. */
  readonly name: string;
  /** Absolute. */
  readonly path: string;
  readonly turns: readonly Turn[];
}

/**
 * @param journal The folder in force, or `off`.
 * @throws {TaskError | UsageError} When there is none, or it is of no use.
 */
export async function chooseRecording(word: string, journal: string | undefined): Promise<Recording> {
  return (await inFile(word)) ?? ofRun(word, journal);
}

/** @returns Undefined where there is no such file, and it may be a run. */
async function inFile(path: string): Promise<Recording | undefined> {
  const found = await stat(path).catch((error: NodeJS.ErrnoException) => error);
  if (found instanceof Error) {
    if (found.code === 'ENOENT' && MEANS_RUN.test(path)) return undefined;
    throw refused(path, found.code === 'ENOENT' ? 'there is no such file' : String(found.code));
  }
  checkSize(path, found);
  const bytes = await readFile(path).catch(({ code }: NodeJS.ErrnoException) => {
    throw refused(path, String(code));
  });
  return { name: path, path: resolve(path), turns: recordedTurns(journalLines(bytes) ?? textOf(path, bytes), path) };
}

/** @returns Undefined where it is no journal. In one, what a crash tore is no turn of it. */
function journalLines(bytes: Buffer): readonly Fields[] | undefined {
  const [first, ...rest] = splitLines(bytes).lines;
  const begin = first && parseLine(first);
  return begin?.n === 0 && typeof begin.prev === 'string' ? [begin, ...parseLines(rest)] : undefined;
}

function ofRun(word: string, folder: string | undefined): Recording {
  if (folder === undefined || folder === 'off')
    throw refused(word, 'there is no such file, and no run is looked up while no journal is kept');
  const name = runNamed(word, folder);
  const path = journalPath(folder, name);
  checkSize(path, statSync(path));
  return { name, path, turns: recordedTurns(readEvents(folder, name), name) };
}

function runNamed(word: string, folder: string): string {
  try {
    return findRun(folder, word, []);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    throw refused(word, `there is no such file, and ${error.message}`);
  }
}

function checkSize(path: string, found: Stats): void {
  if (!found.isFile()) throw refused(path, 'it is no file');
  if (found.size > MOST_BYTES) throw refused(path, `it is larger than ${MOST_BYTES / 1024 / 1024} MB`);
}

function textOf(path: string, bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw refused(path, 'it is not UTF-8, so what is shown would not be what was recorded');
  }
}

function refused(path: string, why: string): UsageError {
  return new UsageError(`Cannot read the recording ${visibleLine(path)}: ${why.replace(/\.$/, '')}.`);
}
