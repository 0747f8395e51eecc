// Lists, objects and maps that JavaScript's own functions make out of others.
import type { ApiCall, Apis } from '../program/api.ts';
import { elementsOf } from '../program/elements.ts';
import { listThing, literalOf, NOTHING, type Thing, textThing, wordThing } from '../program/thing.ts';

export const JAVASCRIPT_OBJECTS: Apis = {
  'Array Array.of Uint8Array Uint8Array.from Uint8Array.of Uint16Array Uint16Array.from Int32Array.from Uint32Array.from Buffer.of':
    {
      does: arrayOf,
    },
  'Object.fromEntries': { does: ({ args }) => entriesOf(args[0]) },
  'Object.assign': { does: assigned },
  'Object.defineProperty Reflect.defineProperty Reflect.set': { does: defined },
  'Object.create Object.setPrototypeOf': { does: inherited },
  'Map WeakMap': { does: ({ args }) => ({ ...entriesOf(args[0]), pairs: true }) },
  'Set WeakSet': { does: ({ args }) => listThing(args[0] === undefined ? [] : elementsOf(args[0]).items, true) },
  'Object.getOwnPropertyDescriptor': {
    does: ({ args: [of = NOTHING, key], member }) => ({
      type: 'object',
      entries: new Map([['value', member(of, literalOf(key) ?? '(member)')]]),
    }),
  },
  'Promise.all Promise.allSettled Promise.any Promise.race Array.from': { does: (call) => gathered(call) },
  'Object.keys Object.getOwnPropertyNames Reflect.ownKeys': {
    does: ({ args: [of = NOTHING] }) => listThing(elementsOf(of).items, of.type !== 'object' || of.rest !== undefined),
  },
  'Object.values': {
    does: ({ args: [of = NOTHING] }) =>
      listThing(of.type === 'object' ? [...of.entries.values(), ...(of.rest ? [of.rest] : [])] : elementsOf(of).items, true),
  },
  'Object.entries': {
    does: ({ args: [of = NOTHING] }) =>
      listThing(
        of.type === 'object' ? [...of.entries].map(([key, thing]) => listThing([textThing(key), thing])) : elementsOf(of).items,
        of.type !== 'object' || of.rest !== undefined,
      ),
  },
  'Object.freeze Object.seal Object.preventExtensions': { does: ({ args }) => args[0] ?? NOTHING },
};

function entriesOf(pairs: Thing | undefined): Extract<Thing, { type: 'object' }> {
  const entries = new Map<string, Thing>();
  let rest: Thing | undefined;
  for (const pair of pairs === undefined ? [] : elementsOf(pairs).items) {
    const [key, thing = NOTHING] = elementsOf(pair).items;
    const name = literalOf(key);
    if (name === undefined) rest = thing;
    else entries.set(name, thing);
  }
  return { type: 'object', entries, rest };
}

/** `Array(3)` is three of nothing; other arguments are its items. */
function arrayOf({ args, name }: ApiCall): Thing {
  const [first] = args;
  if (/from$/.test(name) || first?.type === 'list')
    return first === undefined ? listThing([]) : listThing(elementsOf(first).items, elementsOf(first).open);
  if (args.length === 1 && first?.type === 'number' && !name.endsWith('.of'))
    return listThing(
      Array.from({ length: Math.min(first.value ?? 1, 300) }, () => NOTHING),
      first.value === undefined,
    );
  return listThing(args);
}

function assigned({ args: [target = NOTHING, ...sources], set }: ApiCall): Thing {
  for (const source of sources) {
    if (source.type === 'object') for (const [key, thing] of source.entries) set(target, textThing(key), thing);
    else if ((source.type === 'ref' || source.type === 'made') && target.type === 'object') target.base = source;
  }
  return target;
}

function defined({ args: [target = NOTHING, key = NOTHING, how = NOTHING], name, member, later, set }: ApiCall): Thing {
  if (name === 'Reflect.set') set(target, key, how);
  const value = how.type === 'object' ? how.entries.get('value') : undefined;
  if (value !== undefined) set(target, key, value);
  else if (how.type === 'object') later(member(how, 'get'), []);
  return target;
}

function inherited({ args: [first = NOTHING, second = NOTHING], name }: ApiCall): Thing {
  if (name === 'Object.create') return { type: 'object', entries: new Map(), base: first };
  return first.type === 'object' ? { ...first, base: second } : first;
}

function gathered(call: ApiCall): Thing {
  const [given = NOTHING, each] = call.args;
  const size = given.type === 'object' ? given.entries.get('length') : undefined;
  if (size?.type === 'number' && each?.type === 'function')
    return listThing(
      Array.from({ length: Math.min(size.value ?? 1, 300) }, (_, at) =>
        call.call(each, [NOTHING, { type: 'number', value: at }]),
      ),
      size.value === undefined,
    );
  const { items, open } = elementsOf(given);
  if (each?.type === 'function')
    return listThing(
      items.length > 0
        ? items
            .slice(0, 300)
            .map((item, at) => call.call(each, [item, open ? wordThing('(index)') : { type: 'number', value: at }]))
        : [call.call(each, [])],
      open || items.length === 0 || items.length > 300,
    );
  return listThing(items, open || given.type === 'object');
}
