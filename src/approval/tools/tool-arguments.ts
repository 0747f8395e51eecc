// The arguments of a call in, JSON that leaves nothing out, out.
import { inspect } from 'node:util';

/** What JSON would write as `{}` or `null`, or leave out (maps, big numbers, functions), is written as Node shows it. */
export function argumentsText(input: unknown): string {
  try {
    return JSON.stringify(input, whole) ?? shown(input);
  } catch {
    // In a circle.
    return shown(input);
  }
}

function whole(_key: string, value: unknown): unknown {
  if (typeof value === 'object' && value !== null) {
    const kind = Object.getPrototypeOf(value);
    return Array.isArray(value) || kind === Object.prototype || kind === null ? value : shown(value);
  }
  if (typeof value === 'number') return Number.isFinite(value) ? value : String(value);
  return ['bigint', 'function', 'symbol', 'undefined'].includes(typeof value) ? shown(value) : value;
}

function shown(value: unknown): string {
  return inspect(value, { depth: null, maxArrayLength: null, maxStringLength: null, breakLength: Number.POSITIVE_INFINITY });
}
