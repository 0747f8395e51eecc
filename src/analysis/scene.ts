// The parts that the shell reader's files share: the state of a shell, and the machine that runs scripts and commands over it.
import type { Place } from './place.ts';
import type { Recorder } from './recorder.ts';
import type { Command, CompoundList, ParsedScript, ParseShell, SyntaxNode } from './shell/parse-shell.ts';
import type { Value } from './value.ts';

/** A list has any number of elements, a plain variable one. */
export type Elements = readonly Value[];

interface FunctionBody {
  readonly node: SyntaxNode;
  readonly lineAt: (pos: number) => number;
  /** Defined on every way through the script: the plain command of that name is then not what runs. */
  readonly certain: boolean;
}

/** What one shell process knows; a subshell gets a copy. */
export interface Shell {
  /** Unknown after `cd "$X"`. */
  cwd: string | undefined;
  /** Each variable's possible contents. */
  readonly variables: Map<string, readonly Elements[]>;
  readonly functions: Map<string, FunctionBody>;
  readonly aliases: Map<string, string>;
  /** What runs when the shell ends. */
  readonly traps: { readonly code: Value; readonly via: readonly string[]; readonly line: number }[];
  /** `$1`, `$2`, …; unknown in a script whose arguments nobody knows. */
  positional: Elements | undefined;
}

/** Where in the block, and in what, the reader is. */
export interface Scene {
  readonly machine: Machine;
  readonly shell: Shell;
  readonly via: readonly string[];
  readonly lineAt: (pos: number) => number;
  /** What a command here would read. */
  readonly stdin: Value;
  readonly depth: number;
  /** Branches and loop bodies may not run: what they set is only one possibility. */
  readonly certain: boolean;
  /** Which of a variable's possible contents is looked at, by name; filled as they are met. */
  readonly choices: Map<string, { at: number; of: number }>;
  /** The index of the command that holds this place. */
  readonly command?: number;
  /** Whether that command's words were all written as they are. */
  readonly literal?: boolean;
  /** In a pipe or in the background, inside the innermost function. */
  readonly forking?: boolean;
  /** Tells where in the block the code stands that is about to do something; absent where that code is not the block's own text. */
  readonly spans?: ((start: number, end: number) => void) | undefined;
  /** How deep in scripts of the project this is: their commands count as the one that runs them. */
  readonly scripts?: number;
  /** The script that this is. */
  readonly script?: string;
  /** Functions that are being run. */
  readonly callers?: readonly string[];
}

export interface CommandCall {
  readonly literal: boolean;
  readonly line: number;
  /** Puts redirections around the run. */
  readonly around?: (scene: Scene, run: (scene: Scene) => Value) => Value;
  /** Functions and aliases do not count: `command x`. */
  readonly plain?: boolean;
}

/** Reads the code of one language. */
export interface CodeReader {
  /** @param line Where the code stands in the block; undefined where it is the block. @returns What goes to standard output. */
  run(code: string, scene: Scene, line: number | undefined): Value;
}

export interface Machine {
  readonly place: Place;
  readonly recorder: Recorder;
  readonly parse: ParseShell;
  /** What this block wrote, by absolute path. */
  readonly files: Map<string, Value>;
  /** What is known of a tool's language; undefined when there is no reader for it. */
  reader(tool: string): CodeReader | undefined;
  hasReader(tool: string): boolean;
  /** Links that this block made: where each points to, by absolute paths. */
  readonly links: Map<string, string>;
  /** Texts that were packed in base64, hex, gzip and their like: whoever runs one runs what was meant not to be read. */
  readonly unpacked: Set<string>;
  /** A new number at each call. */
  next(): number;
  /** Each of these returns what goes to standard output. */
  runScript(script: ParsedScript | CompoundList, scene: Scene): Value;
  runNode(node: SyntaxNode, scene: Scene): Value;
  runCommand(node: Command, scene: Scene): Value;
  /** Runs a command whose words are expanded. */
  runWords(words: readonly Value[], scene: Scene, call: CommandCall): Value;
  /** Reads code of any tool that a command hands on. */
  runCode(tool: string, code: Value, scene: Scene, line: number): Value;
}

export function copyShell(shell: Shell): Shell {
  return {
    ...shell,
    variables: new Map(shell.variables),
    functions: new Map(shell.functions),
    aliases: new Map(shell.aliases),
  };
}
