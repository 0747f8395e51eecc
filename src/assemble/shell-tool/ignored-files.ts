// Globs and a folder in; whether a path is, leads to, or holds an ignored file, or leads out of the folder, out.
import { lstatSync, readdirSync, realpathSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import { pathMatches } from '../../policy/path-matches.ts';

/** A larger tree is not looked through at each command. */
const MOST_FILES = 50_000;

export const OUTSIDE = 'lies outside this folder';

export interface IgnoredFiles {
  /** Whether the folder is on this machine at all. */
  readonly here: boolean;
  /** @returns What there is against the path, in words. */
  against(path: string): string | undefined;
  /** @returns What there is against all that lies in the folder. */
  inside(folder: string): string | undefined;
  isFolder(path: string): boolean;
  exists(path: string): boolean;
}

export function ignoredFiles(globs: readonly string[], cwd: string): IgnoredFiles {
  // Who ignores a folder ignores what is in it; a name without a slash is looked for at any depth.
  const entries = globs.map((glob) => `${/\/./.test(glob) ? '' : '**/'}${glob.replace(/\/+$/, '')}/**`);
  const place = { cwd, home: homedir() };
  const isIgnored = (path: string) =>
    pathMatches(entries, { kind: 'write', says: '', line: 1, via: [], path, where: 'inside' }, place, 'might');
  const isWithin = (path: string, folder: string) => path === folder || path.startsWith(folder === '/' ? folder : `${folder}/`);
  const real = placeOf(cwd) ?? cwd;
  const locate = (path: string) => resolve(cwd, path.replace(/^~(?=\/|$)/, place.home));

  function against(path: string): string | undefined {
    const named = locate(path);
    if (isIgnored(named)) return 'is ignored';
    const there = placeOf(named);
    if (there === undefined) return 'cannot be resolved';
    if (!isWithin(named, cwd) || !isWithin(there, real)) return OUTSIDE;
    return isIgnored(there) || isIgnored(cwd + there.slice(real.length)) ? 'leads to an ignored file' : undefined;
  }

  function inside(folder: string): string | undefined {
    const start = locate(folder);
    const open = [start];
    let left = MOST_FILES;
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      const found = list(next);
      if (found === undefined) return next === start ? 'cannot be looked through' : undefined;
      left -= found.length;
      if (left < 0) return 'holds too much to be looked through';
      for (const one of found) {
        const path = join(next, one.name);
        const leads = one.isSymbolicLink() ? placeOf(path) : undefined;
        if (isIgnored(path) || (leads !== undefined && isIgnored(leads))) return 'holds an ignored file';
        if (one.isDirectory()) open.push(path);
      }
    }
    return undefined;
  }

  return {
    here: look(() => statSync(cwd)) !== undefined,
    against,
    inside,
    isFolder: (path) => look(() => statSync(locate(path)).isDirectory()) ?? false,
    exists: (path) => look(() => statSync(locate(path))) !== undefined,
  };
}

/** Where a path leads, also one that does not exist yet. @returns Undefined where nobody can tell. */
function placeOf(path: string): string | undefined {
  try {
    return realpathSync.native(path);
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    // No file has such a name.
    if (code === 'ENAMETOOLONG') return path;
    if (!/^ENO(?:ENT|TDIR)$/.test(code) || path === '/' || look(() => lstatSync(path)) !== undefined) return undefined;
    const above = placeOf(dirname(path));
    return above === undefined ? undefined : join(above, basename(path));
  }
}

function list(folder: string) {
  return look(() => readdirSync(folder, { withFileTypes: true }));
}

function look<Result>(at: () => Result): Result | undefined {
  try {
    return at();
  } catch {
    return undefined;
  }
}
