// The terminal that a person can be asked at, or nothing where there is none. Questions are drawn on stderr.
import { ReadStream } from 'node:tty';
import type { Terminal } from './ask-terminal.ts';
import { assumeSize } from './assume-size.ts';
import { createKeyboard } from './keyboard.ts';
import { openKeys } from './open-keys.ts';

/**
 * @param answeredOn `stdin`, or `/dev/tty` when stdin holds the task: a pipe beside a task file must never answer.
 * @param interrupt What Ctrl-C does.
 */
export function openTerminal(answeredOn: 'stdin' | '/dev/tty', interrupt: () => void): Terminal | undefined {
  const output = process.stderr;
  for (const stream of [process.stdout, process.stderr]) assumeSize(stream);
  const input = answeredOn === 'stdin' ? process.stdin : openKeys(['/dev/tty']);
  if (!output.isTTY || !(input instanceof ReadStream) || !input.isTTY) return undefined;
  return { input, output, keyboard: createKeyboard(input, interrupt) };
}
