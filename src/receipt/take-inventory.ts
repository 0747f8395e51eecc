// A folder in, what lies in it out: each entry as lstat tells it, read breadth-first, and no more of them than a block may cost.
import { type BigIntStats, type Dir, lstatSync, opendirSync } from 'node:fs';
import type { IgnoreRules } from './ignore-rules.ts';
import { bytesOf, openable } from './path-bytes.ts';

export interface Inventory {
  /** By path below the folder, as bytes; the folder itself is `''`. Without stats where only the name is known. */
  readonly entries: ReadonlyMap<string, BigIntStats | undefined>;
  /** Folders all of whose names are known. */
  readonly listed: ReadonlySet<string>;
  /** Of what git ignores: the top-most folder or file that it ignores. */
  readonly ignored: ReadonlyMap<string, string>;
  /** What could not be looked at, or lies on another file system. */
  readonly unread: number;
  /** There is more that git does not ignore. */
  readonly cut: boolean;
  /** When the last change was, in nanoseconds. */
  readonly newest: bigint;
}

export interface InventoryOptions {
  readonly folder: string;
  /** Most entries that are looked at. */
  readonly most: number;
  /** What is left out. */
  readonly isOwn: (path: string, stats: BigIntStats) => boolean;
  readonly rules?: IgnoreRules | undefined;
  /** Told of each folder that has a `.gitignore`; `false` ends it here. */
  readonly meets?: ((folder: string) => boolean) | undefined;
}

/** Names cost less than stats: those of a large folder are known beyond what is looked at. */
const NAMES_PER_ENTRY = 5;
/** What git ignores is made anew all the time, and is large. */
const SHARE_OF_IGNORED = 0.25;

/** @returns Undefined where `meets` ended it. */
export function takeInventory(options: InventoryOptions & { readonly meets?: undefined }): Inventory;
export function takeInventory(options: InventoryOptions): Inventory | undefined;
export function takeInventory({ folder, most, isOwn, rules, meets }: InventoryOptions): Inventory | undefined {
  const top = bytesOf(folder);
  const entries = new Map<string, BigIntStats | undefined>();
  const listed = new Set<string>();
  const ignored = new Map<string, string>();
  let unread = 0;
  let cut = false;
  let newest = 0n;

  const own = look(top);
  const itself = own === 'unreadable' ? undefined : own;
  if (itself === undefined) return { entries, listed, ignored, unread, cut, newest };
  entries.set('', itself);

  /** @returns Folders below, and those that git ignores; undefined where `meets` ended it. */
  function read(path: string, budget: { stats: number; names: number }, root: string | undefined) {
    const below: string[] = [];
    const aside: string[] = [];
    const names = namesIn(path === '' ? top : `${top}/${path}`, budget.names);
    if (names === 'unreadable') unread += 1;
    if (names === 'too many') cut ||= root === undefined;
    if (typeof names === 'string') return { below, aside };
    budget.names -= names.length;
    listed.add(path);
    if (root === undefined && names.includes('.gitignore') && meets?.(path) === false) return undefined;
    for (const name of names.sort()) {
      const inner = path === '' ? name : `${path}/${name}`;
      if (budget.stats === 0) {
        cut ||= root === undefined;
        entries.set(inner, undefined);
        if (root !== undefined) ignored.set(inner, root);
        continue;
      }
      const stats = look(`${top}/${inner}`);
      if (stats === 'unreadable') {
        // Its name is known all the same: it is not new where it can be looked at later.
        entries.set(inner, undefined);
        unread += 1;
        continue;
      }
      if (stats === undefined || isOwn(inner, stats)) continue;
      budget.stats -= 1;
      entries.set(inner, stats);
      const isFolder = stats.isDirectory();
      if (!isFolder && stats.ctimeNs > newest) newest = stats.ctimeNs;
      const isRoot = root === undefined && (name === '.git' || rules?.ignores(inner, isFolder) === true);
      const under = isRoot ? inner : root;
      if (under !== undefined) ignored.set(inner, under);
      if (!isFolder) continue;
      if (stats.dev !== itself?.dev) unread += 1;
      else (isRoot ? aside : below).push(inner);
    }
    return { below, aside };
  }

  const budget = { stats: most, names: most * NAMES_PER_ENTRY };
  rules?.start();
  let open: readonly string[] = [''];
  const putOff: string[] = [];
  while (open.length > 0) {
    const next: string[] = [];
    for (const path of open) {
      const found = read(path, budget, undefined);
      if (found === undefined) return undefined;
      next.push(...found.below);
      putOff.push(...found.aside);
    }
    open = next;
  }
  const share = Math.ceil(most * SHARE_OF_IGNORED);
  const rest = { stats: share, names: share * NAMES_PER_ENTRY };
  for (open = putOff; open.length > 0 && rest.stats > 0; ) {
    open = open.flatMap((path) => read(path, rest, ignored.get(path))?.below ?? []);
  }
  return { entries, listed, ignored, unread, cut, newest };
}

function look(path: string): BigIntStats | 'unreadable' | undefined {
  try {
    return lstatSync(openable(path), { bigint: true, throwIfNoEntry: false });
  } catch {
    return 'unreadable';
  }
}

function namesIn(path: string, most: number): string[] | 'unreadable' | 'too many' {
  let folder: Dir | undefined;
  try {
    folder = opendirSync(openable(path), { encoding: 'latin1', bufferSize: 256 });
    const names: string[] = [];
    for (let entry = folder.readSync(); entry !== null; entry = folder.readSync()) {
      if (names.push(entry.name) > most) return 'too many';
    }
    return names;
  } catch {
    return 'unreadable';
  } finally {
    folder?.closeSync();
  }
}
