// Texts, lists and objects that the libraries of JavaScript make out of others: decoded, packed, gathered.

import { decodeBase64, decodeHex } from '../decode.ts';
import type { ApiCall, Apis } from '../program/api.ts';
import {
  listThing,
  literalOf,
  madeThing,
  NOTHING,
  NUMBER,
  type Thing,
  taintOfThing,
  textThing,
  toText,
} from '../program/thing.ts';
import { unpack, unpackBrotli } from '../unpack.ts';
import { hole, join, show, type Value } from '../value.ts';
import { tellScripts } from './javascript-machine.ts';
import { thingOfJson } from './json.ts';
import { decodes, NUMBERS, unpackedThing, WORD } from './make.ts';

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
  'String.raw String Object structuredClone util.format util.inspect TextDecoder().decode TextEncoder().encode Buffer.concat Promise.resolve *.json *.text *.arrayBuffer *.blob *.valueOf':
    { does: same },
  'JSON.stringify': {
    does: (call) => {
      tellScripts(call, call.args[0] ?? NOTHING);
      return madeThing('JSON.stringify()', {
        args: call.args,
        content: hole('JSON.stringify()', taintOfThing(listThing(call.args))),
      });
    },
  },
  'querystring.stringify URLSearchParams FormData Blob js-yaml.dump': {
    does: ({ args, name }) => madeThing(`${name}()`, { args, content: hole(`${name}()`, taintOfThing(listThing(args))) }),
  },
  'Boolean isNaN Number.isInteger Array.isArray Object.is Object.isFrozen': NUMBERS,
  '*.getFullYear *.getMonth *.getDate *.getDay *.getHours *.getMinutes *.getSeconds *.getTime *.toISOString *.toFixed *.toJSON *.getUTCFullYear':
    WORD,
  'JSON.parse': {
    does: ({ args: [given = NOTHING] }) =>
      thingOfJson(literalOf(given) ?? '') ?? madeThing('JSON.parse()', { args: [given], content: documentOf(given) }),
  },
  'zlib.gunzipSync zlib.inflateSync zlib.unzipSync': decodes('0', unpack),
  'zlib.brotliDecompressSync': decodes('0', unpackBrotli),
  'zlib.inflateRawSync': decodes('0', () => undefined),
  'parseInt Number.parseInt Number parseFloat Number.parseFloat': { does: numbered },
  'Date.now Math.random Math.floor Math.round Math.ceil Math.max Math.min performance.now os.cpus BigInt': NUMBERS,
  'crypto.randomUUID Date().toISOString Date().getTime Symbol os.hostname os.platform os.release os.arch os.type nanoid nanoid.nanoid uuid.v4 uuid.v1 uuid.v7 process.hrtime':
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
  if (decoded !== undefined) return unpackedThing(decoded, call.scene);
  return textThing(hole('(decoded text)', { ...taintOfThing(given), decoded: true }));
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
    return first.type === 'list' && /^(?:Text|Buffer)/.test(call.name) && first.items.every(({ type }) => type === 'number')
      ? spelled({ args: first.items })
      : first.type === 'list' && call.name.startsWith('Buffer')
        ? textThing(join(first.items.map((item) => toText(item))))
        : first;
  return textThing(hole(`${call.name}()`, taintOfThing(listThing([...call.args]))));
}

/** What is known of a document that only the run can read: where it lies. */
function documentOf(given: Thing): Value {
  const shown = show(toText(given));
  return hole(/^\$\(<[^()]*\)$/.test(shown) ? shown : 'JSON.parse()', taintOfThing(given));
}

function numbered({ args: [given, radix], name }: ApiCall): Thing {
  const literal = literalOf(given);
  const base = radix?.type === 'number' ? radix.value : undefined;
  const value = literal === undefined ? Number.NaN : /Int$/.test(name) ? Number.parseInt(literal, base) : Number(literal);
  return Number.isNaN(value) ? NUMBER : { type: 'number', value };
}
