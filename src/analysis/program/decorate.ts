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
      what.type === 'made' && what.replaces !== undefined
        ? what
        : steps.call(what, { args: [thing], named: new Map(), line }, frame);
    if (result.type === 'made' && result.replaces !== undefined) {
      thing = under(thing, result.replaces, frame);
      continue;
    }
    if (what.type === 'function' || what.type === 'class') thing = eitherThing([result, thing]);
    else handOn(made, frame);
  }
  return thing;
}

/** A test in whose time others stand in the place of some functions; of a class, each of its methods. */
function under(thing: Thing, replaces: readonly Replacement[], { program: { escaped } }: Frame): Thing {
  if (thing.type === 'function') return { ...thing, replaces: [...(thing.replaces ?? []), ...replaces] };
  if (thing.type !== 'class') return thing;
  const nodes = new Set<unknown>();
  for (const [name, member] of thing.members) {
    if (member.type !== 'function') continue;
    nodes.add(member.node);
    thing.members.set(name, { ...member, replaces: [...(member.replaces ?? []), ...replaces] });
  }
  // Whoever runs them was handed them already.
  for (const [at, kept] of escaped.entries())
    if (kept.what.type === 'function' && nodes.has(kept.what.node))
      escaped[at] = { ...kept, what: { ...kept.what, replaces: [...(kept.what.replaces ?? []), ...replaces] } };
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
