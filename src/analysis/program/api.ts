// What the tables of calls are made of. Types only: `perform-call.ts` gives life to them.
import type { EffectKind } from '../../effects.ts';
import type { Scene } from '../scene.ts';
import type { Role, Touch } from '../touch.ts';
import type { Value } from '../value.ts';
import type { Replacement, Thing } from './thing.ts';

/**
 * One function, or several that work alike. Arguments are named by position and name, apart by blanks: `0 path`; `self` is what a
 * method is called on.
 */
export interface Api {
  /** What happens to the paths in these arguments. */
  readonly touch?: Readonly<Record<string, Role>>;
  /** It takes whole trees: always, or when this option is true. */
  readonly recursive?: true | string;
  /** What it does whatever its arguments are; `{0}` is the first one. */
  readonly tell?: readonly [EffectKind, says: string];
  /** What it gives: the class of a text, or the name by which its methods are found. Without: named after the call itself. */
  readonly gives?: string;
  /** Anything else. @returns What it gives, where that is known. */
  readonly does?: (call: ApiCall) => Thing | undefined;
}

export type Apis = Readonly<Record<string, Api>>;

/** One call, as its table entry sees it. */
export interface ApiCall {
  readonly name: string;
  readonly self: Thing;
  readonly args: readonly Thing[];
  readonly named: ReadonlyMap<string, Thing>;
  readonly line: number;
  readonly scene: Scene;
  /** The first that is given: `0 path`, `self`; options of JavaScript are looked up in objects among the arguments. */
  arg(names: string): Thing | undefined;
  /** An option that is, or may be, true. */
  option(name: string): boolean;
  report(kind: EffectKind, says: string, details?: { readonly host?: string }): void;
  touch(role: Role, path: Thing, details?: Touch): void;
  /** What is known to be in a file; tells when it is a secret. */
  read(path: Thing): Value;
  /** Runs shell code. @returns What it prints. */
  shell(code: Thing, stdin?: Thing): Value;
  /** Runs words as a command. @returns What it prints. */
  command(words: Thing, stdin?: Thing): Value;
  /** Runs code of this or another tool; code of this program's language sees its names, and leaves those that it sets. */
  code(tool: string, code: Thing, names?: Map<string, Thing>): Thing;
  /** Calls a function that it was given. */
  call(what: Thing, args: readonly Thing[]): Thing;
  /** Sets a member, whose name is a value. */
  set(of: Thing, key: Thing, thing: Thing): undefined;
  /** Loads a module by its name, as an import does. */
  load(module: string): Thing;
  /** Keeps a function for the end: somebody calls it when something has happened. `setup`: before all others that are kept. */
  later(what: Thing, args: readonly Thing[], setup?: boolean): void;
  /** Puts something in the place of a function of a module, also where it was imported before: a mock. */
  override(name: string, thing: Thing): void;
  /** Puts these in the place of others, until somebody puts others there. */
  putStandIns(replacements: readonly Replacement[]): void;
  /** The names that the code around the call sees: those of the whole program, or of its innermost function. */
  names(innermost?: boolean): Map<string, Thing>;
  /** Looks a member up. */
  member(of: Thing, name: string): Thing;
}
