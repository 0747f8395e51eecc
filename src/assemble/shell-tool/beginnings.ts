// Beginnings of commands and a reading in; whether it begins so, or runs what does, out.
import { realpathSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import type { Reading } from '../../effects.ts';
import { UsageError } from '../../errors.ts';
import { visibleLine } from '../../text/visible.ts';
import { MAKES_UP_NAMES } from './reads-by-name.ts';
import { splitWords } from './split-words.ts';
import { unknownCommands } from './unknown-commands.ts';

/** The words of one entry: `git log`. */
export type Beginning = readonly string[];

/** @throws {UsageError} When an entry is not the beginning of one plain command. */
export function beginningsOf(option: string, entries: readonly string[]): readonly Beginning[] {
  return entries.map((entry) => {
    const split = splitWords(entry);
    if ('words' in split) return split.words;
    throw new UsageError(
      `shellTool: "${visibleLine(entry)}" in ${option} is no beginning of a command (${split.fault}). Write its first words: "git log".`,
    );
  });
}

export function beginsWith(words: readonly string[], beginning: Beginning): boolean {
  return beginning.every((word, at) => words[at] === word);
}

/** @returns The entry that one of the commands of the block begins with, however it is started. */
export function findBlocked(
  { commands, effects }: Pick<Reading, 'commands' | 'effects'>,
  blocked: readonly Beginning[],
  cwd: string,
): Beginning | undefined {
  // Of what nobody knows, any word may be a command that it starts.
  const unknown = unknownCommands(effects);
  return blocked.find((beginning) =>
    commands.some(({ argv }, index) =>
      argv.some((_, from) => (from === 0 || unknown.has(index)) && isStartOf(argv.slice(from), beginning, cwd)),
    ),
  );
}

/** @returns The program that gets code of its own kind to run, which nobody has read. */
export function findUnread({ commands, effects }: Pick<Reading, 'commands' | 'effects'>): string | undefined {
  const runs = effects.filter(({ kind }) => kind === 'execute' || kind === 'package-install').map(({ command }) => command);
  const found = commands.find(({ argv: [program = '', ...args] }, index) => {
    const code = MAKES_UP_NAMES[basename(program)];
    return code !== undefined && runs.includes(index) && args.some((arg) => code.test(arg));
  });
  return found?.argv.join(' ');
}

/** Options may stand between its words, each with a value. */
function isStartOf(words: readonly string[], [name = '', ...rest]: Beginning, cwd: string): boolean {
  const [program = '', ...args] = words;
  if (!namesOf(program, cwd).includes(basename(name))) return false;
  let at = 0;
  for (const word of rest) {
    const skipped = args.slice(at).findIndex((arg, index, left) => arg === word || !isOptionPart(arg, left[index - 1]));
    if (skipped === -1 || args[at + skipped] !== word) return false;
    at += skipped + 1;
  }
  return true;
}

function isOptionPart(word: string, before: string | undefined): boolean {
  return word.startsWith('-') || before?.startsWith('-') === true;
}

/** As it is called, and as it is called where a link leads. */
function namesOf(program: string, cwd: string): readonly string[] {
  // `=name` is where a program lies, to zsh.
  const name = basename(program.replace(/^=/, ''));
  if (!program.includes('/')) return [name];
  try {
    return [name, basename(realpathSync(resolve(cwd, program)))];
  } catch {
    return [name];
  }
}
