// The record of a run in; its page in a new file, or on standard output, out. Loaded only when a page is asked for.
import { closeSync, rmSync, writeFileSync } from 'node:fs';
import { EXIT, UsageError } from '../errors.ts';
import { visibleLine } from '../text/visible.ts';
import { newFile } from './new-file.ts';
import { type RunRecord, runPage } from './page/run-page.ts';

const STDOUT = '-';

/** @param path Nothing may be there yet: it will hold what blocks printed, for the user alone. */
export function writePage(path: string, record: RunRecord): number {
  const page = runPage(record);
  if (path === STDOUT) {
    process.stdout.write(page);
    return EXIT.ok;
  }
  const descriptor = newFile('--html', path, '');
  try {
    writeFileSync(descriptor, page);
  } catch (error) {
    // A page without its end could be taken for all of it.
    rmSync(path, { force: true });
    const { code } = error as NodeJS.ErrnoException;
    throw new UsageError(`--html ${visibleLine(path)}: cannot be written: ${code}.`, { cause: error });
  } finally {
    closeSync(descriptor);
  }
  process.stdout.write(`Wrote ${visibleLine(path)}\n`);
  return EXIT.ok;
}
