// A method of a text in, what it gives out, in Python and in JavaScript. Literal texts are worked out.
import { decodeBase64, decodeHex, rot13 } from '../decode.ts';
import { hole, join, show, splitFields, taintOf, text, textOf, type Value } from '../value.ts';
import { elementsOf } from './elements.ts';
import { formatBraces } from './format-text.ts';
import { cut } from './operators.ts';
import type { Given } from './program.ts';
import { listThing, literalOf, NUMBER, type Thing, textThing, toText } from './thing.ts';

type Text = Extract<Thing, { type: 'text' }>;

/** It stays what it is, as far as paths and commands go. */
const KEEPS = new Set(
  'encode decode strip lstrip rstrip trim trimEnd trimStart toString valueOf normalize expandtabs toWellFormed hex64 tobytes format_map String'.split(
    ' ',
  ),
);
const CHANGES: Readonly<Record<string, (text: string) => string>> = {
  lower: (one) => one.toLowerCase(),
  toLowerCase: (one) => one.toLowerCase(),
  toLocaleLowerCase: (one) => one.toLowerCase(),
  casefold: (one) => one.toLowerCase(),
  upper: (one) => one.toUpperCase(),
  toUpperCase: (one) => one.toUpperCase(),
  toLocaleUpperCase: (one) => one.toUpperCase(),
  swapcase: (one) =>
    [...one].map((letter) => (letter === letter.toLowerCase() ? letter.toUpperCase() : letter.toLowerCase())).join(''),
  title: (one) => one.replace(/\w+/g, (word) => word.charAt(0).toUpperCase() + word.slice(1).toLowerCase()),
  capitalize: (one) => one.charAt(0).toUpperCase() + one.slice(1).toLowerCase(),
};
const NUMBERS = new Set(
  'find index rfind rindex count indexOf lastIndexOf search charCodeAt codePointAt localeCompare startswith endswith startsWith endsWith includes isdigit isalpha isalnum isspace isupper islower isidentifier isnumeric test compare'.split(
    ' ',
  ),
);

export function textMethod(self: Text, name: string, given: Given): Thing | undefined {
  const { value } = self;
  const literal = textOf(value);
  const [first, second] = given.args;
  if (KEEPS.has(name)) return kept(self, name, first);
  if (NUMBERS.has(name)) return name === 'charCodeAt' || name === 'codePointAt' ? letterCode(literal, first) : NUMBER;
  const change = Object.hasOwn(CHANGES, name) ? CHANGES[name] : undefined;
  if (change !== undefined)
    return textThing(value.map((part) => (part.type === 'hole' ? part : { ...part, text: change(part.text) })));
  switch (name) {
    case 'join':
      return textThing(joined(value, first));
    case 'split':
    case 'rsplit':
    case 'splitlines':
      return split(value, name === 'splitlines' ? '\n' : literalOf(first), name);
    case 'format':
      return textThing(formatBraces(value, given.args, given.named));
    case 'concat':
      return textThing(join([value, ...given.args.map((arg) => toText(arg))]));
    case 'replace':
    case 'replaceAll':
      return textThing(replaced(value, first, second, name));
    case 'slice':
    case 'substring':
    case 'substr':
    case 'subarray':
    case 'at':
    case 'charAt':
      return textThing(part(literal, value, given.args, name));
    case 'repeat':
      return textThing(
        literal !== undefined && first?.type === 'number' && (first.value ?? 999) < 100
          ? literal.repeat(first.value ?? 0)
          : hole('(repeated)', taintOf(value)),
      );
    case 'removeprefix':
    case 'removesuffix':
      return literal === undefined || first === undefined ? self : textThing(trimmed(literal, literalOf(first), name));
    case 'translate':
      return textThing(translated(literal, first) ?? hole('(translated)', taintOf(value)));
    case 'zfill':
    case 'ljust':
    case 'rjust':
    case 'center':
    case 'padStart':
    case 'padEnd':
      return textThing(join([value, hole('(padding)', {}, 'word')]));
    case 'partition':
    case 'rpartition':
      return listThing([
        textThing(hole('(part)', taintOf(value))),
        textThing(hole('(part)', taintOf(value))),
        textThing(hole('(part)', taintOf(value))),
      ]);
    case 'hex':
      return textThing(hole('(hex)', taintOf(value), 'word'));
    case 'match':
    case 'matchAll':
      return listThing([textThing(hole('(match)', taintOf(value)))], true);
    case 'reverse':
      return literal === undefined ? self : textThing([...literal].reverse().join(''));
    default:
      return undefined;
  }
}

