// Who runs where, and what they may see; what is laid over the machine for every block of a run, in order, out.
import { accessSync, constants, existsSync, lstatSync, realpathSync } from 'node:fs';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { type Guarded, gitElsewhere } from './git-folders.ts';
import { liesIn } from './lies-in.ts';
import { HIDDEN_FILES, HIDDEN_FOLDERS, type Mount, toolFolders } from './mounts.ts';

export interface Wanted {
  readonly network: boolean;
  /** Real path of the working directory, the one folder that blocks write in. */
  readonly cwd: string;
  readonly home: string;
  /** What blocks see of the environment. */
  readonly env: Readonly<Record<string, string>>;
  /** Absolute paths that are there. */
  readonly allowRead: readonly string[];
  readonly allowWrite: readonly string[];
  /** Kept from blocks wherever they lie: the task, policies, what approve-run remembers. */
  readonly kept: readonly Guarded[];
  /** Where approve-run itself is installed: a tool may need its `bin`. */
  readonly packageFolder: string;
}

/** Looked up once: a block may put a link where it can write, and the next block must not be shown what that leads to. */
export interface Layout {
  readonly mounts: readonly Mount[];
  /** Real paths, none inside another; each is mounted after `mounts`. */
  readonly writable: readonly string[];
  /** What the user handed out, by whatever name. */
  readonly handedOut: readonly string[];
}

/** bubblewrap makes these anew. */
export const REPLACED = ['/dev', '/proc'];

export function layOut({ network, cwd, home, env, packageFolder, ...wanted }: Wanted): Layout {
  const hidden = hiddenFolders(home);
  const isHidden = (path: string) => [...hidden, ...REPLACED].some((one) => liesIn(path, one));
  const isLost = (path: string) => isHidden(path) && !liesIn(path, cwd);
  const allowRead = names(wanted.allowRead, isLost);
  const allowWrite = names(wanted.allowWrite, isLost);
  const writable = [cwd, ...allowWrite].filter(
    (path, at, all) => all.indexOf(path) === at && !all.some((other) => other !== path && liesIn(path, other)),
  );
  const tools = homes(home).flatMap((one) => toolFolders(one, env));
  const shown = [
    ...tools.filter((folder) => existsSync(folder) && !hidden.some((one) => liesIn(one, folder))),
    join(packageFolder, 'bin'),
    network ? realOf('/etc/resolv.conf') : undefined,
    gitElsewhere(cwd),
    ...allowRead,
  ].filter((path) => path !== undefined && isHidden(path) && !writable.some((one) => liesIn(path, one)));
  return {
    mounts: [
      ...hidden.map((path): Mount => ({ as: 'hide', path })),
      ...shown.map((path): Mount => ({ as: 'show', path: path ?? '' })),
      ...HIDDEN_FILES.filter(canRead).map((path): Mount => ({ as: 'blank', path })),
    ],
    writable,
    handedOut: [...new Set([...wanted.allowRead, ...allowRead, ...wanted.allowWrite, ...allowWrite])],
  };
}

/** @returns Real paths that are there; HOME, and that of the user where `$HOME` says another one. Outer ones come first. */
export function hiddenFolders(home: string): readonly string[] {
  const real = [...HIDDEN_FOLDERS, ...homes(home)].flatMap((path) => realOf(path) ?? []);
  const folders = [...new Set(real)].filter((path) => path !== '/' && lstatSync(path).isDirectory());
  return folders.toSorted((one, other) => one.length - other.length);
}

/** Whether what lies at a path outside lies there inside, too: the last mount over it says so. */
export function sees(mounts: readonly Mount[], path: string): boolean {
  const over = mounts.findLast((mount) => liesIn(path, mount.path));
  if (over === undefined) return !REPLACED.some((one) => liesIn(path, one));
  return over.as === 'show' || over.as === 'write';
}

export function realOf(path: string): string | undefined {
  try {
    return realpathSync(path);
  } catch {
    return undefined;
  }
}

function homes(home: string): readonly string[] {
  return [...new Set([home, userInfo().homedir])];
}

/** What a path leads to; and the path itself where a link can be followed no more, because it lies in what is hidden. */
function names(paths: readonly string[], isLost: (path: string) => boolean): readonly string[] {
  return [...new Set([...paths.flatMap((path) => realOf(path) ?? []), ...paths.filter(isLost)])];
}

function canRead(path: string): boolean {
  try {
    accessSync(path, constants.R_OK);
    return true;
  } catch {
    return false;
  }
}
