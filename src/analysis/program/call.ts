// A call in, what it gives out: functions and classes of this program are run, what the tables know is told, the rest is followed.
import { StopReading } from '../recorder.ts';
import { tellEffect } from '../tell-effect.ts';
import { hole, join } from '../value.ts';
import { performUnbound, withBound } from './bound.ts';
import { callFunction } from './call-function.ts';
import { instantiate } from './classes.ts';
import { elementsOf } from './elements.ts';
import { findApi, findMethod } from './find-api.ts';
import { handOn, handOnAll } from './hand-on.ts';
import { listMethod } from './list-methods.ts';
import { refTo } from './members.ts';
import { perform } from './perform-call.ts';
import { piecesShown } from './pieces-shown.ts';
import { type Frame, type Given, PIECES } from './program.ts';
import { callProxy } from './proxies.ts';
import { standInFor } from './stand-ins.ts';
import { tellUpdated } from './tell-setting.ts';
import { textMethod } from './text-methods.ts';
import {
  BOUND,
  eitherThing,
  listThing,
  madeThing,
  NOTHING,
  type Thing,
  taintOfThing,
  textThing,
  toText,
  unknownThing,
} from './thing.ts';
import type { Argument, Expression } from './tree.ts';

/** Methods that put what they are given into what they are called on. */
const PUTS_IN = /^(?:append\w*|add\w*|set\w*|update|put|attach\w*|write\w*|push|insert|field|extend)$/;

export function call(node: Extract<Expression, { type: 'call' }>, frame: Frame): Thing {
  const callee = frame.program.steps.evaluate(node.callee, frame);
  const given = { ...(node.tagged ? piecesOf(node.args, frame) : argumentsOf(node.args, frame)), line: node.line };
  if (node.line > 0) frame.scene.spans?.(node.start, node.end);
  // A tag that this program defines gets the texts as a list, then the values.
  const pieces = node.tagged && callee.type === 'function' ? elementsOf(given.named.get(PIECES) ?? NOTHING).items : undefined;
  if (pieces === undefined) return callThing(callee, given, frame);
  const [texts, values] = [0, 1].map((odd) => pieces.filter((_, at) => at % 2 === odd));
  return callThing(callee, { ...given, args: [listThing(texts ?? []), ...(values ?? [])], named: new Map() }, frame);
}

/** A template with a tag: its texts, and between them its values, none of which may be taken for another. */
function piecesOf([template]: readonly Argument[], frame: Frame): Omit<Given, 'line'> {
  const parts = template?.value.type === 'template' ? template.value.parts : template === undefined ? [] : [template.value];
  const pieces = parts.map((part) => frame.program.steps.evaluate(part, frame));
  return { args: [textThing(join(pieces.map((piece) => toText(piece))))], named: new Map([[PIECES, listThing(pieces)]]) };
}

function argumentsOf(nodes: readonly Argument[], frame: Frame): Omit<Given, 'line'> {
  const args: Thing[] = [];
  const named = new Map<string, Thing>();
  for (const { value, name, spread, named: dictionary } of nodes) {
    const thing = frame.program.steps.evaluate(value, frame);
    if (name !== undefined) named.set(name, thing);
    else if (dictionary) {
      if (thing.type === 'object') for (const [key, one] of thing.entries) named.set(key, one);
      else named.set('**', thing);
    } else if (spread) args.push(...elementsOf(thing).items);
    else args.push(thing);
  }
  return { args, named };
}

export function callThing(callee: Thing, given: Given, frame: Frame): Thing {
  frame.scene.machine.recorder.spend();
  if (frame.program.running.length > 48) throw new StopReading('calls are nested too deeply');
  switch (callee.type) {
    case 'either':
      return eitherThing(callee.ways.map((way) => callThing(way, given, frame)));
    case 'function':
      return callFunction(callee, given, frame);
    case 'class':
      return instantiate(callee, given, frame);
    case 'ref':
      return callNamed(callee.name, NOTHING, given, frame, false);
    case 'made':
      if (callee.by === BOUND) return callThing(callee.self ?? NOTHING, withBound(callee, given), frame);
      if (callee.by === 'Proxy()') return callProxy(callee, given, frame);
      // `knex(…)('table')`: what is called came from a call.
      return callNamed(callee.by, callee.by.endsWith(')') ? callee : (callee.self ?? NOTHING), given, frame, true);
    case 'method':
      return callMethod(callee.of, callee.name, given, frame);
    case 'object':
      return callObject(callee, given, frame);
    case 'unknown':
      if (callee.hidden) tellHidden(callee.shown, given.line, frame);
      return unheard(callee.shown, callee, given, frame);
    case 'text':
      // A letter of a text, an unknown one: this is how code is written without words.
      if (callee.value.some((part) => part.type === 'hole')) tellHidden('(text)', given.line, frame);
      return unheard('(text)', callee, given, frame);
    default:
      return unheard('(value)', callee, given, frame);
  }
}