/** `.decode('hex')`, `.toString('base64')`: what code is packed into. */
function kept(self: Text, name: string, first: Thing | undefined): Thing {
  const literal = textOf(self.value);
  const coding = literalOf(first)?.toLowerCase().replace(/[-_]/g, '');
  if (coding === undefined || !/^(?:decode|encode|toString)$/.test(name)) {
    return first === undefined && /^(?:strip|trim)$/.test(name) && literal !== undefined ? textThing(literal.trim()) : self;
  }
  if (coding === 'rot13' && literal !== undefined) return textThing(rot13(literal));
  if (name === 'decode' && /^(?:base64|hex)$/.test(coding) && literal !== undefined)
    return textThing(
      (coding === 'hex' ? decodeHex(literal) : decodeBase64(literal)) ?? hole('(decoded text)', { decoded: true }),
    );
  if (name !== 'decode' && /^(?:base64|base64url|hex)$/.test(coding))
    return literal === undefined
      ? textThing(hole('(encoded)', taintOf(self.value), 'word'))
      : textThing(Buffer.from(literal).toString(coding as 'hex' | 'base64'));
  return self;
}

function letterCode(literal: string | undefined, at: Thing | undefined): Thing {
  const place = at === undefined ? 0 : at.type === 'number' ? at.value : undefined;
  const code = literal === undefined || place === undefined ? undefined : literal.codePointAt(place);
  return code === undefined ? NUMBER : { type: 'number', value: code };
}

function joined(separator: Value, given: Thing | undefined): Value {
  const { items, open } = elementsOf(given ?? { type: 'nothing' });
  const values = items.flatMap((item, at) => (at === 0 ? [toText(item)] : [separator, toText(item)]));
  return open ? join([...values, hole('(more)')]) : join(values);
}

function split(value: Value, by: string | undefined, name: string): Thing {
  const literal = textOf(value);
  if (literal === undefined)
    return listThing(
      splitFields(value, by === undefined ? /\s+/ : by === '' ? /(?!)/ : pattern(by)).map((one) => textThing(one)),
      true,
    );
  const parts =
    by === undefined ? (name === 'split' || name === 'rsplit' ? literal.trim().split(/\s+/) : [literal]) : literal.split(by);
  return listThing(
    parts.slice(0, 4096).map((one) => textThing(one)),
    parts.length > 4096,
  );
}

function pattern(literal: string): RegExp {
  return new RegExp(literal.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
}

function replaced(value: Value, from: Thing | undefined, to: Thing | undefined, name: string): Value {
  const [literal, search, other] = [textOf(value), literalOf(from), literalOf(to)];
  if (literal !== undefined && search !== undefined && other !== undefined && name !== 'replace')
    return text(literal.replaceAll(search, other));
  if (literal !== undefined && search !== undefined && other !== undefined) return text(literal.split(search).join(other));
  // Names of known folders are nothing that somebody else makes up.
  const known = value.every((part) => part.type !== 'hole' || part.nature === 'word');
  return hole(
    known ? `$(${show(value).slice(0, 30)}…)` : `${show(value).slice(0, 30)}…`,
    { ...taintOf(value), ...(to === undefined ? {} : taintOf(toText(to))) },
    value.every(isWord) ? 'word' : 'any',
  );
}

function isWord(one: Value[number]): boolean {
  return one.type === 'hole' && one.nature === 'word';
}

function part(literal: string | undefined, value: Value, args: readonly Thing[], name: string): Value {
  const bounds = args.map((arg) => (arg.type === 'number' ? arg.value : undefined));
  if (literal === undefined || bounds.some((bound) => bound === undefined))
    return hole(`${show(value).slice(0, 30)}…`, taintOf(value), value.every(isWord) ? 'word' : 'any');
  const [from = 0, to] = bounds;
  const letters = [...literal];
  if (name === 'at' || name === 'charAt') return text(letters.at(from) ?? '');
  return text(cut(letters, [from, name === 'substr' && to !== undefined ? from + to : (to ?? null), null]).join(''));
}

function trimmed(literal: string, other: string | undefined, name: string): string {
  if (name === 'removeprefix' && other !== undefined && literal.startsWith(other)) return literal.slice(other.length);
  if (name === 'removesuffix' && other !== undefined && literal.endsWith(other))
    return literal.slice(0, -other.length || undefined);
  return literal;
}

/** With a table from `str.maketrans('abc', 'xyz')`. */
function translated(literal: string | undefined, table: Thing | undefined): string | undefined {
  const [from, to] = table?.type === 'made' ? table.args.map((arg) => literalOf(arg)) : [];
  if (literal === undefined || from === undefined || to === undefined) return undefined;
  const [letters, others] = [[...from], [...to]];
  return [...literal]
    .map((letter) => (letters.includes(letter) ? (others[letters.lastIndexOf(letter)] ?? letter) : letter))
    .join('');
}
