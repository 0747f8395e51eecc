// A function or class and its decorators in; what its name then stands for out.
import { handOn } from './hand-on.ts';
import type { Frame } from './program.ts';
import { type ClassThing, eitherThing, type FunctionThing, type Replacement, type Thing } from './thing.ts';
import type { Expression } from './tree.ts';

/** Decorators that call nothing of their own accord. */
const KEEPS =
  /^(?:staticmethod|classmethod|property|override|functools\.\w+|contextlib\.\w+|dataclasses\.\w+|attr\.\w+|attrs\.\w+|abc\.\w+|typing\.\w+|enum\.\w+|pytest\..*|atexit\.unregister|cached_property)(?:\(\))?$/;

export function decorate(made: FunctionThing | ClassThing, decorators: readonly Expression[], line: number, frame: Frame): Thing {
  const { steps } = frame.program;
  let thing: Thing = made;
  // The lowest comes first.
  for (const decorator of [...decorators].reverse()) {
    const what = steps.evaluate(decorator, frame);
    const name = what.type === 'ref' ? what.name : what.type === 'made' ? what.by : '';
    if (KEEPS.test(name)) continue;
    const result =
      what.type === 'made' && what.replaces !== undefined ? what : steps.call(what, { args: [thing], named: new Map(), line }, frame);
    if (result.type === 'made' && result.replaces !== undefined) {
      thing = under(thing, result.replaces);
      continue;
    }
    if (what.type === 'function' || what.type === 'class') thing = eitherThing([result, thing]);
    else handOn(made, frame);
  }
  return thing;
}

/** A test in whose time others stand in the place of some functions; of a class, each of its methods. */
function under(thing: Thing, replaces: readonly Replacement[]): Thing {
  if (thing.type === 'function') return { ...thing, replaces: [...(thing.replaces ?? []), ...replaces] };
  if (thing.type === 'class') for (const [name, member] of thing.members) thing.members.set(name, under(member, replaces));
  return thing;
}

/** `@staticmethod`, `@property`, `@functools.cached_property`. */
export function isDecorated({ node }: FunctionThing, name: string): boolean {
  return node.decorators.some(
    (decorator) =>
      (decorator.type === 'name' && decorator.name === name) ||
      (decorator.type === 'member' && decorator.key.type === 'text' && decorator.key.text === name),
  );
}
