// Code and the place that its approval names in; a file with exactly that out. It remembers what it wrote: nothing else is replaced or removed unasked.
import {
  chmodSync,
  linkSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { digestOf } from '../../digest.ts';
import { visibleLine } from '../../text/visible.ts';
import type { SavePlace } from '../../types.ts';

export interface SavedFiles {
  /** @param digest Of what is to be saved there. @returns The place, or why nothing can be saved there. */
  placeFor(path: string, digest: string): SavePlace | { readonly fault: string };
  /**
   * @returns False where something else lies there by now than the approval said.
   * @throws {Error} When it cannot be written.
   */
  save(place: SavePlace, code: string): boolean;
  /** Whether it lies there as it was written. */
  holds(path: string): boolean;
  /** Removes what was made here and is still as it was written. @returns What could not be removed, and why. */
  removeAll(): readonly string[];
}

interface Written {
  readonly digest: string;
  /** Nothing was there before. */
  readonly created: boolean;
}

/** No code is as long. */
const MAX_BYTES = 64 * 1024 * 1024;

/** A file's digest, `undefined` where there is nothing, or why nothing can be saved there. */
type Found = { readonly digest: string; readonly mode: number } | { readonly why: string } | undefined;

export function savedFiles(): SavedFiles {
  const written = new Map<string, Written>();
  const folders: string[] = [];

  /** What would be lost if something were written there. */
  function lost(found: { readonly digest: string }, path: string, digest: string): boolean {
    return found.digest !== digest && found.digest !== written.get(path)?.digest;
  }

  function holds(path: string): boolean {
    const found = lookAt(path);
    return found !== undefined && 'digest' in found && found.digest === written.get(path)?.digest;
  }

  return {
    placeFor(path, digest) {
      const found = lookAt(path);
      if (found !== undefined && 'why' in found)
        return { fault: `It is not saved as ${visibleLine(path)}: ${found.why}. Choose another name.` };
      return found !== undefined && lost(found, path, digest) ? { path, replaces: found.digest } : { path };
    },

    save({ path, replaces }, code) {
      const digest = digestOf(code);
      makeFolders(dirname(path), folders);
      if (!isWhereItWas(path)) return false;
      const found = lookAt(path);
      if (found !== undefined && ('why' in found || (lost(found, path, digest) && found.digest !== replaces))) return false;
      const before = written.get(path);
      // What somebody else wrote over it is theirs, also when it was replaced.
      const created = found === undefined || (before?.created === true && before.digest === found.digest);
      if (found?.digest !== digest && !put(path, code, found?.mode)) return false;
      written.set(path, { digest, created });
      return true;
    },

    holds,

    removeAll() {
      const failed = [...written].flatMap(([path, { created }]) =>
        created && isWhereItWas(path) && holds(path) ? remove(path) : [],
      );
      for (const folder of folders.splice(0).reverse()) removeIfEmpty(folder);
      written.clear();
      return failed;
    },
  };
}

/** Its folder may be a link by now, and lead to files that are no business of ours. */
function isWhereItWas(path: string): boolean {
  try {
    return realpathSync(dirname(path)) === dirname(path);
  } catch {
    return false;
  }
}

/** Follows no link. */
function lookAt(path: string): Found {
  try {
    const found = lstatSync(path, { throwIfNoEntry: false });
    if (found === undefined) return undefined;
    if (found.isSymbolicLink()) return { why: 'a link is there' };
    if (!found.isFile()) return { why: `a ${found.isDirectory() ? 'folder' : 'device or pipe'} is there` };
    if (found.size > MAX_BYTES) return { why: 'a file is there that is too long to be replaced' };
    return { digest: digestOf(readFileSync(path)), mode: found.mode & 0o7777 };
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return { why: code === 'ENOTDIR' ? 'a file is where its folder would be' : `nobody can tell what is there (${code})` };
  }
}

/** Whoever reads it meanwhile sees the old or the new, and never half of it. @param mode Of the file that it replaces. */
function put(path: string, code: string, mode: number | undefined): boolean {
  const fresh = join(dirname(path), `.approve-run-${crypto.randomUUID()}`);
  try {
    writeFileSync(fresh, code, { flag: 'wx' });
    if (mode === undefined) return linked(fresh, path);
    chmodSync(fresh, mode);
    renameSync(fresh, path);
    return true;
  } finally {
    rmSync(fresh, { force: true });
  }
}

/** Unlike a rename, a link replaces nothing that appeared meanwhile. */
function linked(from: string, to: string): boolean {
  try {
    linkSync(from, to);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

/** @param made Added to: folders, outer ones first, that were not there. */
function makeFolders(folder: string, made: string[]): void {
  const missing: string[] = [];
  for (let one = folder; lstatSync(one, { throwIfNoEntry: false }) === undefined; one = dirname(one)) missing.unshift(one);
  mkdirSync(folder, { recursive: true });
  made.push(...missing);
}

function remove(path: string): readonly string[] {
  try {
    rmSync(path);
    return [];
  } catch (error) {
    return [`Failed to delete temporary file ${visibleLine(path)}: ${visibleLine((error as Error).message)}`];
  }
}

function removeIfEmpty(folder: string): void {
  try {
    rmdirSync(folder);
  } catch {}
}
