// A name, or a member of something, in; what it stands for out.
import type { Taint } from '../value.ts';
import { canonicalName } from './canonical-name.ts';
import { isDecorated } from './decorate.ts';
import { elementsOf, REACHES_OUT } from './elements.ts';
import { findApi } from './find-api.ts';
import { itemOfList, letterOf } from './items.ts';
import type { Frame, Program } from './program.ts';
import { trapped } from './proxies.ts';
import { scopeOf } from './scope.ts';
import {
  type ClassThing,
  eitherThing,
  type FunctionThing,
  literalOf,
  madeThing,
  type Thing,
  taintOfThing,
  textThing,
  unknownThing,
} from './thing.ts';

const MAX_ANCESTORS = 64;

/** Stands for any one variable of the environment. */
export const VARIABLE = '$(variable)';

export function nameOf(key: Thing): string | undefined {
  return literalOf(key);
}

/** Unknown names are globals of the language, or of nobody. */
export function resolveName(name: string, frame: Frame): Thing {
  const known = scopeOf(name, frame.scope)?.names.get(name);
  if (known !== undefined) return known;
  for (let scope: Frame['scope'] | undefined = frame.scope; scope !== undefined; scope = scope.parent)
    for (const module of scope.wildcards) {
      const full = `${module}.${name}`;
      if (findApi(full, frame.program) !== undefined || Object.hasOwn(frame.program.language.values, full))
        return refTo(full, frame);
    }
  return refTo(name, frame);
}

/** Something of a module or global, by its whole name. */
export function refTo(name: string, { program, scene }: Pick<Frame, 'program' | 'scene'>): Thing {
  const canonical = canonicalName(name, program);
  const override = program.overrides.get(canonical);
  if (override !== undefined) return override;
  const { values } = program.language;
  const value = Object.hasOwn(values, canonical) ? values[canonical] : undefined;
  if (canonical.endsWith('.__file__')) return textThing(fileOf(canonical.slice(0, -'.__file__'.length), program));
  if (value === undefined) return { type: 'ref', name: canonical };
  const thing = value(scene);
  // What is set in it stays.
  if (thing.type === 'object') Map.prototype.set.call(program.overrides, canonical, thing);
  return thing;
}

/** Where a module lies: among the libraries, or in the project. */
function fileOf(module: string, { language: { apis, modules } }: Program): string {
  const path = `${module.replaceAll('.', '/')}/__init__.py`;
  const top = module.split('.')[0] ?? '';
  const library = modules.has(top) || [...apis.keys()].some((name) => name.startsWith(`${top}.`));
  return library ? `/usr/lib/python3/site-packages/${path}` : path;
}

export function memberOf(of: Thing, key: Thing, frame: Frame): Thing {
  if (of.type === 'either') return eitherThing(of.ways.map((way) => memberOf(way, key, frame)));
  if (key.type === 'either') return eitherThing(key.ways.map((way) => memberOf(of, way, frame)));
  const name = nameOf(key);
  if (name === '__call__' && ['function', 'ref', 'made', 'method'].includes(of.type)) return of;
  if (name === 'constructor' && (of.type === 'function' || of.type === 'method')) return refTo('Function', frame);
  switch (of.type) {
    case 'ref':
      if (name === '__dict__') return { type: 'object', entries: new Map(), base: of, rest: unknownThing('(member)', {}, true) };
      if (name !== undefined && of.name !== 'Reflect' && isOfFunctions(name, frame)) return { type: 'method', of, name };
      return name === undefined
        ? unknownThing(`${of.name}[…]`, {}, frame.program.language.blockScopes || REACHES_OUT.test(of.name))
        : refTo(`${of.name}.${name}`, frame);
    case 'object':
      return ofObject(of, name, key, frame);
    case 'class': {
      const member = name === undefined ? undefined : classMember(of, name);
      if (member?.type === 'function' && isDecorated(member, 'classmethod')) return { ...member, self: of };
      if (name === undefined && of.members.size > 0) return eitherThing([...of.members.values()]);
      return member ?? { type: 'method', of, name: name ?? '(member)' };
    }
    case 'list':
      return itemOfList(of, name, key);
    case 'text':
      return letterOf(of, name, key, frame);
    case 'made': {
      const trap = trapped(of, 'get', [key], frame);
      if (trap !== undefined) return trap;
      if (of.by === 'Proxy()' && of.args[0] !== undefined) return memberOf(of.args[0], key, frame);
      if (name !== undefined && isOfFunctions(name, frame)) return { type: 'method', of, name };
      return ofMade(of, name, frame);
    }
    case 'unknown':
      return of.hidden || name === undefined
        ? unknownThing(`${of.shown}.${name ?? '…'}`, of.taint, of.hidden === true)
        : { type: 'method', of, name };
    default:
      return { type: 'method', of, name: name ?? '(member)' };
  }
}