function callNamed(name: string, self: Thing, given: Given, frame: Frame, made: boolean): Thing {
  const last = name.slice(name.lastIndexOf('.') + 1);
  if (last === 'then' && name.includes('.')) return then(made ? self : refTo(name.slice(0, -5), frame), given, frame);
  const mock = standInFor(name, frame);
  if (mock !== undefined) return mock;
  const api = findApi(name, frame.program) ?? (made || name.includes('.') ? findMethod(name, frame.program) : undefined);
  if (api !== undefined) return performUnbound(api, name, self, given, frame);
  if (self.type === 'made' && PUTS_IN.test(last)) self.held.push(...given.args, ...given.named.values());
  const iterated = made ? iterate(last, self, given, frame) : undefined;
  if (iterated !== undefined) return iterated;
  handOnAll(given, frame);
  const taint = { ...taintOfThing(self), ...taintOf(given) };
  return madeThing(`${name}()`, {
    self,
    args: given.args,
    named: given.named,
    content: hole(piecesShown(self, last) ?? `${name}()`.slice(-60), taint),
  });
}

function callMethod(of: Thing, name: string, given: Given, frame: Frame): Thing {
  if (name === 'then') return then(of, given, frame);
  if (of.type === 'text') {
    const api = of.of === undefined ? undefined : findApi(`${of.of}.${name}`, frame.program);
    if (api !== undefined) return perform(api, `${of.of}.${name}`, of, given, frame);
    for (const arg of given.args) if (arg.type === 'function' || arg.type === 'ref') handOn(arg, frame, [of]);
    const found = textMethod(of, name, given);
    if (found !== undefined) return found;
  }
  if (of.type === 'list' || of.type === 'object') {
    tellUpdated(of, name, given, frame);
    const found = listMethod(of, name, given, (what, args) =>
      callThing(what, { args, named: new Map(), line: given.line }, frame),
    );
    if (found !== undefined) return found;
  }
  if (/^(?:call|apply|bind)$/.test(name) && ['function', 'ref', 'made', 'method', 'class'].includes(of.type)) {
    const [self, ...rest] = given.args;
    const what = of.type === 'function' && self !== undefined ? { ...of, self } : of;
    if (name === 'bind') return rest.length === 0 ? of : madeThing(BOUND, { self: of, args: rest });
    return callThing(what, { ...given, args: name === 'call' ? rest : elementsOf(rest[0] ?? NOTHING).items }, frame);
  }
  const api = of.type === 'text' || of.type === 'list' || of.type === 'number' ? undefined : findMethod(name, frame.program);
  return api === undefined ? unheard(name, of, given, frame) : perform(api, name, of, given, frame);
}

/** A promise is what it gives. */
function then(of: Thing, given: Given, frame: Frame): Thing {
  const [done = NOTHING, ...others] = given.args;
  handOnAll({ ...given, args: others }, frame);
  return done.type === 'nothing' ? of : callThing(done, { args: [of], named: new Map(), line: given.line }, frame);
}

function callObject(of: Extract<Thing, { type: 'object' }>, given: Given, frame: Frame): Thing {
  const initial = of.entries.get('__init__');
  if (of.entries.has('(super)')) {
    if (frame.program.language.blockScopes && initial !== undefined) callThing(initial, given, frame);
    return of;
  }
  const own = of.class?.members.get('__call__');
  return own?.type === 'function' ? callFunction({ ...own, self: of }, given, frame) : unheard('(object)', of, given, frame);
}

/** Nobody knows what it does; it gives something that holds what it was given. */
function unheard(shown: string, of: Thing, given: Given, frame: Frame): Thing {
  const iterated = iterate(shown, of, given, frame);
  if (iterated !== undefined) return iterated;
  handOnAll(given, frame);
  handOn(of, frame);
  return unknownThing(`${shown}()`, { ...taintOfThing(of), ...taintOf(given) }, of.type === 'unknown' && of.hidden === true);
}

/** A function for each of the items that nobody lists. */
function iterate(name: string, of: Thing, given: Given, frame: Frame): Thing | undefined {
  const [each] = given.args;
  if (each === undefined || !/^(?:forEach|map|flatMap|filter|each|apply|then)$/.test(name)) return undefined;
  const { items } = elementsOf(of);
  const results = items.map((item) => callThing(each, { args: [item], named: new Map(), line: given.line }, frame));
  return listThing(name === 'filter' ? items : results, true);
}

function taintOf({ args, named }: Given) {
  return taintOfThing(listThing([...args, ...named.values()]));
}

function tellHidden(shown: string, line: number, { scene, line: place }: Frame): void {
  const says = `cannot tell: what ${shown.slice(0, 40)} is called is decided at run time`;
  tellEffect(scene, { kind: 'opaque', says, line: place(line) });
}
