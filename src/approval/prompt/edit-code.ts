// Code in; the same code as a person left it in their editor, or why there is none, out.
import { spawn } from 'node:child_process';
import { closeSync, constants, fstatSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { privateFolder } from '../../private-folder.ts';
import { visibleLine } from '../../text/visible.ts';
import type { Terminal } from './ask-terminal.ts';

export type Edited = { readonly code: string } | { readonly why: string };

/** What editors know the language by. */
const SUFFIXES: Readonly<Record<string, string>> = {
  bash: '.sh',
  sh: '.sh',
  zsh: '.sh',
  python: '.py',
  node: '.mjs',
  typescript: '.ts',
  ruby: '.rb',
  perl: '.pl',
  pwsh: '.ps1',
};

const MOST_BYTES = 16 * 1024 * 1024;
/** What `env` ends with where there is no such program. */
const NOT_FOUND = 127;

/**
 * Opens `$VISUAL`, else `$EDITOR`, on a private file. Whatever goes wrong is told in one line, and changes nothing.
 *
 * @param signal Ends the editor.
 */
export async function editCode(code: string, tool: string, terminal: Terminal, signal: AbortSignal): Promise<Edited> {
  const editor = process.env.VISUAL?.trim() || process.env.EDITOR?.trim();
  if (!editor) return { why: 'There is no editor: set VISUAL or EDITOR, such as EDITOR=nano.' };
  const name = visibleLine(editor);
  let folder: string | undefined;
  try {
    folder = privateFolder();
    const path = join(folder, `block${SUFFIXES[tool] ?? '.txt'}`);
    writeFileSync(path, code, { flag: 'wx', mode: 0o600 });
    const ended = await openEditor(editor, path, terminal, signal);
    if (ended === NOT_FOUND) return { why: `There is no ${name}: set VISUAL or EDITOR to an editor that is here.` };
    if (ended !== 0) return { why: `${name} ended with ${ended}; nothing was changed.` };
    const text = readText(path);
    if (text.trim() === '') return { why: 'The text is empty; nothing was changed.' };
    return text === code ? { why: 'The text is the same as before.' } : { code: text };
  } catch (error) {
    return { why: `The block cannot be edited: ${visibleLine(error instanceof Error ? error.message : String(error))}.` };
  } finally {
    if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
  }
}

/** Whatever stands there now: a named pipe, or a file without end, must not hold the run up. */
function readText(path: string): string {
  const file = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
  try {
    const found = fstatSync(file);
    if (!found.isFile()) throw new Error('the editor left no regular file');
    if (found.size > MOST_BYTES) throw new Error('the editor left more than 16 MB');
    return readFileSync(file, 'utf8').replaceAll('\r\n', '\n');
  } finally {
    closeSync(file);
  }
}

/**
 * The editor is given as a command line: `code --wait`. No shell stays around it, so that signals reach it and nobody else.
 *
 * @returns Its exit code, or the signal that ended it.
 */
function openEditor(editor: string, path: string, { input, output, keyboard }: Terminal, signal: AbortSignal) {
  const screen = (output as typeof output & { readonly fd: number }).fd;
  const keys = (input as typeof input & { readonly fd: number }).fd;
  return keyboard.lend(
    () =>
      new Promise<number | string | null>((resolve, reject) => {
        const child = spawn('/bin/sh', ['-c', `exec env ${editor} "$1"`, 'sh', path], { stdio: [keys, screen, screen], signal });
        child.once('exit', (code, by) => resolve(code ?? by));
        child.once('error', reject);
      }),
  );
}
