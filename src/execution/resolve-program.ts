// A program's name in, its absolute path out, never one that the project brought along.
import { accessSync, constants, realpathSync, statSync } from 'node:fs';
import { dirname, isAbsolute, join, relative, sep } from 'node:path';

/**
 * Looks a program up in PATH, leaving out relative entries and whatever lies inside the project: npm puts
 * `node_modules/.bin` first, and a `bash` there must not win.
 *
 * @param project Real path of the project's folder, or `undefined` when the folder is no project (HOME, `/`).
 */
export function resolveProgram(name: string, path: string, project: string | undefined): string | undefined {
  const candidates = isAbsolute(name)
    ? [name]
    : name.includes('/')
      ? []
      : path
          .split(':')
          .filter(isAbsolute)
          .map((folder) => join(folder, name));
  return candidates.find((candidate) => isProgram(candidate) && !(project !== undefined && isInside(candidate, project)));
}

/** The nearest folder above `cwd` with a `.git`, else `cwd`; `undefined` where that would be HOME or above it. */
export function projectFolder(cwd: string, home: string): string | undefined {
  const holds = (folder: string) => folder === home || isBelow(home, folder);
  for (let folder = cwd; !holds(folder) && folder !== dirname(folder); folder = dirname(folder)) {
    if (exists(join(folder, '.git'))) return folder;
  }
  return holds(cwd) ? undefined : cwd;
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
