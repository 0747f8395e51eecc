// An option and the path that it names in; a file that was not there before, for the user alone, out. What is there is never overwritten.
import { openSync } from 'node:fs';
import { UsageError } from '../errors.ts';
import { visibleLine } from '../text/visible.ts';

/**
 * @param then What else there is to say where it cannot be made.
 * @returns Its descriptor.
 * @throws {UsageError}
 */
export function newFile(option: string, path: string, then: string): number {
  try {
    return openSync(path, 'wx', 0o600);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const why = code === 'EEXIST' ? 'is there already; name another file, or remove it' : `cannot be written: ${code}`;
    throw new UsageError(`${option} ${visibleLine(path)}: ${why}. ${then}`.trimEnd());
  }
}
