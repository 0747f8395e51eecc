// Something that code loops over in, what it meets there out.
import { hole, taintOf, textOf } from '../value.ts';
import { madeThing, type Thing, taintOfThing, textThing, unknownThing } from './thing.ts';

const MAX_LETTERS = 4096;
/** Modules whose members nobody may call unseen. */
const REACHES_OUT =
  /^(?:os|sys|subprocess|shutil|posix|pty|ctypes|importlib|builtins|child_process|fs|process|vm|module|worker_threads|net|Deno|Bun)(?:\.|$)/;

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
    case 'nothing':
      return { items: [], open: false };
    case 'made':
      return {
        items: [madeThing(`${thing.by}[]`, { self: thing, content: hole(`${thing.by}[]`.slice(-60), taintOfThing(thing)) })],
        open: true,
      };
    default: {
      const hidden = thing.type === 'ref' ? REACHES_OUT.test(thing.name) : thing.type === 'unknown' && thing.hidden === true;
      return { items: [unknownThing('(item)', taintOfThing(thing), hidden)], open: true };
    }
  }
}
