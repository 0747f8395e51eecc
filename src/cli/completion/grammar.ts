// Commander's tree of commands in; what may stand where on a command line out, as data that knows no shell.
import type { Argument, Command, Option } from 'commander';
import { type Values, valuesOf, type Word } from './values.ts';

export interface Grammar {
  /** The program itself first. */
  readonly commands: readonly CommandGrammar[];
  /** Each once. */
  readonly values: readonly Values[];
}

export interface CommandGrammar {
  /** How it is called after the program: `policy show`; empty for the program itself. */
  readonly path: string;
  readonly commands: readonly Word[];
  readonly options: readonly OptionGrammar[];
  readonly arguments: readonly Place[];
}

export interface OptionGrammar {
  /** `-h` and `--help`. */
  readonly flags: readonly string[];
  readonly about: string;
  readonly takes?: Place;
}

/** Where a value stands. */
export interface Place {
  /** As the help calls it. */
  readonly name: string;
  readonly values: Values;
  /** Whether all that follow are of the same kind. */
  readonly variadic: boolean;
}

/** What the help does not show is left out. */
export function grammarOf(program: Command): Grammar {
  const commands = commandsOf(program, []);
  const places = commands.flatMap((command) => [...command.arguments, ...command.options.flatMap(({ takes }) => takes ?? [])]);
  return { commands, values: [...new Map(places.map(({ values }) => [values.id, values])).values()] };
}

/** What a script must know to find its place on a line: `policy show`, and `policy test --corpus`, which takes the word after it. */
export function knownPaths(commands: readonly CommandGrammar[]): {
  readonly below: readonly string[];
  readonly taking: readonly string[];
} {
  return {
    below: commands.flatMap(({ path }) => path || []),
    taking: commands.flatMap(({ path, options }) =>
      options.flatMap(({ flags, takes }) => (takes ? flags.map((flag) => `${path} ${flag}`.trim()) : [])),
    ),
  };
}

function commandsOf(command: Command, path: readonly string[]): readonly CommandGrammar[] {
  const help = command.createHelp();
  const below = help.visibleCommands(command);
  const grammar = {
    path: path.join(' '),
    commands: below.map((each) => ({ word: each.name(), about: each.description() })),
    options: help.visibleOptions(command).map((option) => optionGrammar(option, path)),
    arguments: command.registeredArguments.map((argument) => argumentPlace(argument, path)),
  };
  return [grammar, ...below.flatMap((each) => commandsOf(each, [...path, each.name()]))];
}

function optionGrammar(option: Option, path: readonly string[]): OptionGrammar {
  const flags = [option.short, option.long].filter((flag) => flag !== undefined);
  // A value that may be left out is attached by `=`, and no word of its own.
  if (!option.required) return { flags, about: option.description };
  const name = /[<[](.+?)(?:\.\.\.)?[>\]]/.exec(option.flags)?.[1] ?? '';
  const values = valuesOf(name, option.argChoices, idOf([...path, option.name()]));
  return { flags, about: option.description, takes: { name, values, variadic: option.variadic } };
}

function argumentPlace(argument: Argument, path: readonly string[]): Place {
  const name = argument.name();
  return { name, values: valuesOf(name, argument.argChoices, idOf([...path, name])), variadic: argument.variadic };
}

function idOf(words: readonly string[]): string {
  return ['of', ...words].join('_').replace(/\W/g, '_');
}
