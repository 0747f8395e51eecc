// The words after a command's name in; its options, their values and its operands out. GNU's rules.
import { show, text, type Value } from '../value.ts';

export interface Options {
  readonly operands: readonly Value[];
  /** Whether one of these is given: letters and long names, apart by blanks. Long ones may be cut short. */
  has(names: string): boolean;
  /** The values given to these, in order. */
  all(names: string): readonly Value[];
  /** Everything that begins with a dash, as written. */
  readonly words: readonly string[];
}

const NAMES = new Map<string, ReadonlySet<string>>();

/** The lists of the tables are few, and asked for again and again. */
function namesIn(names: string): ReadonlySet<string> {
  const known = NAMES.get(names);
  if (known !== undefined) return known;
  const found = new Set(names.split(' '));
  if (NAMES.size < MAX_LISTS) NAMES.set(names, found);
  return found;
}

const MAX_LISTS = 1_000;

/** @param stops Ends at the first operand: what follows belongs to another command. */
export function parseOptions(
  args: readonly Value[],
  values: string,
  stops = false,
): Options & { readonly rest: readonly Value[] } {
  const takesValue = namesIn(values);
  const given: { readonly name: string; readonly value?: Value }[] = [];
  const words: string[] = [];
  const operands: Value[] = [];
  let at = 0;
  for (; at < args.length; at++) {
    const arg = args[at] ?? [];
    const head = arg[0]?.type === 'hole' ? '' : show(arg);
    if (head === '--') {
      operands.push(...args.slice(at + 1));
      at++;
      break;
    }
    if (!head.startsWith('-') || head === '-') {
      if (stops) break;
      operands.push(arg);
      continue;
    }
    words.push(head);
    if (takesValue.has(head)) {
      given.push({ name: head.replace(/^-+/, ''), value: args[++at] ?? [] });
      continue;
    }
    const equals = head.indexOf('=');
    if (head.startsWith('--')) {
      const name = head.slice(2, equals === -1 ? undefined : equals);
      if (equals !== -1) given.push({ name, value: after(arg, equals + 1) });
      else given.push(takesValue.has(name) ? { name, value: args[++at] ?? [] } : { name });
      continue;
    }
    if (head.length > 2)
      given.push(equals === -1 ? { name: head.slice(1) } : { name: head.slice(1, equals), value: after(arg, equals + 1) });
    for (let letter = 1; letter < head.length; letter++) {
      const name = head[letter] ?? '';
      if (!takesValue.has(name)) given.push({ name });
      else {
        given.push({ name, value: letter + 1 < head.length ? after(arg, letter + 1) : (args[++at] ?? []) });
        break;
      }
    }
  }
  const fits = (names: string, name: string) => {
    const asked = namesIn(names);
    if (asked.has(name)) return true;
    if (name.length < 4) return false;
    for (const one of asked) if (one.length > 3 && one.startsWith(name)) return true;
    return false;
  };
  return {
    operands,
    words,
    rest: stops && operands.length === 0 ? args.slice(at) : operands,
    has: (names) => given.some(({ name }) => fits(names, name)),
    all: (names) => given.flatMap(({ name, value }) => (value !== undefined && fits(names, name) ? [value] : [])),
  };
}

function after(value: Value, characters: number): Value {
  let skip = characters;
  const rest: Value[number][] = [];
  for (const part of value) {
    if (part.type === 'hole') rest.push(part);
    else {
      rest.push({ ...part, text: part.text.slice(skip) });
      skip = Math.max(0, skip - part.text.length);
    }
  }
  return rest.flatMap((part) => (part.type === 'text' ? text(part.text) : [part]));
}
