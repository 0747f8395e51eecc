// Text that a program unpacks in, one character a byte; what was packed in it out, or undefined where it is no packed text.
import { brotliDecompressSync, unzipSync } from 'node:zlib';
import { readable } from './decode.ts';

/** More than this is not unpacked: nobody hides so much code in one word. */
const MAX_OUTPUT = { maxOutputLength: 64 * 1024 };

/** gzip or zlib, as their first bytes say. */
export function unpack(literal: string): string | undefined {
  return opened(literal, unzipSync);
}

export function unpackBrotli(literal: string): string | undefined {
  return opened(literal, brotliDecompressSync);
}

function opened(literal: string, open: typeof unzipSync): string | undefined {
  if (/[^\0-\xff]/.test(literal)) return undefined;
  try {
    return readable(open(Buffer.from(literal, 'latin1'), MAX_OUTPUT));
  } catch {
    return undefined;
  }
}
