// What a person typed in, what it means out. The one place that knows the words.
import { type Always, type NoAnswer, readWidth } from './read-width.ts';

export type Answer =
  | { readonly kind: 'once' | 'edit' | 'quit' | 'explain' }
  | { readonly kind: 'deny'; readonly reason: string }
  | Always
  | NoAnswer;

/** Compared whole. A map, not an object: `constructor` must be no answer. */
const WORDS: ReadonlyMap<string, Answer['kind']> = new Map([
  ['y', 'once'],
  ['yes', 'once'],
  ['1', 'once'],
  ['always', 'always'],
  ['d', 'deny'],
  ['deny', 'deny'],
  ['n', 'deny'],
  ['no', 'deny'],
  ['0', 'deny'],
  ['e', 'edit'],
  ['edit', 'edit'],
  ['q', 'quit'],
  ['quit', 'quit'],
  ['?', 'explain'],
]);

/**
 * Reads an answer: trimmed, any case, as a whole word. Only a denial may have more words, its reason, and `always`, what it is for.
 *
 * @example
 * ```ts
 * import { readAnswer } from 'approve-run';
 *
 * console.log(readAnswer(' Deny use the staging database ')); // { kind: 'deny', reason: 'use the staging database' }
 * console.log(readAnswer('yes please')); // { kind: 'unknown' }
 * ```
 */
export function readAnswer(text: string): Answer {
  const [, first = '', rest = ''] = /^\s*(\S*)\s*([\s\S]*?)\s*$/.exec(text) ?? [];
  const kind = WORDS.get(first.toLowerCase());
  // "no, use staging" is a denial; "yes, but" is no yes.
  const denies = WORDS.get(first.toLowerCase().replace(/[,.:;!]+$/, '')) === 'deny';
  if (kind === 'deny' || denies) return { kind: 'deny', reason: rest };
  if (kind === 'always') return readWidth(rest);
  return { kind: kind !== undefined && rest === '' ? kind : 'unknown' };
}
