// `approve-run completion SHELL`: the tree of commands in; a script for the shell's start-up file out.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from 'commander';
import { EXIT } from '../errors.ts';
import { PACKAGE_FOLDER } from '../tool/package-folder.ts';
import { bashTables } from './completion/bash.ts';
import { fishTables } from './completion/fish.ts';
import { type Grammar, grammarOf } from './completion/grammar.ts';
import { zshTables } from './completion/zsh.ts';

export type Shell = 'bash' | 'zsh' | 'fish';

const TABLES: Readonly<Record<Shell, (grammar: Grammar) => string>> = { bash: bashTables, zsh: zshTables, fish: fishTables };

export function completionCommand(shell: Shell, program: Command): number {
  process.stdout.write(completionScript(shell, program));
  return EXIT.ok;
}

/** The first line tells zsh what a file of $fpath is for; to the others it is a comment. */
export function completionScript(shell: Shell, program: Command): string {
  const driver = readFileSync(join(PACKAGE_FOLDER, `dist/completion/driver.${shell}`), 'utf8');
  const about = `# Tab for approve-run ${program.version() ?? ''}, as "approve-run completion ${shell}" wrote it.`;
  return `#compdef approve-run\n${about}\n\n${TABLES[shell](grammarOf(program))}\n${driver}`;
}
