// What stands in a list or a text, by its place or by a name, in thought.
import { hole, taintOf, textOf } from '../value.ts';
import type { Frame } from './program.ts';
import { eitherThing, NUMBER, type Thing, textThing, unknownThing } from './thing.ts';

/** An item of a list, or one of its methods. */
export function itemOfList(of: Extract<Thing, { type: 'list' }>, name: string | undefined, key: Thing): Thing {
  // Letters that are put together where nothing can be found by number: the name of a method.
  if (name === undefined && of.items.length === 0 && !of.open && isSpelled(key)) return unknownThing('[…]', {}, true);
  if (key.type === 'number' || name === undefined) {
    const at = key.type === 'number' ? key.value : undefined;
    if (at !== undefined && !of.open) return of.items.at(at) ?? unknownThing('[…]');
    return of.items.length > 0 ? eitherThing(of.items) : unknownThing('[…]');
  }
  return name === 'length' ? NUMBER : { type: 'method', of, name };
}

/** A letter of a text, a property, or one of its methods. */
export function letterOf(of: Extract<Thing, { type: 'text' }>, name: string | undefined, key: Thing, frame: Frame): Thing {
  if (name === undefined && isSpelled(key)) return unknownThing('(text)[…]', {}, true);
  if (name === undefined || key.type === 'number') {
    const literal = textOf(of.value);
    const at = key.type === 'number' ? key.value : undefined;
    const one = literal !== undefined && at !== undefined ? [...literal].at(at) : undefined;
    return textThing(one ?? hole('(letter)', taintOf(of.value), 'word'));
  }
  if (name === 'length') return NUMBER;
  // No text of Python has one: it is a member of an enumeration.
  if (name === 'value' && of.of === undefined && !frame.program.language.blockScopes) return of;
  const full = `${of.of}.${name}`;
  const { properties } = frame.program.language;
  const property = of.of !== undefined && Object.hasOwn(properties, full) ? properties[full] : undefined;
  if (property !== undefined) return property(of.value, frame.scene);
  return { type: 'method', of, name };
}

/** Made of several pieces that nobody knows. */
function isSpelled(key: Thing): boolean {
  return key.type === 'text' && key.value.length > 1;
}