/** What every function of JavaScript has. */
function isOfFunctions(name: string, { program }: Frame): boolean {
  return program.language.blockScopes && /^(?:call|apply|bind)$/.test(name);
}

function ofMade(of: Extract<Thing, { type: 'made' }>, name: string | undefined, frame: Frame): Thing {
  if (name === undefined || /^\d+$/.test(name)) return madeThing(`${of.by}[]`, { self: of, content: of.content });
  const by = canonicalName(`${of.by}.${name}`, frame.program);
  const override = frame.program.overrides.get(by);
  if (override !== undefined) return override;
  const value = frame.program.language.values[by];
  if (value !== undefined && Object.hasOwn(frame.program.language.values, by)) return value(frame.scene);
  return madeThing(by, { self: of, content: of.content });
}

function bound(member: FunctionThing, self: Extract<Thing, { type: 'object' }>, frame: Frame): Thing {
  if (isDecorated(member, 'staticmethod')) return member;
  if (isDecorated(member, 'classmethod')) return { ...member, self: self.class ?? self };
  const method = { ...member, self };
  if (!isDecorated(member, 'property') && !isDecorated(member, 'cached_property')) return method;
  return frame.program.steps.call(method, { args: [], named: new Map(), line: member.node.line }, frame);
}

function ofObject(of: Extract<Thing, { type: 'object' }>, name: string | undefined, key: Thing, frame: Frame): Thing {
  if (name === undefined) {
    const known = key.type === 'text' && key.value[0]?.type === 'text' ? key.value[0].text : '';
    const begun = known === '' ? [] : [...of.entries].filter(([own]) => own.startsWith(known)).map(([, thing]) => thing);
    if (begun.length > 0) return eitherThing(begun);
    const all = [...of.entries.values(), ...(of.rest ? [of.rest] : [])];
    return all.length > 0 ? eitherThing(all) : unknownThing(`[${literalOf(key) ?? '…'}]`, taintOfThing(of));
  }
  const own = of.entries.get(name);
  if (own !== undefined) return of.maybe?.has(name) && of.rest ? eitherThing([own, restOf(of.rest, name)]) : own;
  const inherited = of.class === undefined ? undefined : classMember(of.class, name);
  if (inherited !== undefined) return inherited.type === 'function' ? bound(inherited, of, frame) : inherited;
  const other = of.class === undefined || name.startsWith('__') ? undefined : classMember(of.class, '__getattr__');
  if (other?.type === 'function')
    return frame.program.steps.call(
      { ...other, self: of },
      { args: [textThing(name)], named: new Map(), line: other.node.line },
      frame,
    );
  if (of.base !== undefined && !isMethodName(name)) return memberOf(of.base, textThing(name), frame);
  if (of.rest === undefined || isMethodName(name)) return { type: 'method', of, name };
  return restOf(of.rest, name);
}

function restOf(rest: Thing, name: string): Thing {
  return rest.type === 'unknown' && rest.shown === VARIABLE ? unknownThing(`$${name}`, credentialOf(name)) : rest;
}

function credentialOf(name: string): Taint {
  return /^AWS_(?:SECRET_ACCESS_KEY|SESSION_TOKEN)$|^(?:GITHUB|GH|NPM|GITLAB|PYPI)_TOKEN$|PRIVATE_KEY$|^(?:PG)?PASSWORD$/.test(
    name,
  )
    ? { credential: name }
    : {};
}

function isMethodName(name: string): boolean {
  return /^(?:get|items|keys|values|pop|update|copy|setdefault|hasOwnProperty|toString|__\w+__)$/.test(name);
}

/** The class and those above it, nearest first, as far as anybody looks. */
export function lineageOf(made: ClassThing): ReadonlySet<ClassThing> {
  const classes = new Set([made]);
  for (const one of classes)
    if (classes.size < MAX_ANCESTORS) for (const base of one.bases) if (base.type === 'class') classes.add(base);
  return classes;
}

export function classMember(of: ClassThing, name: string): Thing | undefined {
  for (const one of lineageOf(of)) {
    const own = one.members.get(name);
    if (own !== undefined) return own.type === 'function' ? { ...own, owner: one } : own;
  }
  return undefined;
}

/** Where a loop, or an index that nobody knows, takes one of many. */
export function anyOf(thing: Thing): Thing {
  const { items } = elementsOf(thing);
  return items.length > 0 ? eitherThing(items) : unknownThing('(item)');
}
