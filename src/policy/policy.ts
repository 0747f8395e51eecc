// What a policy is, once read: rules over effects, commands and languages. Types only.
import type { EffectKind, Reading } from '../effects.ts';
import type { ApprovalFunction, Decision } from '../types.ts';

/** All keys must hold; within a key, one entry is enough. No key at all holds for every block. */
export interface Condition {
  /** `none` (allow rules only): a command, or a block, that has no effect. */
  readonly effect?: readonly (EffectKind | 'none')[];
  /** Beginnings of argv. */
  readonly command?: readonly (readonly string[])[];
  /** Tool names once loaded; before that, words as people write them after a fence. */
  readonly language?: readonly string[];
  readonly exceptLanguage?: readonly string[];
  /** Path classes, or globs. */
  readonly path?: readonly string[];
  /** `example.com`, or `*.example.com` for what lies below it. */
  readonly host?: readonly string[];
  readonly recursive?: boolean;
}

export interface Example {
  readonly language: string;
  readonly code: string;
}

export interface Rule {
  readonly id: string;
  readonly decision: Decision;
  readonly because: string;
  readonly when: Condition;
  readonly confirm?: 'code';
  /** The policy that an inherited rule was written in; its examples were checked there and are left out here. */
  readonly from?: string;
  readonly match: readonly Example[];
  readonly notMatch: readonly Example[];
}

/** A policy of data with all that it extends taken in: what the build writes for the built-in ones. */
export interface CompiledPolicy {
  readonly name: string;
  readonly description: string;
  readonly default: Decision;
  readonly rules: readonly Rule[];
}

/** A policy that is a program: asked for each block, and never extended. */
export interface ModulePolicy {
  readonly name: string;
  readonly approve: ApprovalFunction;
}

export type Policy = CompiledPolicy | ModulePolicy;

/** Where code is read: what `~` and relative paths mean. */
export interface Place {
  readonly cwd: string;
  readonly home: string;
}

/** A block as rules see it. */
export interface Subject {
  readonly tool: string;
  readonly place: Place;
  readonly reading: Reading;
}

/** Turns code into effects; `analyse` is one. Examples are read at `EXAMPLE_PLACE`, so it must honour the place it is given. */
export type ReadCode = (code: string, tool: string, place: Place) => Promise<Reading>;

/** Weakest first. */
export const STRICTNESS: readonly Decision[] = ['allow', 'ask', 'deny'];
