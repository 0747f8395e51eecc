// Paths of files that a block runs in; what is in each of them out, as a digest, and later: which of them are other ones by now.
import { constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import type { ExecutedFile } from '../effects.ts';

const { createHash } = process.getBuiltinModule('node:crypto');

/** Longer ones, and more than these, are told about and not watched. */
const MAX_BYTES = 64 * 1024 * 1024;
const MAX_FILES = 64;
const PIECE = 256 * 1024;

export interface BoundFiles {
  readonly files: readonly ExecutedFile[];
  /** For people: `it is too long`. */
  readonly unwatched: readonly { readonly path: string; readonly why: string }[];
}

type Run = Pick<ExecutedFile, 'path' | 'read'>;

/** @param known Digests of bytes that were read already: what was analysed is what is bound, with no gap between. */
export async function bindFiles(runs: readonly Run[], known: ReadonlyMap<string, string>): Promise<BoundFiles> {
  const files: ExecutedFile[] = [];
  const unwatched: { path: string; why: string }[] = [];
  for (const { path, read } of runs) {
    const there = files.filter(({ digest }) => digest !== null).length;
    const digest = known.get(path) ?? (await digestOfFile(path, there < MAX_FILES));
    if (typeof digest === 'object' && digest !== null) unwatched.push({ path, ...digest });
    else files.push({ path, digest, read });
  }
  return { files, unwatched };
}

/** @returns Paths, in the order they were bound: not there any more, there by now, or with other bytes. */
export async function changedFiles(bound: readonly ExecutedFile[]): Promise<readonly string[]> {
  const changed: string[] = [];
  for (const { path, digest } of bound) if ((await digestOfFile(path, true)) !== digest) changed.push(path);
  return changed;
}

/** @returns `null` where there is no such file, or why nobody can watch it. */
async function digestOfFile(path: string, room: boolean): Promise<string | null | { readonly why: string }> {
  let file: FileHandle | undefined;
  try {
    // A named pipe must not hold the run up.
    file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
    const found = await file.stat();
    if (found.isDirectory()) return null;
    // Whoever writes to a pipe decides what comes out of it.
    if (!found.isFile()) return { why: 'is no regular file' };
    if (!room) return { why: `is one of more than ${MAX_FILES} files` };
    return found.size > MAX_BYTES ? { why: 'is too long' } : await hash(file);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return code === 'ENOENT' || code === 'ENOTDIR' || code === 'ELOOP' || code === 'ENXIO'
      ? null
      : { why: `cannot be read (${code})` };
  } finally {
    await file?.close();
  }
}

/** One that grows meanwhile is read as far as it may be: it is another one then. */
async function hash(file: FileHandle): Promise<string> {
  const digest = createHash('sha256');
  const piece = Buffer.alloc(PIECE);
  for (let at = 0; at <= MAX_BYTES; ) {
    const { bytesRead } = await file.read(piece, 0, PIECE, at);
    if (bytesRead === 0) break;
    digest.update(piece.subarray(0, bytesRead));
    at += bytesRead;
  }
  return digest.digest('hex');
}
