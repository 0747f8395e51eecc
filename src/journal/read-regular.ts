// A path in, the bytes of the file there out. What blocks put in its place (a link, a named pipe, a folder) is no such file, and is not waited for.
import { closeSync, constants, fstatSync, openSync, readFileSync, readSync } from 'node:fs';

const { O_NOFOLLOW, O_NONBLOCK, O_RDONLY } = constants;

export interface Read {
  readonly bytes: Buffer;
  /** Nothing before these bytes was left out. */
  readonly whole: boolean;
}

/** Of an error: something is there, and it is no file. */
export const NO_FILE = 'NOT_A_FILE';

/** @param most Of a longer one the end. @throws {Error} Where it cannot be read; `NO_FILE` for what is no file. */
export function readRegular(path: string, most = Number.POSITIVE_INFINITY): Read {
  const descriptor = openReal(path);
  try {
    const found = fstatSync(descriptor);
    if (!found.isFile()) throw noFile();
    if (found.size <= most) return { bytes: readFileSync(descriptor), whole: true };
    const bytes = Buffer.alloc(most);
    const read = readSync(descriptor, bytes, 0, most, found.size - most);
    return { bytes: bytes.subarray(0, read), whole: false };
  } finally {
    closeSync(descriptor);
  }
}

function openReal(path: string): number {
  try {
    return openSync(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK);
  } catch (error) {
    throw (error as NodeJS.ErrnoException).code === 'ELOOP' ? noFile() : error;
  }
}

function noFile(): Error {
  return Object.assign(new Error('not a file'), { code: NO_FILE });
}
