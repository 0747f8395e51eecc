// Each kind of effect, and what it lets change: the file that it names, or, where it runs what nobody read, anything.
import { posix } from 'node:path';
import type { Effect, EffectKind, ExecutedFile } from '../effects.ts';
import type { FileChange } from '../types.ts';

type Changes = readonly FileChange['what'][];

const ALL: Changes = ['created', 'changed', 'deleted'];

const LETS: Readonly<Record<EffectKind, Changes | 'anything'>> = {
  delete: ['deleted'],
  // Also `mv` over it, or `gzip`, which takes it away.
  overwrite: ALL,
  write: ['created', 'changed'],
  permissions: ['changed'],
  persistence: ALL,
  disk: ALL,
  'self-tamper': ALL,
  'read-secret': [],
  network: [],
  upload: [],
  privilege: [],
  process: [],
  'cloud-destroy': [],
  'hidden-text': [],
  execute: 'anything',
  'package-install': 'anything',
  'download-execute': 'anything',
  'git-history': 'anything',
  'database-destroy': 'anything',
  'reverse-shell': 'anything',
  opaque: 'anything',
  unread: 'anything',
};

/** They write files beside the one that is named, under names that follow from what they read. */
const MAKES_UP_NAMES = new Set(['split', 'csplit', 'rename', 'prename', 'perl-rename', 'mmv', 'wget', 'curl']);

/** @returns Where it happens: a glob where the program makes the names up. */
export function placeOf({ path, via }: Effect & { readonly path: string }): string {
  return MAKES_UP_NAMES.has(posix.basename(via.at(-1) ?? '')) ? posix.join(posix.dirname(path), '*') : path;
}

/** Whether a program was given the file to change: it may leave others beside it, or take it away, as `gzip` and `sed -i.bak` do. */
export function isGiven({ kind, command }: Effect): boolean {
  return kind === 'overwrite' && command !== undefined;
}

/** @returns What may happen to its path. */
export function changesOf({ kind }: Effect): Changes {
  const lets = LETS[kind];
  return lets === 'anything' ? [] : lets;
}

/** @returns Why it cannot be told which files change, if it cannot. */
export function unsureOf(effects: readonly Effect[], executes: readonly ExecutedFile[]): string | undefined {
  const read = new Set(executes.filter((file) => file.read).map(({ path }) => path));
  const found = effects.find((effect) => {
    const lets = LETS[effect.kind];
    // What a script of the project does was read with the block.
    if (lets === 'anything') return effect.kind !== 'execute' || effect.path === undefined || !read.has(effect.path);
    return lets.length > 0 && effect.path === undefined && effect.where !== 'own-temporary';
  });
  return found?.says;
}
