// The parts of the shell reader that a machine runs, once they are loaded.
import type { Machine } from '../scene.ts';
import { loadParser } from './parse-shell.ts';
import { runCommand, runWords } from './run-command.ts';
import { runNode, runScript } from './run-script.ts';

export type ShellReader = Pick<Machine, 'parse' | 'runScript' | 'runNode' | 'runCommand' | 'runWords'>;

export async function loadShell(): Promise<ShellReader> {
  return { parse: await loadParser(), runScript, runNode, runCommand, runWords };
}
