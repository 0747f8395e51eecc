// Who runs where, and what they may see; the mounts of one block's sandbox, in order, out. Looked up anew for each block.
import { accessSync, constants, existsSync, lstatSync, realpathSync, statSync } from 'node:fs';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { type Guarded, gitElsewhere } from './git-folders.ts';
import { guardedMounts } from './guarded-mounts.ts';
import { liesIn } from './lies-in.ts';
import { liveSockets } from './live-sockets.ts';
import { HIDDEN_FILES, HIDDEN_FOLDERS, type Mount, toolFolders } from './mounts.ts';
import type { StandIns } from './stand-ins.ts';

export interface Layout {
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

/** What a run remembers from one block to the next. */
export interface Memory {
  readonly standIns: StandIns;
  readonly guarded: Map<string, Guarded>;
}

/** @param file The block's own code, where its tool reads it by a name. */
export function layOut(layout: Layout, memory: Memory, file?: string): readonly Mount[] {
  const { network, cwd, home, env, packageFolder } = layout;
  const hidden = hiddenFolders(home);
  const isHidden = (path: string) => [...hidden, ...REPLACED].some((one) => liesIn(path, one));
  const isLost = (path: string) => isHidden(path) && !liesIn(path, cwd);
  const allowRead = names(layout.allowRead, isLost);
  const allowWrite = names(layout.allowWrite, isLost);
  const writable = [...new Set([...allowWrite, cwd])].toSorted((one, other) => one.length - other.length);

  const wanted = [
    ...homes(home)
      .flatMap((one) => toolFolders(one, env))
      .filter((folder) => existsSync(folder) && !hidden.some((one) => liesIn(one, folder))),
    join(packageFolder, 'bin'),
    ...(network ? [realOf('/etc/resolv.conf')] : []),
    ...(gitElsewhere(cwd) === undefined ? [] : [gitElsewhere(cwd)]),
    file,
    ...allowRead,
  ].filter((path) => path !== undefined);
  const mounts: Mount[] = [
    ...hidden.map((path): Mount => ({ as: 'hide', path })),
    ...wanted.filter(isHidden).map((path): Mount => ({ as: 'show', path })),
    ...HIDDEN_FILES.filter(canRead).map((path): Mount => ({ as: 'blank', path })),
  ];
  const handedOut = [...allowRead, ...writable];
  const sockets = liveSockets().filter((path) => sees(mounts, path) && !handedOut.some((one) => liesIn(path, one)));
  return [
    ...mounts,
    ...sockets.map((path): Mount => ({ as: 'blank', path })),
    ...writable.map((path): Mount => ({ as: 'write', path })),
    ...guardedMounts({
      writable: writable.filter((path) => statSync(path).isDirectory()),
      kept: [...layout.kept, ...['bin', 'dist', 'policies'].map((name) => ({ path: join(packageFolder, name) }))],
      handedOut: [...layout.allowWrite, ...allowWrite],
      ...memory,
    }),
  ];
}

/** bubblewrap makes these anew. */
export const REPLACED = ['/dev', '/proc'];

/** @returns Real paths that are there; HOME, and that of the user where `$HOME` says another one. Outer ones come first. */
export function hiddenFolders(home: string): readonly string[] {
  const real = [...HIDDEN_FOLDERS, ...homes(home)].flatMap((path) => realOf(path) ?? []);
  const folders = [...new Set(real)].filter((path) => path !== '/' && lstatSync(path).isDirectory());
  return folders.toSorted((one, other) => one.length - other.length);
}

function homes(home: string): readonly string[] {
  return [...new Set([home, userInfo().homedir])];
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

/** What a path leads to; and the path itself where a link can be followed no more, because it lies in what is hidden. */
function names(paths: readonly string[], isLost: (path: string) => boolean): readonly string[] {
  const given = paths.filter(isLost);
  return [...new Set([...paths.flatMap((path) => realOf(path) ?? []), ...given])];
}

function canRead(path: string): boolean {
  try {
    accessSync(path, constants.R_OK);
    return true;
  } catch {
    return false;
  }
}
