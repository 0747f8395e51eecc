// The text of a reply and a schema in; the object that the reply gives out, alone, in a fence or after prose, or `undefined`.
import { isDeepStrictEqual } from 'node:util';
import * as v from 'valibot';
import type { ReplySchema } from './reply-schema.ts';

/** A reply may quote code: only what looks like JSON counts as the beginning of an object. */
const BEGINS = /\{\s*"/g;
const ENDS = /^\s*(?:(?:`{3,}|~{3,})\s*)?$/;

/**
 * Objects inside others are not looked at: where an object is broken, what stands in it may be a quotation of somebody else's answer. And
 * where several fit and differ, there is no telling which of them is meant.
 */
export function readObject<T>(text: string, { check, last = false }: ReplySchema<T>): T | undefined {
  let found: { readonly value: T } | undefined;
  let end = 0;
  for (const { index } of text.matchAll(BEGINS)) {
    if (index < end) continue;
    end = endOf(text, index);
    const value = parse(text.slice(index, end));
    if (value === undefined) return undefined;
    const { success, output } = v.safeParse(check, value);
    if (!success) continue;
    if (found !== undefined && !isDeepStrictEqual(found.value, output)) return undefined;
    found = { value: output };
  }
  return last && !ENDS.test(text.slice(end)) ? undefined : found?.value;
}

/** Behind the brace that closes the one at `start`; the end of the text where none does. */
function endOf(text: string, start: number): number {
  let depth = 0;
  let quoted = false;
  for (let at = start; at < text.length; at += 1) {
    const character = text[at];
    if (quoted && character === '\\') at += 1;
    else if (character === '"') quoted = !quoted;
    else if (!quoted && character === '{') depth += 1;
    else if (!quoted && character === '}') depth -= 1;
    if (depth === 0) return at + 1;
  }
  return text.length;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
