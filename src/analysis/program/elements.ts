// Something that code loops over in, what it meets there out.
import { hole, taintOf, textOf } from '../value.ts';
import { madeThing, type Thing, taintOfThing, textThing, unknownThing } from './thing.ts';

/** What a loop over it gives, one after the other; the flag says whether there may be others. */
export function elementsOf(thing: Thing): { readonly items: readonly Thing[]; readonly open: boolean } {
  switch (thing.type) {
    case 'list':
      return thing;
    case 'either': {
      const all = thing.ways.map(elementsOf);
      return { items: all.flatMap(({ items }) => items), open: true };
    }
    case 'object':
      return thing.class === undefined
        ? { items: [...thing.entries.keys()].map((key) => textThing(key)), open: thing.rest !== undefined }
        : { items: [unknownThing('(item)', taintOfThing(thing))], open: true };
    case 'text': {
      const literal = textOf(thing.value);
      if (literal !== undefined && thing.of === undefined)
        return { items: [...literal].slice(0, 4096).map((one) => textThing(one)), open: false };
      return { items: [textThing(hole('(part)', taintOf(thing.value)))], open: true };
    }
    case 'nothing':
      return { items: [], open: false };
    case 'made':
      return {
        items: [madeThing(`${thing.by}[]`, { self: thing, content: hole(`${thing.by}[]`.slice(-60), taintOfThing(thing)) })],
        open: true,
      };
    default:
      return { items: [unknownThing('(item)', taintOfThing(thing))], open: true };
  }
}
