// Literal encoded text in, what the usual programs make of it out; undefined where they would not, or it is no text.
import { hole, join, taintOf, text, textOf, type Value } from './value.ts';

const SIMPLE: Readonly<Record<string, string>> = {
  a: '\u0007',
  b: '\b',
  e: '\u001b',
  E: '\u001b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  '\\': '\\',
  '"': '"',
  "'": "'",
};

/** Backslash escapes, as `echo -e` and `printf` know them. */
export function escapes(literal: string): string {
  return literal.replace(/\\(x[0-9a-fA-F]{1,2}|u[0-9a-fA-F]{1,4}|U[0-9a-fA-F]{1,8}|0?[0-7]{1,3}|.)/gs, (whole, code: string) => {
    if (/^[xuU]/.test(code) && code.length > 1) return character(Number.parseInt(code.slice(1), 16)) ?? whole;
    if (/^[0-7]/.test(code)) return character(Number.parseInt(code, 8) & 0xff) ?? whole;
    return SIMPLE[code] ?? whole;
  });
}

function character(code: number): string | undefined {
  return code <= 0x10ffff ? String.fromCodePoint(code) : undefined;
}

/** `printf`: the pattern is used again while there are values. */
export function format(pattern: string, values: readonly Value[]): Value {
  const pieces = pattern.split(/(%[-+ #0]*\d*(?:\.\d+)?[a-zA-Z%]|%\([^)]*\)T)/);
  const needs = pieces.filter((piece, at) => at % 2 === 1 && piece !== '%%').length;
  const rounds = needs === 0 ? 1 : Math.max(1, Math.ceil(values.length / needs));
  let next = 0;
  const output: Value[] = [];
  for (let round = 0; round < Math.min(rounds, 256); round++) {
    for (const [at, piece] of pieces.entries()) {
      if (at % 2 === 0) output.push(text(escapes(piece)));
      else if (piece === '%%') output.push(text('%'));
      else output.push(directive(piece, values[next++] ?? []));
    }
  }
  return join(output);
}

function directive(piece: string, value: Value): Value {
  const literal = textOf(value);
  if (literal === undefined)
    return /s$/.test(piece) ? value : hole('(formatted)', taintOf(value), /[diouxX]$/.test(piece) ? 'word' : 'any');
  switch (piece.at(-1)) {
    case 's':
    case 'q':
      return text(literal);
    case 'b':
      return text(escapes(literal));
    case 'c':
      return text(literal.slice(0, 1));
    case 'd':
    case 'i':
    case 'u':
      return /^-?\d*$/.test(literal) ? text(literal || '0') : hole('(number)', {}, 'word');
    case 'x':
    case 'X':
    case 'o':
      return /^\d+$/.test(literal) ? text(Number(literal).toString(piece.endsWith('o') ? 8 : 16)) : hole('(number)', {}, 'word');
    default:
      return hole('(formatted)', {}, 'word');
  }
}

export function decodeBase64(literal: string): string | undefined {
  const packed = literal.replace(/\s/g, '');
  return /^[A-Za-z0-9+/_-]+={0,2}$/.test(packed) ? readable(Buffer.from(packed, 'base64')) : undefined;
}

export function decodeHex(literal: string): string | undefined {
  const packed = literal.replace(/\s/g, '');
  return /^(?:[0-9a-fA-F]{2})+$/.test(packed) ? readable(Buffer.from(packed, 'hex')) : undefined;
}

/** As UTF-8; bytes that are none are kept one by one, for what unpacks them. */
export function readable(bytes: Buffer): string {
  const decoded = bytes.toString('utf8');
  return decoded.includes('\ufffd') ? bytes.toString('latin1') : decoded;
}

const CLASSES: Readonly<Record<string, string>> = {
  '[:lower:]': 'a-z',
  '[:upper:]': 'A-Z',
  '[:digit:]': '0-9',
  '[:space:]': ' \\t\\n',
  '[:alpha:]': 'A-Za-z',
  '[:alnum:]': 'A-Za-z0-9',
};

interface Translation {
  /** Of the characters that are not in the first set. */
  readonly complements: boolean;
  readonly deletes: boolean;
  readonly squeezes: boolean;
}

/** `tr from to`. Undefined where a set is written in a way that is not known. */
export function translate(literal: string, from: string, to: string | undefined, how: Translation): string | undefined {
  const source = spell(from);
  const target = to === undefined ? undefined : spell(to);
  if (source === undefined || (to !== undefined && target === undefined)) return undefined;
  const places = new Map(source.map((one, at) => [one, at]));
  const takes = (one: string) => places.has(one) !== how.complements;
  const last = target?.at(-1) ?? '';
  const changed = [...literal].flatMap((one) => {
    if (!takes(one)) return [one];
    if (how.deletes) return [];
    if (target === undefined) return [one];
    return [how.complements ? last : (target[Math.min(places.get(one) ?? 0, target.length - 1)] ?? '')];
  });
  if (!how.squeezes) return changed.join('');
  const squeezed = new Set(target ?? source);
  return changed
    .filter((one, at) => one !== changed[at - 1] || (target === undefined ? !takes(one) : !squeezed.has(one)))
    .join('');
}

function spell(set: string): string[] | undefined {
  if (/\[=.=\]|\[.\*\d*\]/s.test(set)) return undefined;
  const plain = escapes(set.replace(/\[:\w+:\]/g, (name) => CLASSES[name] ?? ''));
  const spelled = plain.replace(/(.)-(.)/gs, (whole, first: string, last: string) => {
    const [from, to] = [first.charCodeAt(0), last.charCodeAt(0)];
    return to < from || to - from > 255
      ? whole
      : Array.from({ length: to - from + 1 }, (_, at) => String.fromCharCode(from + at)).join('');
  });
  return [...spelled];
}

export function rot13(literal: string): string {
  return literal.replace(/[a-z]/gi, (one) => {
    const base = one <= 'Z' ? 65 : 97;
    return String.fromCharCode(((one.charCodeAt(0) - base + 13) % 26) + base);
  });
}
