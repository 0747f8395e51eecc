// Functions made of others, tuples with names, templates and the operators that Python has as functions.
import type { ApiCall, Apis } from '../program/api.ts';
import { elementsOf } from '../program/elements.ts';
import { operate } from '../program/operators.ts';
import { BOUND, literalOf, madeThing, NOTHING, type Thing, textThing, toText, unknownThing } from '../program/thing.ts';
import { hole, join, text, type Value } from '../value.ts';
import { decodes } from './make.ts';
import { dictionary } from './python-values.ts';

export const PYTHON_COLLECTIONS: Apis = {
  'functools.partial functools.partialmethod': {
    does: ({ args: [self = NOTHING, ...args], named }) => madeThing(BOUND, { self, args, named }),
  },
  'operator.attrgetter operator.itemgetter operator.methodcaller': {
    does: ({ args, name }) => madeThing(`${name}()`, { args }),
  },
  'operator.attrgetter() operator.itemgetter()': {
    does: ({ args: [of = NOTHING], self, member }) =>
      (literalOf(givenTo(self)[0]) ?? '(member)').split('.').reduce((one, name) => member(one, name), of),
  },
  'operator.methodcaller()': {
    does: ({ args: [of = NOTHING], self, member, call }) => {
      const [name, ...rest] = givenTo(self);
      return call(member(of, literalOf(name) ?? '(member)'), rest);
    },
  },
  'operator.add operator.concat operator.iadd': {
    does: ({ args: [left = NOTHING, right = NOTHING] }) => operate('+', left, right),
  },
  'operator.getitem': { does: ({ args: [of = NOTHING, key], member }) => member(of, literalOf(key) ?? '(member)') },
  'operator.call': { does: ({ args: [what = NOTHING, ...rest], call }) => call(what, rest) },
  'str.join str.format str.replace str.lower str.upper str.strip str.split str.lstrip str.rstrip str.encode bytes.decode str.title str.swapcase str.translate list.append bytes.join':
    {
      does: ({ name, args: [of = NOTHING, ...rest], member, call }) => call(member(of, name.slice(name.indexOf('.') + 1)), rest),
    },
  'bytes bytearray': { does: ({ args: [of] }) => spelled(of) },
  'types.SimpleNamespace argparse.Namespace': {
    does: ({ named }) => ({ type: 'object', entries: new Map(named), rest: unknownThing('(attribute)') }),
  },
  'collections.namedtuple typing.NamedTuple': { does: ({ args, name }) => madeThing(`${name}()`, { args: fieldsOf(args[1]) }) },
  'collections.namedtuple() typing.NamedTuple()': { does: tuple },
  'collections.OrderedDict collections.defaultdict collections.ChainMap': { does: (call) => ordered(call) },
  'string.Template string.Template().template': {
    does: ({ args: [pattern = NOTHING] }) => madeThing('string.Template()', { self: pattern }),
  },
  'string.Template().substitute string.Template().safe_substitute': { does: substituted },
  'urllib.parse.unquote urllib.parse.unquote_plus': decodes('0 string', unquoted),
};

/** What the function that made it was called with. */
function givenTo(thing: Thing): readonly Thing[] {
  return thing.type === 'made' ? thing.args : [];
}

function fieldsOf(thing: Thing | undefined): readonly Thing[] {
  const literal = literalOf(thing);
  if (literal !== undefined) return literal.split(/[\s,]+/).map((name) => textThing(name));
  return elementsOf(thing ?? NOTHING).items.map((item) => (item.type === 'list' ? (item.items[0] ?? item) : item));
}

function tuple({ self, args, named }: ApiCall): Thing {
  const names = givenTo(self).map((name, at) => literalOf(name) ?? `(${at})`);
  return {
    type: 'object',
    entries: new Map([...args.map((arg, at): [string, Thing] => [names[at] ?? `(${at})`, arg]), ...named]),
  };
}

/** A dictionary; what makes its entries is not among them. */
function ordered(call: ApiCall): Thing {
  const given = call.args.filter((arg) => arg.type === 'object');
  return given.length === 0 ? madeThing(`${call.name}()`, { args: call.args }) : dictionary({ ...call, args: given });
}

function substituted({ self, args: [given], named }: ApiCall): Thing {
  const pattern = self.type === 'made' ? toText(self.self ?? NOTHING) : [];
  const names = new Map([...(given?.type === 'object' ? given.entries : []), ...named]);
  const pieces = pattern.flatMap((part) =>
    part.type === 'hole'
      ? [[part]]
      : part.text.split(/(\$\w+|\$\{\w+\})/).map((piece, at): Value => {
          if (at % 2 === 0) return text(piece);
          const thing = names.get(piece.replace(/[${}]/g, ''));
          return thing === undefined ? hole(piece) : toText(thing);
        }),
  );
  return textThing(join(pieces));
}

function unquoted(literal: string): string | undefined {
  try {
    return decodeURIComponent(literal.replaceAll('+', ' '));
  } catch {
    return undefined;
  }
}

/** Letters by their numbers. */
function spelled(thing: Thing | undefined): Thing {
  const numbers =
    thing?.type === 'list' && !thing.open
      ? thing.items.map((item) => (item.type === 'number' ? item.value : undefined))
      : [undefined];
  if (thing?.type === 'list' && numbers.every((one) => one !== undefined))
    return textThing(String.fromCodePoint(...numbers.flatMap((one) => one ?? [])));
  return textThing(thing === undefined || thing.type === 'number' ? hole('(bytes)') : toText(thing));
}
