// A program's name in, its absolute path out, never one that the project brought along.
import { accessSync, constants, realpathSync, statSync } from 'node:fs';
import { dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { isStandIn } from '../stand-in.ts';

/**
 * The folders of PATH that mean the same everywhere: no relative entries, and none that npm puts in front (`node_modules/.bin`).
 */
export function searchFolders(path: string): string[] {
  return path.split(':').filter((folder) => isAbsolute(folder) && !/\/node_modules\/\.bin\/?$/.test(folder));
}

/**
 * Looks a program up in PATH, leaving out whatever lies inside the project: a `bash` there must not win.
 *
 * @param project What `projectFolder` says of the working directory.
 */
export function resolveProgram(name: string, path: string, project: string | undefined): string | undefined {
  const folders = name.includes('/') ? [] : searchFolders(path);
  const candidates = isAbsolute(name) ? [name] : folders.map((folder) => join(folder, name));
  return candidates.find((candidate) => isProgram(candidate) && !(project !== undefined && isInside(candidate, project)));
}

/**
 * The nearest folder above `cwd` with a `.git`, else `cwd`; `undefined` where that would be HOME or above it.
 *
 * @returns A real path, however `cwd` is written: what it is compared with is real, too.
 */
export function projectFolder(cwd: string, home: string): string | undefined {
  const start = realPath(cwd);
  const realHome = realPath(home);
  const holds = (folder: string) => folder === realHome || isBelow(realHome, folder);
  for (let folder = start; !holds(folder) && folder !== dirname(folder); folder = dirname(folder)) {
    const git = join(folder, '.git');
    if (exists(git) && !isStandIn(git)) return folder;
  }
  return holds(start) ? undefined : start;
}

function realPath(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return resolve(path);
  }
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

function isInside(program: string, project: string): boolean {
  return (
    isBelow(realpathSync(dirname(program)), project) ||
    isBelow(realpathSync(program), project) ||
    realpathSync(dirname(program)) === project
  );
}

function isBelow(path: string, folder: string): boolean {
  const way = relative(folder, path);
  return way !== '' && way !== '..' && !way.startsWith(`..${sep}`);
}

function exists(path: string): boolean {
  try {
    return statSync(path) !== undefined;
  } catch {
    return false;
  }
}
