// The folder of journals, and a run, in; where things lie in it out. The folder is made, or refused where others may write.
import { chmodSync, existsSync, mkdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { JournalError } from '../errors.ts';
import { isStandIn } from '../stand-in.ts';
import { visibleLine } from '../text/visible.ts';
import { syncFolder } from './sync-folder.ts';

export const journalPath = (folder: string, run: string) => join(folder, `${run}.jsonl`);
export const indexPath = (folder: string) => join(folder, 'index.jsonl');
/** Outputs that are longer than a result holds. */
export const outputsPath = (folder: string, run: string) => join(folder, `${run}.d`);
/** As the lines of the journal name them. */
export const outputName = (block: number) => `block-${block}.out`;
export const isOutputName = (name: string) => /^block-\d+\.out$/.test(name);

/** @throws {JournalError} */
export function makeFolder(folder: string): void {
  try {
    mkdirWithParents(folder);
    // A sandbox that keeps blocks out of it was there first.
    if (isStandIn(folder)) chmodSync(folder, 0o700);
    requirePrivate(folder);
  } catch (error) {
    if (error instanceof JournalError) throw error;
    throw cannotOpen(folder, error);
  }
}

/** What others wrote there is not to be relied on. @throws {JournalError} */
export function requirePrivate(folder: string): void {
  const name = visibleLine(folder);
  const { mode, uid } = statSync(folder);
  const refused = (why: string, todo: string) =>
    new JournalError(`The journal cannot be kept in ${name}: ${why}. Nothing was run.\nName another folder by --journal${todo}`);
  if (uid !== process.getuid?.()) throw refused('it belongs to somebody else', '.');
  if ((mode & 0o022) !== 0) throw refused('others may write there', `, or run: chmod 700 ${name}`);
}

/** Not by `recursive`: below /proc, Node tries without end. */
function mkdirWithParents(folder: string): void {
  try {
    makeOne(folder);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST') return;
    const above = dirname(folder);
    if (code !== 'ENOENT' || existsSync(above) || above === folder) throw error;
    mkdirWithParents(above);
    makeOne(folder);
  }
}

function makeOne(folder: string): void {
  mkdirSync(folder, { mode: 0o700 });
  syncFolder(dirname(folder));
}

export function cannotOpen(path: string, cause: unknown): JournalError {
  const { code } = cause as NodeJS.ErrnoException;
  return new JournalError(
    `The journal cannot be written: ${visibleLine(path)} (${code}). Nothing was run.\nName another folder by --journal; --journal off runs without one.`,
    { cause },
  );
}
