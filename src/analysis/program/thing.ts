// What is known of a value that Python or JavaScript would hold at run time, and what it is as a text.
import { EMPTY, either as eitherValue, hole, show, type Taint, taintOf, text, textOf, type Value } from '../value.ts';
import type { ClassNode, FunctionNode } from './tree.ts';

export type Thing =
  /** A text or bytes; `of` names its class where it is more than that: `pathlib.Path`. */
  | { readonly type: 'text'; readonly value: Value; readonly of?: string }
  | { readonly type: 'number'; readonly value?: number }
  /** `open`: there may be more items, or other ones of the same kind. */
  | { readonly type: 'list'; readonly items: Thing[]; readonly open: boolean }
  /** A dictionary, or an instance of a class of this block. `rest` stands for all keys that are not listed; `base` is asked for them first. */
  | {
      readonly type: 'object';
      readonly entries: Map<string, Thing>;
      rest?: Thing | undefined;
      readonly class?: ClassThing;
      base?: Thing;
      /** `pairs`: a Map, of which a loop gets keys with what they hold. `since`: when it was made. `maybe`: set in a branch since then. */
      readonly pairs?: true;
      readonly since?: number;
      maybe?: Set<string>;
    }
  /** Something of a module or a global: `os.system`, `fs.promises.rm`. */
  | { readonly type: 'ref'; readonly name: string }
  | Made
  | FunctionThing
  | ClassThing
  /** A method of a text, a list or something unknown. */
  | { readonly type: 'method'; readonly of: Thing; readonly name: string }
  /** `hidden`: reached through a name that is decided at run time, so that calling it can be anything. */
  | { readonly type: 'unknown'; readonly shown: string; readonly taint: Taint; readonly hidden?: boolean }
  | { readonly type: 'either'; readonly ways: readonly Thing[] }
  | { readonly type: 'nothing' };

/** What a call or a member gave that nobody here follows further; its name tells where it comes from: `boto3.client().delete_bucket`. */
export interface Made {
  readonly type: 'made';
  readonly by: string;
  readonly self?: Thing | undefined;
  readonly args: readonly Thing[];
  readonly named: ReadonlyMap<string, Thing>;
  /** What reading it as a text gives. */
  readonly content: Value;
  /** What was put into it since. */
  readonly held: Thing[];
  /** As a context or a decorator it puts these in the place of others. */
  readonly replaces?: readonly Replacement[];
}

/** Something that stands in another's place while a test runs. */
export interface Replacement {
  readonly of: Thing;
  readonly name: string;
  readonly by: Thing;
}

export interface FunctionThing {
  readonly type: 'function';
  readonly node: FunctionNode;
  readonly scope: Scope;
  readonly self?: Thing;
  readonly owner?: ClassThing | undefined;
  /** While it runs. */
  readonly replaces?: readonly Replacement[];
}

export interface ClassThing {
  readonly type: 'class';
  readonly node: ClassNode;
  readonly bases: readonly Thing[];
  readonly members: Map<string, Thing>;
}

/** The names that code can see, and what they hold. */
export interface Scope {
  readonly names: Map<string, Thing>;
  readonly parent?: Scope;
  /** Modules all of whose names were taken over: `from os import *`. */
  readonly wildcards: string[];
}

export const NOTHING: Thing = { type: 'nothing' };
export const NUMBER: Thing = { type: 'number' };
/** A function with its first arguments. */
export const BOUND = '(bound)';
const MAX_WAYS = 8;
const MAX_DEPTH = 6;
const MAX_NAME = 160;

export function textThing(value: Value | string, of?: string): Thing {
  return { type: 'text', value: typeof value === 'string' ? text(value) : value, ...(of === undefined ? {} : { of }) };
}

/** A name without a slash, which only the run knows. */
export function wordThing(shown: string): Thing {
  return textThing(hole(shown, {}, 'word'));
}

export function listThing(items: readonly Thing[], open = false): Thing {
  return { type: 'list', items: [...items], open };
}

