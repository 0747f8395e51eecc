// A class of this program in, what it makes out.
import { callFunction } from './call-function.ts';
import { elementsOf } from './elements.ts';
import { handOn } from './hand-on.ts';
import { classMember, lineageOf } from './members.ts';
import type { Frame, Given } from './program.ts';
import { now, openScope } from './scope.ts';
import { type ClassThing, type FunctionThing, NOTHING, type Thing, unknownThing } from './thing.ts';
import type { ClassNode } from './tree.ts';

/** Bases that call nothing of what a class defines. */
const CALLS_NOTHING =
  /^(?:object|Exception|\w+(?:Error|Exception|Warning)|enum\.\w+|typing\.\w+|abc\.ABC\w*|pydantic\.BaseModel|Object|Error|Array|Map|Set|Promise|dict|list|tuple|str|int|float|set)(?:\[\])*$/;

export function makeClass(node: ClassNode, frame: Frame): ClassThing {
  const scope = openScope(frame.scope);
  const bases = node.bases.map((base) => frame.program.steps.evaluate(base, frame));
  frame.program.steps.run(node.body, { ...frame, scope, returns: [] });
  const made: ClassThing = { type: 'class', node, bases, members: scope.names };
  // A method does not see the class's other names, but for a function's scope that would not matter.
  for (const [name, member] of scope.names)
    if (member.type === 'function') scope.names.set(name, { ...member, scope: frame.scope });
  for (const base of bases) {
    const hook = base.type === 'class' ? classMember(base, '__init_subclass__') : undefined;
    if (hook?.type === 'function') callFunction({ ...hook, self: instanceOf(made) }, undefined, frame);
  }
  if (isCalled(made)) keepMembers(made, frame);
  return made;
}

/** A frame such as unittest, Thread or Component calls what it finds. */
function isCalled(made: ClassThing): boolean {
  return [...lineageOf(made)].some(({ bases }) =>
    bases.some((base) => base.type !== 'class' && !(base.type === 'ref' && CALLS_NOTHING.test(base.name))),
  );
}

/** What a store of files or rows offers to whoever has it, rather than what its frame calls by itself. */
const OFFERED = /^_*(?:delete|remove|unlink|rm|rmtree|clear|purge|erase|drop|clean|destroy|discard|move|rename)(?:_|$|(?=[A-Z]))/;

function isHook(name: string, { node }: FunctionThing, { program: { language } }: Frame): boolean {
  const needs = node.parameters.filter(({ initial, rest, named }) => initial === undefined && !rest && !named).length;
  return language.blockScopes || needs < 2 || !OFFERED.test(name);
}

/** Before a test, and before what nobody made an instance for. */
const SETS_UP = /^(?:setUp(?:Class|TestData)?|asyncSetUp)$/;

function keepMembers(made: ClassThing, frame: Frame): void {
  const self = instanceOf(made);
  const members = [...made.members].flatMap(([name, member]) =>
    member.type === 'function' && isHook(name, member, frame) ? [{ name, member }] : [],
  );
  const first = members.filter(({ name }) => SETS_UP.test(name));
  for (const { name, member } of [...first, ...members.filter((one) => !first.includes(one))])
    frame.program.escaped.push({ what: { ...member, self }, args: undefined, setup: SETS_UP.test(name), last: true });
}

function instanceOf(made: ClassThing): Extract<Thing, { type: 'object' }> {
  const foreign = made.bases.find((base) => base.type !== 'class');
  const rest = foreign === undefined ? undefined : unknownThing('self');
  return { type: 'object', entries: new Map(), class: made, rest, since: now() };
}

/** Operators, conversions and the end of an object call these, where no call is to be seen. */
const CALLED_BY_ITSELF = /^__(?!init__|reduce|new__)\w+__$|^(?:toString|valueOf|toJSON|then|inspect)$/;

function membersOf(made: ClassThing): readonly (readonly [name: string, member: Thing])[] {
  return [...lineageOf(made)].reverse().flatMap(({ members }) => [...members]);
}

export function instantiate(made: ClassThing, given: Given, frame: Frame): Thing {
  const self = instanceOf(made);
  const initial = classMember(made, '__init__');
  if (initial?.type === 'function') callFunction({ ...initial, self }, given, frame);
  else if (made.bases.some((base) => base.type === 'ref')) for (const [name, thing] of given.named) self.entries.set(name, thing);
  // Fields of a data class are set by name or in order.
  if (initial === undefined) {
    const fields = [...made.members].filter(([, member]) => member.type !== 'function');
    for (const [name, thing] of given.named) self.entries.set(name, thing);
    if (made.node.decorators.length > 0)
      for (const [at, thing] of given.args.entries()) self.entries.set(fields[at]?.[0] ?? `(${at})`, thing);
  }
  for (const [name, member] of membersOf(made))
    if (member.type === 'function' && CALLED_BY_ITSELF.test(name)) handOn({ ...member, self }, frame);
  if (isCalled(made))
    for (const [name, member] of membersOf(made))
      if (member.type === 'function' && !name.startsWith('__') && member.node.parameters.length < 2)
        frame.program.escaped.push({ what: { ...member, self }, args: [] });
  // What unpickling an instance would call.
  const reduce = classMember(made, '__reduce__') ?? classMember(made, '__reduce_ex__');
  if (reduce?.type === 'function') {
    const [callee = NOTHING, args = NOTHING] = elementsOf(callFunction({ ...reduce, self }, given, frame)).items;
    frame.program.steps.call(callee, { args: elementsOf(args).items, named: new Map(), line: given.line }, frame);
  }
  if (initial?.type !== 'function') for (const thing of given.args) handOn(thing, frame);
  return self;
}
