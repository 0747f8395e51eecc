// Who runs where, and what they may see; what is laid over the machine for every block of a run, in order, out.
import { accessSync, constants, existsSync, lstatSync, realpathSync } from 'node:fs';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { PACKAGE_FOLDER } from '../../tool/package-folder.ts';
import { type Guarded, gitElsewhere } from './git-folders.ts';
import { liesIn } from './lies-in.ts';
import { HIDDEN_FILES, HIDDEN_FOLDERS, type Mount, toolFolders } from './mounts.ts';

export interface Wanted {
  /** Whether the network is the machine's own. @default false */
  readonly network?: boolean;
  /** Real path of the working directory, the one folder that blocks write in. */
  readonly cwd: string;
  readonly home: string;
  /** What blocks see of the environment. */
  readonly env: Readonly<Record<string, string>>;
  /** Absolute paths that are there. @default none */
  readonly allowRead?: readonly string[];
  readonly allowWrite?: readonly string[];
  /** Kept from blocks wherever they lie: the task, policies, what approve-run remembers. @default none */
  readonly kept?: readonly Guarded[];
}

/** Looked up once: a block may put a link where it can write, and the next block must not be shown what that leads to. */
export interface Layout {
  readonly mounts: readonly Mount[];
  /** Real paths, none inside another; each is mounted after `mounts`. */
  readonly writable: readonly string[];
  /** The working directory and what was handed out: what is obeyed in each of these is guarded, also where one lies in another. */
  readonly lookedThrough: readonly string[];
  /** What the user handed out, by whatever name. */
  readonly handedOut: readonly string[];
}

/** bubblewrap makes these anew. */
export const REPLACED = ['/dev', '/proc'];

export function layOut({ network = false, cwd, home, env, allowRead: toRead = [], allowWrite: toWrite = [] }: Wanted): Layout {
  const hidden = hiddenFolders(home);
  const isHidden = (path: string) => [...hidden, ...REPLACED].some((one) => liesIn(path, one));
  const isLost = (path: string) => isHidden(path) && !liesIn(path, cwd);
  const allowRead = names(toRead, isLost);
  const allowWrite = names(toWrite, isLost);
  const writable = [cwd, ...allowWrite].filter(
    (path, at, all) => all.indexOf(path) === at && !all.some((other) => other !== path && liesIn(path, other)),
  );
  const tools = homes(home).flatMap((one) => toolFolders(one, env));
  const shown = [
    ...tools.filter((folder) => existsSync(folder) && !hidden.some((one) => liesIn(one, folder))),
    // What Node loads before a block.
    join(PACKAGE_FOLDER, 'bin'),
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
    lookedThrough: [...new Set([cwd, ...allowWrite])],
    handedOut: [...new Set([...toRead, ...allowRead, ...toWrite, ...allowWrite])],
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
  return [...new Set([home, userInfo().homedir].flatMap((path) => realOf(path) ?? []))];
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