export function unknownThing(shown: string, taint: Taint = {}, hidden = false): Thing {
  return { type: 'unknown', shown: shown.slice(0, MAX_NAME), taint, ...(hidden ? { hidden } : {}) };
}

export function madeThing(by: string, made: Partial<Omit<Made, 'type' | 'by'>> = {}): Made {
  return { type: 'made', by: by.slice(-MAX_NAME), args: [], named: new Map(), held: [], content: hole(by.slice(0, 60)), ...made };
}

export function eitherThing(things: readonly Thing[]): Thing {
  const ways: Thing[] = [];
  for (const thing of things.flatMap((one) => (one.type === 'either' ? one.ways : [one]))) {
    if (!ways.some((known) => isSame(known, thing))) ways.push(thing);
  }
  const [first] = ways;
  if (first === undefined) return NOTHING;
  if (ways.length === 1) return first;
  if (ways.length <= MAX_WAYS) return { type: 'either', ways };
  return unknownThing(
    '(one of many)',
    taintOfThing(listThing(ways)),
    ways.some((way) => way.type === 'ref' || way.type === 'function'),
  );
}

export function isSame(one: Thing, other: Thing): boolean {
  if (one === other) return true;
  if (one.type === 'text' && other.type === 'text')
    return one.of === other.of && one.value.length === other.value.length && show(one.value) === show(other.value);
  if (one.type === 'number' && other.type === 'number') return one.value === other.value;
  if (one.type === 'ref' && other.type === 'ref') return one.name === other.name;
  if (one.type === 'unknown' && other.type === 'unknown') return one.shown === other.shown && one.hidden === other.hidden;
  if (one.type === 'either' && other.type === 'either')
    return one.ways.length === other.ways.length && one.ways.every((way, at) => isSame(way, other.ways[at] ?? NOTHING));
  return one.type === 'nothing' && other.type === 'nothing';
}

/** All that it may be, each alone. */
export function waysOf(thing: Thing): readonly Thing[] {
  return thing.type === 'either' ? thing.ways : [thing];
}

/** As a text: a path, a host, a word of a command. */
export function toText(thing: Thing, depth = 0): Value {
  switch (thing.type) {
    case 'text':
      return thing.value;
    case 'number':
      return thing.value === undefined ? hole('(number)', {}, 'word') : text(String(thing.value));
    case 'nothing':
      return EMPTY;
    case 'ref':
      return hole(thing.name);
    case 'unknown':
      return hole(thing.shown, thing.taint);
    case 'made':
      return thing.content;
    case 'either':
      return thing.ways.map((way) => toText(way, depth + 1)).reduce(eitherValue, EMPTY);
    case 'list':
      if (depth > MAX_DEPTH) return hole('(list)');
      return hole('(list)', taintOfThing(thing, depth));
    default:
      return hole(`(${thing.type})`, taintOfThing(thing, depth));
  }
}

/** The literal text, where it is one. */
export function literalOf(thing: Thing | undefined): string | undefined {
  if (thing?.type === 'text') return textOf(thing.value);
  return thing?.type === 'number' && thing.value !== undefined ? String(thing.value) : undefined;
}

export function taintOfThing(thing: Thing, depth = 0): Taint {
  if (depth > MAX_DEPTH) return {};
  const all = (things: Iterable<Thing>): Taint => {
    let taint: Taint = {};
    for (const one of things) taint = { ...taint, ...taintOfThing(one, depth + 1) };
    return taint;
  };
  switch (thing.type) {
    case 'text':
      return taintOf(thing.value);
    case 'unknown':
      return thing.taint;
    case 'made':
      return { ...all([...thing.args, ...thing.named.values(), ...thing.held]), ...taintOf(thing.content) };
    case 'list':
      return all(thing.items);
    case 'object':
      return all([...thing.entries.values(), ...(thing.rest ? [thing.rest] : [])]);
    case 'either':
      return all(thing.ways);
    case 'method':
      return taintOfThing(thing.of, depth + 1);
    default:
      return {};
  }
}
