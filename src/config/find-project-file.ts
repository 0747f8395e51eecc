// The working directory and HOME in; the path of the project's config file, if there is one, out. Plain fs, no parser is loaded.
import { existsSync, promises, realpathSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';
import { ConfigError } from '../errors.ts';
import { isStandIn } from '../stand-in.ts';
import { visibleLine } from '../text/visible.ts';
import { PACKAGE_FILE, packageValue, RC_FILES } from './places.ts';
import { checkFile, isThere } from './safe-file.ts';

/**
 * Searches from the working directory up to the git root (without one: nowhere else), and never HOME or above.
 *
 * @throws {ConfigError} When the file is a link that leads out of the project.
 */
export async function findProjectFile(cwd: string, home: string): Promise<string | undefined> {
  const { folders, root } = search(real(cwd), real(home));
  for (const folder of folders) {
    for (const name of RC_FILES) {
      const path = join(folder, name);
      if (isThere(path) && !isStandIn(path)) return inside(path, root);
    }
    const path = join(folder, PACKAGE_FILE);
    if (isThere(path) && (await hasOurKey(path))) return inside(path, root);
  }
  return undefined;
}

/** HOME, and what is above it, is no project. */
export function isProject(folder: string, home: string): boolean {
  return !isAtOrAbove(real(folder), real(home));
}

async function hasOurKey(path: string): Promise<boolean> {
  await checkFile(path);
  return packageValue(path, await promises.readFile(path, 'utf8')) !== undefined;
}

function search(cwd: string, home: string): { readonly folders: readonly string[]; readonly root: string } {
  const upwards = [cwd];
  for (let folder = cwd; folder !== dirname(folder); folder = dirname(folder)) upwards.push(dirname(folder));
  const top = upwards.map((folder) => join(folder, '.git')).findIndex((path) => existsSync(path) && !isStandIn(path));
  const root = upwards[top] ?? cwd;
  return { folders: upwards.slice(0, Math.max(top, 0) + 1).filter((folder) => !isAtOrAbove(folder, home)), root };
}

/** A link could pass off a file that was trusted for another project, or show a secret in an error message. */
function inside(path: string, root: string): string {
  const target = real(path);
  if (isAtOrAbove(root, target)) return path;
  throw new ConfigError(
    `${visibleLine(path)}: is a link that leads out of the project. Put the file itself there, or remove the link.`,
  );
}

function isAtOrAbove(folder: string, path: string): boolean {
  return path === folder || path.startsWith(folder.endsWith(sep) ? folder : folder + sep);
}

function real(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}
