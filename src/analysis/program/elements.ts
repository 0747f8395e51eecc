// Something that code loops over in, what it meets there out.
import { hole, show, taintOf, textOf } from '../value.ts';
import { type Made, madeThing, type Thing, taintOfThing, textThing, unknownThing } from './thing.ts';

const MAX_LETTERS = 4096;
/** Modules whose members nobody may call unseen. */
export const REACHES_OUT =
  /^(?:__\w+__|plumbum|os|sys|subprocess|shutil|posix|pty|ctypes|importlib|builtins|child_process|fs|process|vm|module|worker_threads|net|Deno|Bun)(?:\.|$)/;

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
      if (thing.pairs)
        return {
          items: [...thing.entries].map(([key, held]): Thing => ({ type: 'list', items: [textThing(key), held], open: false })),
          open: true,
        };
      return thing.class === undefined
        ? { items: [...thing.entries.keys()].map((key) => textThing(key)), open: thing.rest !== undefined }
        : { items: [unknownThing('(item)', taintOfThing(thing))], open: true };
    case 'text': {
      const literal = textOf(thing.value);
      if (literal !== undefined && thing.of === undefined)
        return { items: [...literal].slice(0, MAX_LETTERS).map((one) => textThing(one)), open: literal.length > MAX_LETTERS };
      return { items: [textThing(hole('(part)', taintOf(thing.value)))], open: true };
    }
    case 'class':
      return { items: [...thing.members.values()].filter((member) => member.type !== 'function'), open: true };
    case 'nothing':
      return { items: [], open: false };
    case 'made':
      return {
        items: [madeThing(`${thing.by}[]`, { self: thing, content: hole(itemOf(thing), taintOfThing(thing)) })],
        open: true,
      };
    case 'ref':
      if (/\.json\b/.test(thing.name)) return { items: [{ type: 'ref', name: `${thing.name}[]` }], open: true };
      return { items: [unknownThing('(item)', {}, REACHES_OUT.test(thing.name))], open: true };
    default: {
      const hidden = thing.type === 'unknown' && thing.hidden === true;
      return { items: [unknownThing('(item)', taintOfThing(thing), hidden)], open: true };
    }
  }
}

/** What comes from a file says so. */
function itemOf({ by, content }: Made): string {
  const shown = show(content);
  return shown.startsWith('$(') ? shown : `${by}[]`.slice(-60);
}
