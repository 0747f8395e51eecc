// The file of a long output, and what is known of it, in; what is wrong with it, if anything is, out.
import { closeSync, constants, openSync, readSync } from 'node:fs';
import type { KeptOutput } from './output-files.ts';

const { createHash } = process.getBuiltinModule('node:crypto');

const PIECE = 1024 * 1024;

export function outputFault(path: string, { bytes, digest }: Omit<KeptOutput, 'file'>): string | undefined {
  let descriptor: number;
  try {
    descriptor = openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return code === 'ENOENT' ? 'is missing' : `cannot be read (${code})`;
  }
  try {
    const hash = createHash('sha256');
    const piece = Buffer.allocUnsafe(PIECE);
    let found = 0;
    for (let read = -1; read !== 0 && found <= bytes; found += read) {
      read = readSync(descriptor, piece);
      hash.update(piece.subarray(0, read));
    }
    return found === bytes && hash.digest('hex') === digest ? undefined : 'was changed';
  } catch (error) {
    return `cannot be read (${(error as NodeJS.ErrnoException).code})`;
  } finally {
    closeSync(descriptor);
  }
}
