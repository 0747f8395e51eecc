// What a tool is. A type only.

/** What runs a language. */
export interface Tool {
  readonly name: string;
  /** What people write after the fence, in lower case; the name itself is always one of them. */
  readonly languages: readonly string[];
  /** Ways to start it, best first: the first whose program exists (and whose probe exits 0) is used. */
  readonly commands: readonly ToolCommand[];
}

/**
 * A program and its arguments. A placeholder in an argument says how the code gets in: `{fd}` is a path to an open file
 * that has no name, `{file}` the path of a private file (`{file.ps1}` gives it an ending), `{text}` the code itself;
 * without one the code is the program's standard input.
 */
export interface ToolCommand {
  readonly argv: Argv;
  /** Arguments of a trial run that tells whether this program will do; exit 0 means yes. */
  readonly probe?: readonly string[];
}

export type Argv = readonly [string, ...string[]];
