// An expression in, what it may be at run time out; what it does on the way goes to the recorder.
import { comeBack, goDeeper } from '../go-deeper.ts';
import { hole, join, taintOf } from '../value.ts';
import { assignTo } from './assign.ts';
import { call } from './call.ts';
import { makeClass } from './classes.ts';
import { elementsOf } from './elements.ts';
import { handOn } from './hand-on.ts';
import { memberOf, nameOf, resolveName } from './members.ts';
import { mix, operate, slice } from './operators.ts';
import type { Frame } from './program.ts';
import { branch, now, openScope } from './scope.ts';
import { eitherThing, listThing, NOTHING, NUMBER, type Thing, taintOfThing, textThing, toText, unknownThing } from './thing.ts';
import type { Clause, Entry, Expression, Item } from './tree.ts';

const MAX_ROUNDS = 300;
/** Conversions call these, where no call is to be seen. */
const CALLED_BY_ITSELF = /^(?:toString|valueOf|toJSON|then|inspect)$/;

export function evaluate(node: Expression, frame: Frame): Thing {
  frame.scene.machine.recorder.spend(0.25);
  const before = goDeeper();
  const thing = evaluated(node, frame);
  comeBack(before);
  return thing;
}

function evaluated(node: Expression, frame: Frame): Thing {
  const run = (inner: Expression) => evaluate(inner, frame);
  switch (node.type) {
    case 'text':
      return textThing(node.text);
    case 'number':
      return { type: 'number', value: node.value };
    case 'constant':
      return node.value === true ? { type: 'number', value: 1 } : NOTHING;
    case 'name':
      return resolveName(node.name, frame);
    case 'member':
      return memberOf(run(node.of), run(node.key), frame);
    case 'slice':
      return slice(
        run(node.of),
        [node.from, node.to, node.step].map((part) => part && run(part)),
      );
    case 'call':
      return call(node, frame);
    case 'template':
      return mix(node.parts.map(run), (values) => textThing(join(values)));
    case 'binary':
      return sum(node, frame);
    case 'list':
      return list(node.items, frame);
    case 'object':
      return object(node.entries, frame);
    case 'function':
      return { type: 'function', node: node.function, scope: frame.scope };
    case 'class':
      return makeClass(node.class, frame);
    case 'choice':
      if (node.test !== undefined) run(node.test);
      return choice(node.ways, frame);
    case 'assign':
      return assign(node, frame);
    case 'each':
      return each(node.clauses, node.element, frame);
    case 'all':
      for (const part of node.parts) run(part);
      return NUMBER;
    case 'sequence':
      return node.parts.map(run).at(-1) ?? NOTHING;
    case 'yield': {
      const value = node.value === undefined ? NOTHING : run(node.value);
      frame.returns.push(listThing(node.spread ? elementsOf(value).items : [value], true));
      return node.spread ? value : NOTHING;
    }
  }
}

/** Chains to the left may be hundreds long: they are followed without recursion. */
function sum(node: Extract<Expression, { type: 'binary' }>, frame: Frame): Thing {
  const chain = [node];
  let first = node.left;
  for (; first.type === 'binary'; first = first.left) chain.push(first);
  frame.scene.machine.recorder.spend(chain.length * 0.25);
  return chain
    .reverse()
    .reduce((left, { operator, right }) => operate(operator, left, evaluate(right, frame)), evaluate(first, frame));
}

function choice(ways: readonly Expression[], frame: Frame): Thing {
  const [first, ...rest] = ways;
  if (first === undefined) return NOTHING;
  const things = [evaluate(first, frame)];
  for (const way of rest) branch([() => things.push(evaluate(way, frame)), () => undefined]);
  // `x or "default"`: nothing is not what it will be where there is something else.
  const some = things.filter((thing) => thing.type !== 'nothing');
  return eitherThing(some.length > 0 ? some : things);
}

function assign(node: Extract<Expression, { type: 'assign' }>, frame: Frame): Thing {
  const value = evaluate(node.value, frame);
  const thing = node.appends && node.target.type === 'name' ? operate('+', resolveName(node.target.name, frame), value) : value;
  assignTo(node.target, thing, frame);
  return thing;
}

function list(items: readonly Item[], frame: Frame): Thing {
  const things: Thing[] = [];
  let open = false;
  for (const { value, spread } of items) {
    const thing = evaluate(value, frame);
    if (!spread) things.push(thing);
    else {
      const elements = elementsOf(thing);
      things.push(...elements.items);
      open ||= elements.open;
    }
  }
  return listThing(things, open);
}

function object(nodes: readonly Entry[], frame: Frame): Thing {
  const entries = new Map<string, Thing>();
  let rest: Thing | undefined;
  let base: Thing | undefined;
  for (const { key, value } of nodes) {
    const name = key === undefined ? undefined : nameOf(evaluate(key, frame));
    const thing = evaluate(value, frame);
    if (thing.type === 'function' && ((key !== undefined && name === undefined) || CALLED_BY_ITSELF.test(name ?? '')))
      handOn(thing, frame);
    if (name !== undefined) entries.set(name, thing);
    else if (key === undefined && thing.type === 'object') {
      for (const [inner, one] of thing.entries) entries.set(inner, one);
      rest = thing.rest ?? rest;
    } else if (key === undefined && (thing.type === 'ref' || thing.type === 'made')) base = thing;
    else rest = eitherThing([...(rest ? [rest] : []), key === undefined ? unknownThing('(…)', taintOfThing(thing)) : thing]);
  }
  return { type: 'object', entries, rest, since: now(), ...(base === undefined ? {} : { base }) };
}

/** A comprehension: texts of known items stay known, which is how code is spelled out letter by letter. */
function each(clauses: readonly Clause[], element: Expression, frame: Frame): Thing {
  const inner: Frame = { ...frame, scope: openScope(frame.scope) };
  const items: Thing[] = [];
  let open = false;
  walk(0);
  return listThing(items, open);

  function walk(at: number): void {
    const clause = clauses[at];
    if (clause === undefined) {
      items.push(evaluate(element, inner));
      return;
    }
    const all = elementsOf(evaluate(clause.iterable, inner));
    open ||= all.open || clause.tests.length > 0 || all.items.length > MAX_ROUNDS;
    for (const item of all.items.slice(0, MAX_ROUNDS)) {
      assignTo(clause.target, item, inner);
      for (const test of clause.tests) evaluate(test, inner);
      walk(at + 1);
    }
  }
}

/** What is known of a text after any number of rounds of a loop. */
export function widen(thing: Thing): Thing {
  if (thing.type === 'number') return NUMBER;
  if (thing.type !== 'text' && thing.type !== 'either') return thing;
  const values = thing.type === 'text' ? [thing] : thing.ways;
  if (values.some((way) => way.type === 'function' || way.type === 'ref' || way.type === 'class')) return thing;
  if (values.every((way) => way.type === 'number' || isWord(way))) return textThing(hole('(changes)', {}, 'word'));
  return textThing(hole('(changes)', { ...taintOfThing(thing), ...taintOf(toText(thing)) }));
}

function isWord(thing: Thing): boolean {
  return thing.type === 'text' && thing.value.every((part) => part.type === 'hole' && part.nature === 'word');
}
