// A run as its journal tells it in; the files with all of its long outputs, which the model was told of, there again, and what is to be
// said of those that cannot be, out.
import { chmodSync, constants, copyFileSync, existsSync, lstatSync, mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { outputsPath } from '../../journal/journal-paths.ts';
import type { RecordedBlock, RecordedRun } from '../../journal/recorded-run.ts';
import { visibleLine } from '../../text/visible.ts';

/** As an executor makes them: a journal must not name any other place to be written. */
const FOLDER = /^approve-run-output-\w{6}$/;
const FILE = /^\d{1,9}\.log$/;

/** @param folder Of the journals; what it has of outputs was verified. */
export function restoreLogs({ run, turns }: RecordedRun, folder: string): readonly string[] {
  const ran = turns.flatMap(({ blocks }) => [...blocks.values()]);
  return ran.flatMap((block) => {
    const log = block.result?.log;
    return log === undefined || isThere(log) || isPutBack(log, block, outputsPath(folder, run))
      ? []
      : [`The model was told of an output in ${visibleLine(log)}, which is gone.`];
  });
}

function isThere(log: string): boolean {
  return existsSync(log) && isOurs(dirname(log));
}

function isPutBack(log: string, { kept, result }: RecordedBlock, outputs: string): boolean {
  const place = dirname(log);
  const isLog = dirname(place) === tmpdir() && FOLDER.test(basename(place)) && FILE.test(basename(log));
  if (!isLog || kept === undefined || kept.bytes !== result?.bytes) return false;
  try {
    if (!existsSync(place)) mkdirSync(place, { mode: 0o700 });
    if (!isOurs(place)) return false;
    copyFileSync(join(outputs, kept.file), log, constants.COPYFILE_EXCL);
    chmodSync(log, 0o600);
    return true;
  } catch {
    return false;
  }
}

/** What others may write to is not what the model was told of. */
function isOurs(folder: string): boolean {
  const { uid, mode } = lstatSync(folder);
  return uid === process.getuid?.() && (mode & constants.S_IFMT) === constants.S_IFDIR && (mode & 0o022) === 0;
}
