// Folders that blocks may write in; the mounts that keep from them what decides about later runs, and what runs later outside, out.
import { lstatSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { SandboxError } from '../../errors.ts';
import { visibleLine } from '../../text/visible.ts';
import { type Guarded, gitGuarded } from './git-folders.ts';
import type { GitLinks } from './git-links.ts';
import { realOf } from './lay-out.ts';
import { liesIn } from './lies-in.ts';
import type { Mount } from './mounts.ts';
import type { StandIns } from './stand-ins.ts';

/** In each writable folder: what a shell, or approve-run, obeys when somebody comes there later. */
const OBEYED: readonly Guarded[] = [
  { path: '.envrc', standIn: 'folder' },
  { path: '.approvalrc', standIn: 'folder' },
  { path: '.approvalrc.json', standIn: 'folder' },
  { path: '.approvalrc.yaml', standIn: 'folder' },
  { path: '.approvalrc.yml', standIn: 'folder' },
];

export interface GuardOptions {
  /** Real paths. */
  readonly writable: readonly string[];
  /** Those, and folders in them, that are looked through. */
  readonly lookedThrough: readonly string[];
  /** Kept from blocks wherever they lie: the task, policies, approve-run itself. */
  readonly kept: readonly Guarded[];
  /** What the user handed out, by whatever name. */
  readonly handedOut: readonly string[];
  readonly standIns: StandIns;
  readonly links: GitLinks;
  /** What was guarded before in this run, and stays so: a block may take away by what it is known. It is added to. */
  readonly guarded: Map<string, Guarded>;
}

/** @throws {SandboxError} For a link, which a block could replace, or could have put there. */
export function guardedMounts({
  writable,
  lookedThrough,
  kept,
  handedOut,
  standIns,
  links,
  guarded,
}: GuardOptions): readonly Mount[] {
  const real = kept.map(({ path, standIn }) => ({ path: realOf(path) ?? path, standIn }));
  for (const one of [...lookedThrough.flatMap((folder) => inFolder(folder, links)), ...real])
    if (!handedOut.includes(one.path)) guarded.set(one.path, one);

  const shown = [...guarded.values()].flatMap(({ path, standIn }) => {
    const folder = writable.find((one) => path !== one && liesIn(path, one));
    if (folder === undefined) return [];
    const way = [...between(path, writable).toReversed(), path];
    for (const one of way) refuseLink(one);
    const missing = way.find((one) => lstatSync(one, { throwIfNoEntry: false }) === undefined);
    if (missing !== undefined) {
      return standIn === undefined ? [] : (standIns.put(missing, missing === path ? standIn : 'folder') ?? []);
    }
    standIns.adopt(path);
    return path;
  });
  // A folder that holds what is guarded could be moved away, and another one put in its place; no mount point can.
  const held = shown.flatMap((path) => between(path, writable));
  return [
    ...sorted(held).map((path): Mount => ({ as: 'write', path })),
    ...sorted(shown).map((path): Mount => ({ as: 'show', path })),
  ];
}

function inFolder(folder: string, links: GitLinks): readonly Guarded[] {
  if (lstatSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true) return [];
  const own = OBEYED.map(({ path, standIn }) => ({ path: join(folder, path), standIn }));
  return [...own, ...gitGuarded(folder, links)];
}

function refuseLink(path: string): void {
  if (lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() !== true) return;
  const name = visibleLine(path);
  throw new SandboxError(
    `the sandbox cannot be used: ${name} is a link, and a block could put another one there.\nPut a file or folder there instead, or hand it out: --allow-write ${name}`,
  );
}

/** The folders above a path, nearest first, that lie in a writable one. */
function between(path: string, writable: readonly string[]): readonly string[] {
  const found: string[] = [];
  for (let folder = dirname(path); writable.some((one) => folder !== one && liesIn(folder, one)); folder = dirname(folder)) {
    found.push(folder);
  }
  return found;
}

/** Shorter paths first: what lies inside is laid over what it lies in. */
function sorted(paths: readonly string[]): readonly string[] {
  return [...new Set(paths)].toSorted((one, other) => one.length - other.length);
}
