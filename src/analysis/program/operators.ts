// Operators over what is known: texts and numbers are worked out, paths are joined, the rest keeps where it comes from.
import { hole, join, show, taintOf, text, textOf, type Value } from '../value.ts';
import { formatPercent } from './format-text.ts';
import { eitherThing, listThing, NUMBER, type Thing, taintOfThing, textThing, toText, unknownThing, waysOf } from './thing.ts';

const ARITHMETIC: Readonly<Record<string, (a: number, b: number) => number>> = {
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
  '/': (a, b) => a / b,
  '//': (a, b) => Math.floor(a / b),
  '%': (a, b) => ((a % b) + b) % b,
  '^': (a, b) => a ^ b,
  '&': (a, b) => a & b,
  '|': (a, b) => a | b,
  '<<': (a, b) => a << b,
  '>>': (a, b) => a >> b,
};
const MAX_REPEATED = 10_000;
const MAX_MIXES = 16;

export function operate(operator: string, left: Thing, right: Thing): Thing {
  if (left.type === 'either' || right.type === 'either') {
    const [lefts, rights] = [waysOf(left), waysOf(right)];
    if (lefts.length * rights.length > MAX_MIXES) return unknownThing('(one of many)', taintOfThing(listThing([left, right])));
    return eitherThing(lefts.flatMap((one) => rights.map((other) => operate(operator, one, other))));
  }
  if (left.type === 'number' && right.type === 'number') return numbers(operator, left.value, right.value);
  if (left.type === 'list' && right.type === 'list' && operator === '+')
    return listThing([...left.items, ...right.items], left.open || right.open);
  if (operator === '/' && (isPath(left) || isPath(right)))
    return textThing(joinPath(toText(left), toText(right)), 'pathlib.Path');
  if (operator === '%' && left.type === 'text') return textThing(formatPercent(left.value, right));
  if (operator === '*') return repeated(left, right);
  // The negative of a process's number is its group.
  if (operator === '-' && left.type === 'number' && left.value === 0 && (right.type === 'made' || right.type === 'text'))
    return right;
  if (operator === '|' && (left.type === 'object' || right.type === 'object')) return mixed(left, right);
  if (operator === '+' && (left.type === 'text' || right.type === 'text' || left.type === 'made' || right.type === 'made'))
    return textThing(join([toText(left), toText(right)]));
  return operator === '+'
    ? textThing(join([toText(left), toText(right)]))
    : unknownThing('(result)', taintOfThing(listThing([left, right])));
}

const MAX_WAYS = 8;

/** What is made of several values, each of which may be one of a few. */
export function mix(things: readonly Thing[], make: (values: readonly Value[]) => Thing): Thing {
  const all = things.reduce((product, thing) => product * waysOf(thing).length, 1);
  if (all === 1 || all > MAX_WAYS) return make(things.map((thing) => toText(thing)));
  let rows: (readonly Value[])[] = [[]];
  for (const thing of things) rows = rows.flatMap((row) => waysOf(thing).map((way) => [...row, toText(way)]));
  return eitherThing(rows.map(make));
}

function isPath(thing: Thing): boolean {
  return thing.type === 'text' && thing.of !== undefined;
}

/** As `os.path.join` does: an absolute second part stands alone. */
export function joinPath(left: Value, right: Value): Value {
  if (right[0]?.type === 'text' && right[0].text.startsWith('/')) return right;
  if (left.length === 0) return right;
  if (right.length === 0) return left;
  const ends = left.at(-1)?.text.endsWith('/') === true;
  return join([left, ends ? [] : text('/'), right]);
}

function numbers(operator: string, left: number | undefined, right: number | undefined): Thing {
  const work = ARITHMETIC[operator];
  return left === undefined || right === undefined || work === undefined ? NUMBER : { type: 'number', value: work(left, right) };
}

function repeated(left: Thing, right: Thing): Thing {
  const [one, times] = left.type === 'number' ? [right, left] : [left, right];
  const count = times.type === 'number' ? times.value : undefined;
  if (one.type === 'text') {
    const literal = textOf(one.value);
    if (literal !== undefined && count !== undefined && literal.length * count <= MAX_REPEATED)
      return textThing(literal.repeat(Math.max(0, Math.floor(count))));
    return textThing(hole('(repeated)', taintOf(one.value)));
  }
  if (one.type === 'list') return listThing(one.items, true);
  return NUMBER;
}

function mixed(left: Thing, right: Thing): Thing {
  const entries = new Map<string, Thing>();
  let rest: Thing | undefined;
  for (const side of [left, right]) {
    if (side.type !== 'object') rest = unknownThing('(…)', taintOfThing(side));
    else {
      for (const [key, thing] of side.entries) entries.set(key, thing);
      rest = side.rest ?? rest;
    }
  }
  return { type: 'object', entries, rest };
}

/** `of[from:to:step]`; only literal bounds of literal texts and known lists are worked out. */
export function slice(of: Thing, [from, to, step]: readonly (Thing | undefined)[]): Thing {
  const bounds = [from, to, step].map((thing) => (thing === undefined || thing.type === 'nothing' ? null : numberOf(thing)));
  const known = bounds.every((bound) => bound !== undefined);
  if (of.type === 'text') {
    const literal = textOf(of.value);
    if (literal !== undefined && known) return textThing(cut([...literal], bounds as (number | null)[]).join(''));
    const whole = from === undefined && to === undefined && step === undefined;
    return whole ? of : textThing(hole(`${show(of.value).slice(0, 30)}[…]`, taintOf(of.value)));
  }
  if (of.type === 'list')
    return known && !of.open ? listThing(cut(of.items, bounds as (number | null)[])) : listThing(of.items, true);
  return of.type === 'made' || of.type === 'unknown' ? of : unknownThing('(part)', taintOfThing(of));
}

function numberOf(thing: Thing): number | undefined {
  return thing.type === 'number' ? thing.value : undefined;
}

/** Python's rules, which hold for `slice()` of JavaScript too. */
export function cut<T>(items: readonly T[], [from = null, to = null, step = null]: readonly (number | null)[]): T[] {
  const by = step ?? 1;
  const size = items.length;
  if (by === 0) return [];
  const place = (bound: number | null, other: number) =>
    bound === null ? other : Math.min(Math.max(bound < 0 ? bound + size : bound, by < 0 ? -1 : 0), by < 0 ? size - 1 : size);
  const [start, end] = by > 0 ? [place(from, 0), place(to, size)] : [place(from, size - 1), place(to, -1)];
  const taken: T[] = [];
  for (let at = start; by > 0 ? at < end : at > end; at += by) {
    const item = items[at];
    if (item !== undefined) taken.push(item);
  }
  return taken;
}
