// What the files that run a program in thought share: its language's knowledge, the place it is in, and the machine.
import type { Scene } from '../scene.ts';
import type { Value } from '../value.ts';
import type { Api } from './api.ts';
import type { Scope, Thing } from './thing.ts';
import type { Expression, FunctionNode, Statement } from './tree.ts';

/** What is known of a language and of the libraries that its programs use. */
export interface Language {
  /** The tool that runs it. */
  readonly tool: string;
  /** `if` and loop bodies have scopes of their own. */
  readonly blockScopes: boolean;
  /** Names that mean the same as another: `posix.system` is `os.system`. The longest beginning counts. */
  readonly aliases: Readonly<Record<string, string>>;
  /** Members and globals that are plain values. */
  readonly values: Readonly<Record<string, (scene: Scene) => Thing>>;
  /** Members of texts of a class: `pathlib.Path.parent`. */
  readonly properties: Readonly<Record<string, (self: Value, scene: Scene) => Thing>>;
  readonly apis: ReadonlyMap<string, Api>;
  /** For families of names. */
  readonly families: readonly (readonly [name: RegExp, api: Api])[];
  /** Modules whose every dangerous call is in the tables: importing one runs nothing that nobody knows. */
  readonly modules: ReadonlySet<string>;
  readonly exports: {
    /** What stands for all that a module gives to whoever loads it. */
    readonly names: ReadonlySet<string>;
    /** Functions that nobody calls by the way, each with the one beside it by which it is known. */
    readonly uncalled: ReadonlyMap<string, string>;
  };
  /** Where a module of the project would lie, seen from the working directory. */
  fileOf(module: string): readonly string[];
  parse(code: string): readonly Statement[];
}

/** Where in a program the reader is. */
export interface Frame {
  readonly program: Program;
  readonly scene: Scene;
  readonly scope: Scope;
  /** What the function around it gives. */
  readonly returns: Thing[];
  readonly line: (line: number) => number;
}

/** The name under which a tag finds the pieces of its template. */
export const PIECES = '(pieces)';

/** The arguments of a call. */
export interface Given {
  readonly args: readonly Thing[];
  readonly named: ReadonlyMap<string, Thing>;
  readonly line: number;
}

/** The steps that files below need of files above. */
interface Steps {
  evaluate(node: Expression, frame: Frame): Thing;
  run(statements: readonly Statement[], frame: Frame): void;
  call(callee: Thing, given: Given, frame: Frame): Thing;
}

export interface Program {
  readonly language: Language;
  readonly steps: Steps;
  /** Members of modules that this program has set to something else. */
  readonly overrides: Map<string, Thing>;
  /** Functions that are being run, innermost last. */
  readonly running: FunctionNode[];
  /** Functions that were run at least once, with whatever arguments. */
  readonly seen: Set<FunctionNode>;
  /** Handed to somebody who may call them: run at the end with unknown arguments, unless they were run by then. */
  readonly escaped: {
    readonly what: Thing;
    readonly args: readonly Thing[] | undefined;
    readonly setup?: boolean;
    readonly last?: true;
  }[];
  /** What the functions that are being run were last called with. */
  readonly given: Map<FunctionNode, Given>;
  readonly imported: Set<string>;
}
