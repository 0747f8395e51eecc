// Texts, lists and objects that the libraries of JavaScript make out of others: decoded, packed, gathered.

import { gunzipSync, inflateSync } from 'node:zlib';
import { decodeBase64, decodeHex } from '../decode.ts';
import type { ApiCall, Apis } from '../program/api.ts';
import { elementsOf } from '../program/elements.ts';
import {
  listThing,
  literalOf,
  madeThing,
  NOTHING,
  type Thing,
  taintOfThing,
  textThing,
  toText,
  wordThing,
} from '../program/thing.ts';
import { hole, isTainted, join, show, text, type Value } from '../value.ts';
import { thingOfJson } from './json.ts';
import { decodes, NUMBERS, WORD } from './make.ts';

export const JAVASCRIPT_MADE: Apis = {
  'atob Buffer.base64': decodes('0', decodeBase64),
  'Buffer.from Buffer buffer.Buffer.from': { does: buffered },
  'btoa crypto.createHash().update().digest crypto.randomBytes().toString encodeURIComponent escape': {
    does: ({ args, self, name }) => textThing(hole(`${name}()`, taintOfThing(listThing([self, ...args])), 'word')),
  },
  'decodeURIComponent unescape querystring.unescape': {
    does: ({ args: [given = NOTHING] }) =>
      textThing(literalOf(given) === undefined ? toText(given) : unescaped(literalOf(given) ?? '')),
  },
  'String.fromCharCode String.fromCodePoint': { does: spelled },
  'String.raw String Object structuredClone Array.of util.format util.inspect TextDecoder().decode TextEncoder().encode Buffer.concat Promise.resolve *.json *.text *.arrayBuffer *.blob *.valueOf':
    { does: same },
  'JSON.stringify querystring.stringify URLSearchParams FormData Blob js-yaml.dump': {
    does: ({ args, name }) => madeThing(`${name}()`, { args, content: hole(`${name}()`, taintOfThing(listThing(args))) }),
  },
  'Map WeakMap': { does: ({ args }) => mapOf(args[0]) },
  'Set WeakSet': { does: ({ args }) => listThing(args[0] === undefined ? [] : elementsOf(args[0]).items, true) },
  'Object.getOwnPropertyDescriptor': {
    does: ({ args: [of = NOTHING, key], member }) => ({
      type: 'object',
      entries: new Map([['value', member(of, literalOf(key) ?? '(member)')]]),
    }),
  },
  'JSON.parse': {
    does: ({ args: [given = NOTHING] }) =>
      thingOfJson(literalOf(given) ?? '') ??
      madeThing('JSON.parse()', { args: [given], content: documentOf(given) }),
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
  'Object.assign Object.freeze Object.fromEntries': { does: ({ args }) => args[0] ?? NOTHING },
  'zlib.gunzipSync zlib.inflateSync zlib.unzipSync zlib.brotliDecompressSync zlib.inflateRawSync': { does: unpacked },
  'parseInt parseFloat Number Date.now Math.random Math.floor Math.round Math.ceil Math.max Math.min performance.now os.cpus BigInt':
    NUMBERS,
  'crypto.randomUUID Date().toISOString Date().getTime Symbol os.hostname os.platform os.userInfo nanoid.nanoid process.hrtime':
    WORD,
};

function buffered(call: ApiCall): Thing {
  const [given = NOTHING, coding] = call.args;
  const how = literalOf(coding)?.toLowerCase();
  const literal = literalOf(given);
  if (given.type === 'list' && !given.open && given.items.every((item) => item.type === 'number'))
    return spelled({ ...call, args: given.items });
  if (how === undefined || !/^(?:base64|base64url|hex)$/.test(how))
    return given.type === 'text' ? given : textThing(toText(given));
  const decoded = literal === undefined ? undefined : how === 'hex' ? decodeHex(literal) : decodeBase64(literal);
  return textThing(decoded === undefined ? hole('(decoded text)', { ...taintOfThing(given), decoded: true }) : text(decoded));
}

function spelled({ args }: Pick<ApiCall, 'args'>): Thing {
  const numbers = args.map((arg) => (arg.type === 'number' ? arg.value : undefined));
  const known = numbers.every((one) => one !== undefined && one >= 0 && one <= 0x10ffff);
  return textThing(
    known ? numbers.map((one) => String.fromCodePoint(one ?? 0)).join('') : hole('(letters)', taintOfThing(listThing(args))),
  );
}

export function unescaped(literal: string): string {
  try {
    return decodeURIComponent(literal);
  } catch {
    return literal;
  }
}

function same(call: ApiCall): Thing {
  const first = call.name.includes('.') && call.args.length === 0 ? call.self : (call.args[0] ?? call.self);
  if (call.args.length < 2 || call.name === 'String.raw')
    return first.type === 'list' && call.name.startsWith('Buffer')
      ? textThing(join(first.items.map((item) => toText(item))))
      : first;
  return textThing(hole(`${call.name}()`, taintOfThing(listThing([...call.args]))));
}

function gathered(call: ApiCall): Thing {
  const [given = NOTHING, each] = call.args;
  const { items, open } = elementsOf(given);
  if (each?.type === 'function')
    return listThing(
      items.length > 0 ? items.slice(0, 300).map((item) => call.call(each, [item, wordThing('(index)')])) : [call.call(each, [])],
      true,
    );
  return listThing(items, open || given.type === 'object');
}

function unpacked(call: ApiCall): Thing {
  const given = call.args[0] ?? NOTHING;
  const literal = literalOf(given);
  const taint = taintOfThing(given);
  try {
    if (literal !== undefined) {
      const bytes = Buffer.from(literal, 'latin1');
      return textThing(
        (call.name.includes('gunzip') ? gunzipSync : inflateSync)(bytes, { maxOutputLength: 64 * 1024 }).toString('utf8'),
      );
    }
  } catch {
    // Not what it seemed: told below.
  }
  return textThing(hole('(unpacked text)', isTainted(taint) ? { ...taint, decoded: true } : { decoded: true }));
}

function mapOf(pairs: Thing | undefined): Thing {
  const entries = new Map<string, Thing>();
  let rest: Thing | undefined;
  for (const pair of pairs === undefined ? [] : elementsOf(pairs).items) {
    const [key, thing = NOTHING] = elementsOf(pair).items;
    const name = literalOf(key);
    if (name === undefined) rest = thing;
    else entries.set(name, thing);
  }
  return { type: 'object', entries, rest, pairs: true };
}

/** What is known of a document that only the run can read: where it lies. */
function documentOf(given: Thing): Value {
  const shown = show(toText(given));
  return hole(/^\$\(<[^()]*\)$/.test(shown) ? shown : 'JSON.parse()', taintOfThing(given));
}
