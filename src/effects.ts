// What code does, in words that are the same for every language. Readers make effects, policies judge them.

export const EFFECT_KINDS = [
  'delete',
  'overwrite',
  'write',
  'permissions',
  'read-secret',
  'network',
  'upload',
  'download-execute',
  'privilege',
  'process',
  'disk',
  'persistence',
  'git-history',
  'database-destroy',
  'cloud-destroy',
  'reverse-shell',
  'package-install',
  'execute',
  'self-tamper',
  'hidden-text',
  'opaque',
  'unread',
] as const;
export type EffectKind = (typeof EFFECT_KINDS)[number];

/** Where a path lies, seen from the working directory. */
export const PATH_CLASSES = [
  'inside',
  'cwd',
  'own-temporary',
  'temporary',
  'home',
  'system',
  'device',
  'parent',
  'elsewhere',
  'dynamic',
] as const;
export type PathClass = (typeof PATH_CLASSES)[number];

/** One thing that a block would do, in the same words for every language. */
export interface Effect {
  readonly kind: EffectKind;
  /** For people, in the third person: `deletes the tree ~/projects`. */
  readonly says: string;
  /** 1-based line in the block's code. */
  readonly line: number;
  /** UTF-16 offsets in the block's code: the command or call that does it, or that runs the code which does. Absent where nobody knows. */
  readonly span?: { readonly start: number; readonly end: number };
  /** What it goes through, outermost first: `['sudo', 'bash -c', 'rm']`. */
  readonly via: readonly string[];
  /** Index into `Reading.commands` of the command that does it; absent when no single command does. */
  readonly command?: number;
  readonly path?: string;
  readonly where?: PathClass;
  readonly host?: string;
  readonly recursive?: boolean;
}

/** One command that a block runs, wrappers and what they wrap each being one. */
export interface Command {
  readonly argv: readonly string[];
  /** True when every word is literal and nothing is set in front: only then may an allow rule hold. */
  readonly literal: boolean;
  readonly line: number;
}

/** A file of the project that a block runs, as it was when the block was judged. */
export interface ExecutedFile {
  /** Absolute. */
  readonly path: string;
  /** SHA-256 of its bytes, in lower-case hex; `null` where there was no such file: one that appears is a change, too. */
  readonly digest: string | null;
  /** Its text was read with the block. */
  readonly read: boolean;
}

/** What a reader understood of a block. */
export interface Reading {
  /** Nobody looked at the code, because no policy does: no effects then means nothing. @default false */
  readonly skipped?: boolean;
  readonly effects: readonly Effect[];
  readonly commands: readonly Command[];
  /** Absolute paths of files that the block runs and whose text was not given with the place. */
  readonly scripts?: readonly string[];
  /** Files of the project that the block runs, but for those that it writes itself. */
  readonly runs?: readonly Pick<ExecutedFile, 'path' | 'read'>[];
  /** The same with their digests: an approval holds only for these. */
  readonly executes?: readonly ExecutedFile[];
  /** What the block writes to files, by absolute path; without a text where only the run knows it. */
  readonly written?: ReadonlyMap<string, string | undefined>;
}
