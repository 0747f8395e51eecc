// The arguments of a call in, JSON that leaves nothing out, out.
import { inspect, types } from 'node:util';

/**
 * What JSON would write as `{}` or `null`, leave out or take from elsewhere (maps, big numbers, functions, getters, a `toJSON` of the
 * arguments) is written as Node shows it.
 */
export function argumentsText(input: unknown): string {
  try {
    return JSON.stringify(input, whole) ?? shown(input);
  } catch {
    // In a circle.
    return shown(input);
  }
}

function whole(this: object, key: string, value: unknown): unknown {
  const { get, value: own } = Object.getOwnPropertyDescriptor(this, key) ?? {};
  // The next one who reads it may get another value.
  if (get !== undefined) return '[Getter]';
  if (types.isProxy(own)) return shown(own);
  // Not what its `toJSON` made of it.
  const given = isPlain(own) ? own : value;
  if (typeof given === 'object' && given !== null) {
    if (!isPlain(given)) return shown(given);
    return hidesNothing(given) ? given : shown(given, true);
  }
  if (typeof given === 'number') return Number.isFinite(given) ? given : String(given);
  return ['bigint', 'function', 'symbol', 'undefined'].includes(typeof given) ? shown(given) : given;
}

function isPlain(value: unknown): value is object {
  if (typeof value !== 'object' || value === null) return false;
  const kind = Object.getPrototypeOf(value);
  return Array.isArray(value) || kind === Object.prototype || kind === null;
}

/** Symbols, what is not enumerable, names on a list. */
function hidesNothing(value: object): boolean {
  return Reflect.ownKeys(value).length === (Array.isArray(value) ? value.length + 1 : Object.keys(value).length);
}

function shown(value: unknown, showHidden = false): string {
  const all = { depth: null, maxArrayLength: null, maxStringLength: null, breakLength: Number.POSITIVE_INFINITY };
  return inspect(value, { ...all, showProxy: true, showHidden });
}
