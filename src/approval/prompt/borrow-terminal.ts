// The terminal of a program that may use it itself, for the time of one question; given back as it was, however the question ends.
import { isatty } from 'node:tty';
import { BRACKETED_PASTE, type Terminal } from './ask-terminal.ts';
import { assumeSize } from './assume-size.ts';
import { createKeyboard } from './keyboard.ts';
import { openKeys } from './open-keys.ts';
import type { TerminalStreams } from './terminal-streams.ts';

export interface BorrowedTerminal extends Terminal {
  giveBack(): void;
}

/** Whoever dies of one of these while the keyboard is held would leave it so. */
const ENDING = ['SIGHUP', 'SIGINT', 'SIGQUIT', 'SIGTERM'] as const;

/** @param interrupt What Ctrl-C does between two readings of the keyboard. */
export function borrowTerminal(
  { input, output = process.stderr }: TerminalStreams,
  interrupt: () => void,
): BorrowedTerminal | undefined {
  if (!output.isTTY || (input === undefined ? !isatty(0) : !input.isTTY)) return undefined;
  const own = input === undefined ? openKeys(['/dev/fd/0', '/dev/tty']) : undefined;
  const keys = input ?? own;
  if (keys === undefined) return undefined;

  // It reads the same terminal, and would get every other key.
  const reader = input ?? process.stdin;
  const wasRead = reader.readableFlowing === true;
  const wasRaw = input?.isRaw ?? false;
  if (own !== undefined && wasRead) reader.pause();
  const forgetSize = assumeSize(output);
  const keyboard = createKeyboard(keys, interrupt);
  const unheard = ENDING.filter((name) => process.listenerCount(name) === 0);
  for (const name of unheard) process.on(name, dieOf);
  process.on('exit', leave);
  keyboard.hold();
  let given = false;

  function giveBack(): void {
    if (given) return;
    given = true;
    for (const name of unheard) process.off(name, dieOf);
    process.off('exit', leave);
    forgetSize();
    keyboard.close();
    own?.destroy();
    if (wasRaw && input?.destroyed === false) input.setRawMode(true);
    if (wasRead) reader.resume();
  }
  function leave(): void {
    output.write(BRACKETED_PASTE.off);
    giveBack();
  }
  function dieOf(name: NodeJS.Signals): void {
    leave();
    process.kill(process.pid, name);
  }
  return { input: keys, output, keyboard, giveBack };
}
