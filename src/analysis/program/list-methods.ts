// A method of a list or of an object in, what it gives out, in Python and in JavaScript.
import { join, text } from '../value.ts';
import { type Call, type Dictionary, dictionaryMethod } from './dictionary-methods.ts';
import { elementsOf } from './elements.ts';
import { anyOf } from './members.ts';
import { cut } from './operators.ts';
import type { Given } from './program.ts';
import { eitherThing, listThing, NOTHING, NUMBER, type Thing, textThing, toText, unknownThing } from './thing.ts';

type List = Extract<Thing, { type: 'list' }>;

const MAX_ROUNDS = 300;

export function listMethod(self: List | Dictionary, name: string, given: Given, call: Call): Thing | undefined {
  return self.type === 'list' ? ofList(self, name, given.args, call) : dictionaryMethod(self, name, given.args, call);
}

function ofList(self: List, name: string, args: readonly Thing[], call: Call): Thing | undefined {
  const [first = NOTHING, second = NOTHING] = args;
  switch (name) {
    case 'append':
    case 'push':
    case 'add':
    case 'unshift':
    case 'insert':
    case 'appendleft':
      if (self.items.length < 4096) {
        if (name === 'unshift' || name === 'appendleft') self.items.unshift(...args);
        else if (name === 'insert') self.items.splice(first.type === 'number' ? (first.value ?? 0) : 0, 0, second);
        else self.items.push(...args);
      }
      return NUMBER;
    case 'extend':
    case 'update':
      self.items.push(...elementsOf(first).items.slice(0, 4096));
      return NOTHING;
    case 'concat':
      return listThing([...self.items, ...args.flatMap((arg) => (arg.type === 'list' ? arg.items : [arg]))], self.open);
    case 'reverse':
      self.items.reverse();
      return self;
    case 'toReversed':
      return listThing([...self.items].reverse(), self.open);
    case 'slice':
      return slice(self, args);
    case 'join': {
      const separator = first.type === 'nothing' ? text(',') : toText(first);
      const values = self.items.flatMap((item, at) => (at === 0 ? [toText(item)] : [separator, toText(item)]));
      return textThing(join(self.open ? [...values, toText(unknownThing('(more)'))] : values));
    }
    case 'map':
    case 'flatMap':
    case 'forEach': {
      const all = self.items.length === 0 && self.open ? [unknownThing('(item)')] : self.items;
      const given = all.slice(0, MAX_ROUNDS).map((item, at) => call(first, [item, { type: 'number', value: at }, self]));
      const flat = name === 'flatMap' ? given.map((one) => (one.type === 'list' ? one : elementsOf(listThing([one])))) : [];
      return listThing(
        name === 'flatMap' ? flat.flatMap(({ items }) => items) : given,
        self.open || self.items.length > MAX_ROUNDS || flat.some(({ open }) => open),
      );
    }
    case 'filter':
    case 'find':
    case 'some':
    case 'every':
    case 'findLast':
    case 'sort':
    case 'toSorted':
      for (const item of self.items.slice(0, MAX_ROUNDS)) call(first, [item, item]);
      return name.startsWith('find')
        ? anyOf(self)
        : /^(?:some|every)$/.test(name)
          ? NUMBER
          : listThing(self.items, name === 'filter' || self.open);
    case 'reduce':
    case 'reduceRight':
      return reduce(name === 'reduce' ? self.items : [...self.items].reverse(), args, call);
    case 'pop':
    case 'shift':
    case 'popleft':
      return self.items.length > 0 ? eitherThing(self.items) : unknownThing('(item)');
    case 'at':
      return first.type === 'number' && first.value !== undefined && !self.open
        ? (self.items.at(first.value) ?? NOTHING)
        : anyOf(self);
    case 'entries':
      return listThing(
        self.items.map((item, at) => listThing([{ type: 'number', value: at }, item])),
        self.open,
      );
    case 'values':
    case 'copy':
      return self;
    case 'flat':
      return listThing(
        self.items.flatMap((item) => (item.type === 'list' ? item.items : [item])),
        self.open,
      );
    case 'keys':
      return listThing(
        self.items.map((_, value) => ({ type: 'number', value })),
        self.open,
      );
    case 'fill':
      return listThing(
        self.items.map(() => first),
        self.open,
      );
    case 'splice':
      self.items.push(...args.slice(2));
      return listThing(self.items, true);
    case 'index':
    case 'indexOf':
    case 'count':
    case 'includes':
    case 'remove':
    case 'clear':
    case 'discard':
    case 'has':
    case 'delete':
    case 'lastIndexOf':
    case 'findIndex':
      return NUMBER;
    default:
      return undefined;
  }
}

function slice(self: List, args: readonly Thing[]): Thing {
  const bounds = args.map((arg) => (arg.type === 'number' ? arg.value : undefined));
  if (self.open || bounds.some((bound) => bound === undefined)) return listThing(self.items, true);
  return listThing(cut(self.items, [bounds[0] ?? null, bounds[1] ?? null, null]));
}

function reduce(items: readonly Thing[], args: readonly Thing[], call: Call): Thing {
  const [how = NOTHING, start] = args;
  let [result, rest] = start === undefined ? [items[0] ?? NOTHING, items.slice(1)] : [start, items];
  for (const [at, item] of rest.slice(0, MAX_ROUNDS).entries()) result = call(how, [result, item, { type: 'number', value: at }]);
  rest = [];
  return result;
}
