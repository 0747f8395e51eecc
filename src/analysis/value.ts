// What is known of a text that a shell will hold: literal pieces, globs, and holes that only a run would fill.

/** Where data comes from, as far as it matters for where it goes. */
export interface Taint {
  /** Host that it was downloaded from. */
  readonly download?: string;
  /** Secret that it holds. */
  readonly secret?: string;
  readonly decoded?: boolean;
  /** Environment variable that opens an account, and belongs in no address. */
  readonly credential?: string;
  /** File outside the folder that it holds. */
  readonly outside?: string;
}

/** `word`: some characters without a slash; `own-process`: the id of a process that this block started. */
export type Nature = 'any' | 'word' | 'own-process';

interface Hole {
  readonly type: 'hole';
  /** As people would write it: `$X`. */
  readonly text: string;
  readonly nature: Nature;
  readonly taint: Taint;
}

export type Part = { readonly type: 'text' | 'glob'; readonly text: string } | Hole;

export type Value = readonly Part[];

export const EMPTY: Value = [];
/** Longer literal output is not kept: nobody hides so much code in one `echo`. */
const MAX_TEXT = 64 * 1024;

export function text(literal: string): Value {
  return literal === '' ? EMPTY : [{ type: 'text', text: literal }];
}

export function hole(shown: string, taint: Taint = {}, nature: Nature = 'any'): Value {
  return [{ type: 'hole', text: shown, nature, taint }];
}

/** The literal text, where there is nothing else. */
export function textOf(value: Value): string | undefined {
  return value.every((part) => part.type === 'text') ? show(value) : undefined;
}

/** As a person would read it: holes as they were written. */
export function show(value: Value): string {
  return value.map((part) => part.text).join('');
}

export function join(values: readonly Value[]): Value {
  const parts: Part[] = [];
  for (const part of values.flat()) {
    const last = parts.at(-1);
    if (last?.type === 'text' && part.type === 'text') parts[parts.length - 1] = { type: 'text', text: last.text + part.text };
    else parts.push(part);
  }
  const size = parts.reduce((sum, part) => sum + part.text.length, 0);
  return size > MAX_TEXT ? hole('(long text)', taintOf(parts)) : parts;
}

/** With a blank between, as `eval` and `ssh` put their words together. */
export function joinWords(values: readonly Value[]): Value {
  return join(values.flatMap((value, at) => (at === 0 ? [value] : [text(' '), value])));
}

export function taintOf(value: Value): Taint {
  let taint: Taint = {};
  for (const part of value) if (part.type === 'hole') taint = { ...taint, ...part.taint };
  return taint;
}

export function isTainted(taint: Taint): boolean {
  return Object.keys(taint).length > 0;
}

/** What of several runs of the same place can be: one of them, or all that can be said of both. */
export function either(one: Value, other: Value): Value {
  if (one.length === 0) return other;
  if (other.length === 0 || show(one) === show(other)) return one;
  return hole(`${show(one)}|${show(other)}`.slice(0, 40), { ...taintOf(one), ...taintOf(other) });
}

export function trimNewlines(value: Value): Value {
  const last = value.at(-1);
  if (last?.type !== 'text') return value;
  return [...value.slice(0, -1), ...text(last.text.replace(/\n+$/, ''))];
}

/** Splits at blanks and line ends, as an unquoted expansion does. */
export function splitFields(value: Value, separators = /[ \t\n]+/): Value[] {
  const fields: Part[][] = [[]];
  for (const part of value) {
    if (part.type !== 'text') {
      fields.at(-1)?.push(part);
      continue;
    }
    const [first = '', ...rest] = part.text.split(separators);
    if (first !== '') fields.at(-1)?.push(...globbed(first));
    for (const word of rest) fields.push(word === '' ? [] : globbed(word));
  }
  return fields.filter((field) => field.length > 0);
}

/** A literal that came from an unquoted expansion still globs. */
function globbed(word: string): Part[] {
  if (!/[*?[]/.test(word)) return [{ type: 'text', text: word }];
  return word
    .split(/([*?]|\[[^\]]*\])/)
    .filter((piece) => piece !== '')
    .map((piece) => ({ type: /^(?:[*?]|\[.*\])$/.test(piece) ? 'glob' : 'text', text: piece }));
}
