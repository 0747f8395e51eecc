// What the tables of commands are made of. Types only: the shell reader gives life to them.
import type { EffectKind } from '../../effects.ts';
import type { Scene } from '../scene.ts';
import type { Options } from '../shell/options.ts';
import type { Role, Touch } from '../touch.ts';
import type { Value } from '../value.ts';

/** One command, or several that work alike: names apart by blanks are the keys of a table. */
export interface Spec {
  /** Options that take the next word as their value: letters and long names, apart by blanks. */
  readonly values?: string;
  /** Options that make it work on whole trees; `*` when it always does. */
  readonly recursive?: string;
  /** What happens to the first operand, to the last (when there are two or more), to each of the others. */
  readonly first?: Role;
  readonly last?: Role;
  readonly operands?: Role;
  /** What happens to the file that is an option's value. */
  readonly options?: Readonly<Record<string, Role>>;
  /** What it does whatever its words are; `{1}` is its first operand, `{*}` all of them. */
  readonly always?: readonly [EffectKind, says: string];
  /** It runs the words after its options and so many operands as a command. */
  readonly wraps?: number;
  /** It runs another program or script, which nobody here knows. */
  readonly executes?: boolean;
  /** Anything else. @returns What goes to standard output, where that is known. */
  readonly does?: (call: Call) => Value | undefined;
}

export type Specs = Readonly<Record<string, Spec>>;

/**
 * A command line and what it does. Words: a command, then its first operands (`|` for alternatives, `*` for any one, `…` for any
 * number), then options that must all be there (`-f|--force`), or `!--dry-run` that must not. `own`: what it removes, where that is no
 * danger once the block itself has made it.
 */
export type Pattern = readonly [line: string, kind: EffectKind, says: string, own?: string];

interface Details {
  readonly host?: string;
}

/** One run of one command, as its table entry sees it. */
export interface Call {
  readonly name: string;
  readonly args: readonly Value[];
  readonly options: Options;
  readonly operands: readonly Value[];
  readonly stdin: Value;
  readonly line: number;
  readonly scene: Scene;
  report(kind: EffectKind, says: string, details?: Details): void;
  touch(role: Role, path: Value, details?: Touch): void;
  /** What is known to be in a file; tells when it is a secret. */
  read(path: Value): Value;
  /** Runs words as a command. */
  run(words: readonly Value[], scene?: Scene): Value;
  /** Runs a script: what the block wrote there is read, and any other told about. */
  file(path: Value, args: readonly Value[], tool?: string): Value;
  /** Reads code of a tool; `label` is how the chain of what it goes through names it. */
  code(tool: string, code: Value, label: string, scene?: Scene): Value;
}
