// The text of a JSON document in, what it holds out.
import { listThing, NOTHING, type Thing, textThing } from '../program/thing.ts';

const MAX_SIZE = 64 * 1024;

/** @returns Undefined where it is none. */
export function thingOfJson(literal: string): Thing | undefined {
  if (literal.length > MAX_SIZE) return undefined;
  try {
    return thingOf(JSON.parse(literal));
  } catch {
    return undefined;
  }
}

function thingOf(value: unknown): Thing {
  if (typeof value === 'string') return textThing(value);
  if (typeof value === 'number') return { type: 'number', value };
  if (Array.isArray(value)) return listThing(value.map(thingOf));
  if (typeof value !== 'object' || value === null) return value === true ? { type: 'number', value: 1 } : NOTHING;
  return { type: 'object', entries: new Map(Object.entries(value).map(([key, inner]) => [key, thingOf(inner)])) };
}
