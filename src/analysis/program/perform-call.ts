// A call that the tables know in; its effects go to the recorder, what it gives comes out.
import { posix } from 'node:path';
import type { EffectKind } from '../../effects.ts';
import { visibleLine } from '../../text/visible.ts';
import type { Scene } from '../scene.ts';
import { tellEffect } from '../tell-effect.ts';
import { readFile, touch } from '../touch.ts';
import { hole, join, show, textOf, type Value } from '../value.ts';
import type { Api, ApiCall } from './api.ts';
import { setMember } from './assign.ts';
import { elementsOf } from './elements.ts';
import { handOn, handOnAll } from './hand-on.ts';
import { tellImport } from './import-module.ts';
import { memberOf, refTo } from './members.ts';
import { nameValues } from './name-values.ts';
import { overrideEverywhere } from './override.ts';
import type { Frame, Given } from './program.ts';
import { runText } from './run-text.ts';
import { openScope, outermost } from './scope.ts';
import { putStandIns } from './stand-ins.ts';
import { listThing, literalOf, madeThing, NOTHING, type Thing, taintOfThing, textThing, toText, waysOf } from './thing.ts';

export function perform(api: Api, name: string, self: Thing, given: Given, frame: Frame): Thing {
  const line = frame.line(given.line);
  const scene: Scene = { ...frame.scene, via: [...frame.scene.via, label(name)] };
  const call = createCall(name, self, given, { ...frame, scene }, line);
  if (api.tell) call.report(api.tell[0], api.tell[1].replace('{0}', shown(call.arg('0'))));
  const recursive = api.recursive === true || (api.recursive !== undefined && call.option(api.recursive));
  for (const [names, role] of Object.entries(api.touch ?? {})) {
    const path = call.arg(names);
    if (path !== undefined) call.touch(role, path, { recursive });
  }
  const result = api.does?.(call);
  if (api.does === undefined) handOnAll(given, frame);
  else handOnOthers(given, frame);
  if (result !== undefined) return result;
  const taint = taintOfThing(listThing([self, ...given.args, ...given.named.values()]));
  const by = api.gives ?? `${name}()`;
  return madeThing(by, { self, args: given.args, named: given.named, content: hole(`${label(name)}()`, taint) });
}

/** `sorted(names, key=f)`: what is given by name is called with the items of the first argument, and other functions with anything. */
function handOnOthers({ args: [first, ...args], named }: Given, frame: Frame): void {
  const items = first === undefined || first.type === 'text' ? [] : elementsOf(first).items.slice(0, 64);
  for (const thing of named.values()) {
    if (thing.type === 'function') handOn(thing, frame);
    else if (thing.type === 'ref') for (const item of items) handOn(thing, frame, [item]);
  }
  for (const thing of [first, ...args]) if (thing?.type === 'function') handOn(thing, frame);
}

/** The last two names: `boto3.client().delete_bucket` is `client.delete_bucket`. */
function label(name: string): string {
  return name.replaceAll('()', '').split('.').slice(-2).join('.');
}

function shown(thing: Thing | undefined): string {
  return thing === undefined ? '' : visibleLine(show(toText(thing))).slice(0, 60);
}

function createCall(name: string, self: Thing, given: Given, frame: Frame, line: number): ApiCall {
  const { scene } = frame;
  const { machine } = scene;
  const arg = (names: string) => argument(names, self, given);
  const report = (kind: EffectKind, says: string, details: { readonly host?: string } = {}) =>
    tellEffect(scene, { kind, says: visibleLine(says), line, ...details });
  return {
    name,
    self,
    args: given.args,
    named: given.named,
    line,
    scene,
    arg,
    option: (option) => {
      const thing = arg(option);
      return thing !== undefined && thing.type !== 'nothing';
    },
    report,
    touch: (role, path, details) => {
      for (const way of waysOf(path)) for (const one of pathsOf(way)) touch(role, one, scene, line, details);
    },
    read: (path) => join(waysOf(path).map((way) => readFile(toText(way), scene, line))),
    shell: (code, stdin) =>
      join(
        waysOf(code).map((way) => {
          const inner = child(scene, given, stdin);
          return machine.runCode('bash', nameValues(toText(way), inner), inner, line);
        }),
      ),
    command: (words, stdin) => join(waysOf(words).map((way) => runWords(way, child(scene, given, stdin), line))),
    code: (tool, code, names) => {
      const scope = names === undefined ? frame.scope : openScope(frame.scope);
      for (const [name, thing] of names ?? []) scope.names.set(name, thing);
      const result = runText(tool === 'node' ? frame.program.language.tool : tool, code, { ...frame, scope, scene }, line);
      if (names !== undefined) for (const [name, thing] of scope.names) names.set(name, thing);
      return result;
    },
    call: (what, args) => frame.program.steps.call(what, { args, named: new Map(), line: given.line }, frame),
    set: (of, key, thing) => {
      setMember(of, key, thing, frame);
      return undefined;
    },
    load: (module) => {
      tellImport(module, given.line, { ...frame, scene });
      return refTo(module, frame);
    },
    later: (what, args, setup = false) => {
      if (setup) frame.program.escaped.push({ what, args, setup });
      else handOn(what, frame, args);
    },
    override: (name, thing) => overrideEverywhere(name, thing, frame),
    putStandIns: (replacements) => {
      putStandIns(replacements, frame);
    },
    names: (innermost = false) => (innermost ? frame.scope : outermost(frame.scope)).names,
    member: (of, key) => memberOf(of, textThing(key), frame),
  };
}

/** A list of paths is each of them. */
function pathsOf(thing: Thing): readonly Value[] {
  return thing.type === 'list' ? thing.items.slice(0, 300).map((item) => toText(item)) : [toText(thing)];
}

function argument(names: string, self: Thing, { args, named }: Given): Thing | undefined {
  for (const name of names.split(' ')) {
    if (name === 'self') return self;
    const found = /^\d+$/.test(name) ? args[Number(name)] : (named.get(name) ?? fromOptions(name, args));
    if (found !== undefined) return found;
  }
  return undefined;
}

/** JavaScript's way of naming arguments: an object among them. */
function fromOptions(name: string, args: readonly Thing[]): Thing | undefined {
  for (const one of args)
    if (one.type === 'object' && one.class === undefined && one.entries.has(name)) return one.entries.get(name);
  return undefined;
}

/** Another process: it starts where its options say, with what it is given on standard input. */
function child(scene: Scene, given: Given, stdin: Thing | undefined): Scene {
  const cwd = argument('cwd', NOTHING, given);
  const place = cwd === undefined || cwd.type === 'nothing' ? scene.shell.cwd : textOf(toText(cwd));
  const absolute = place === undefined ? undefined : posix.resolve(scene.shell.cwd ?? '/', place);
  const input = stdin ?? argument('input', NOTHING, given);
  return {
    ...scene,
    shell: { ...scene.shell, variables: new Map(scene.shell.variables), cwd: absolute, positional: [] },
    stdin: input === undefined ? [] : toText(input),
  };
}

function runWords(thing: Thing, scene: Scene, line: number): Value {
  const { items, open } = elementsOf(thing);
  const words = items.map((item) => toText(item));
  if (thing.type !== 'list') return scene.machine.runCode('bash', toText(thing), scene, line);
  if (words.length === 0) return scene.machine.runCode('bash', hole('(command)'), scene, line);
  const literal = !open && items.every((item) => literalOf(item) !== undefined) && scene.shell.cwd === scene.machine.place.cwd;
  return scene.machine.runWords(open ? [...words, hole('(more)')] : words, scene, { literal, line, plain: true });
}
