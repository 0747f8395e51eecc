// A method of a dictionary of Python, or of an object or a Map of JavaScript, in; what it gives out.
import {
  eitherThing,
  listThing,
  literalOf,
  NOTHING,
  NUMBER,
  type Thing,
  taintOfThing,
  textThing,
  unknownThing,
} from './thing.ts';

export type Call = (what: Thing, args: readonly Thing[]) => Thing;
export type Dictionary = Extract<Thing, { type: 'object' }>;

export function dictionaryMethod(self: Dictionary, name: string, args: readonly Thing[], call: Call): Thing | undefined {
  const [first = NOTHING, second] = args;
  const all = () => [...self.entries.values(), ...(self.rest ? [self.rest] : [])];
  const own = self.class?.members.get(name);
  if (own !== undefined) return undefined;
  switch (name) {
    case 'get':
    case 'pop':
    case 'setdefault': {
      const key = literalOf(first);
      const found = key === undefined ? eitherThing(all()) : (self.entries.get(key) ?? self.rest);
      return eitherThing([...(found ? [found] : []), ...(second ? [second] : [])]);
    }
    case 'forEach':
      for (const [key, thing] of self.entries) call(first, [thing, textThing(key), self]);
      if (self.rest !== undefined) call(first, [self.rest]);
      return NOTHING;
    case 'entries':
    case 'items':
      return listThing(
        [...self.entries, ...(self.rest ? [['(key)', self.rest] as const] : [])].map(([key, thing]) =>
          listThing([textThing(key), thing]),
        ),
        self.rest !== undefined,
      );
    case 'values':
      return listThing(all(), self.rest !== undefined);
    case 'keys':
      return listThing(
        [...self.entries.keys()].map((key) => textThing(key)),
        self.rest !== undefined,
      );
    case 'update':
      if (first.type === 'object') for (const [key, thing] of first.entries) self.entries.set(key, thing);
      else self.rest = unknownThing('(…)', taintOfThing(first));
      return NOTHING;
    case 'set':
      if (second !== undefined && self.class === undefined) self.entries.set(literalOf(first) ?? '(key)', second);
      return self;
    case 'copy':
      return { ...self, entries: new Map(self.entries) };
    case 'hasOwnProperty':
    case 'has':
    case 'delete':
    case 'clear':
      return NUMBER;
    default:
      return undefined;
  }
}
