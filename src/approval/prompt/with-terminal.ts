// A question to ask at this process's terminal in; what came of it, or that there is no terminal, out. It waits for its turn.
import { Interruption } from '../../errors.ts';
import { oneByOne } from '../../one-by-one.ts';
import type { Terminal } from './ask-terminal.ts';
import { borrowTerminal } from './borrow-terminal.ts';
import type { TerminalStreams } from './terminal-streams.ts';

/** Whoever sits at the terminal is asked one at a time, whoever asks. */
export const inTurn = oneByOne();

export const NO_TERMINAL = 'there is no terminal to ask at: stdin and stderr must be one';

/**
 * @param ask Gets a signal that Ctrl-C aborts, too.
 * @returns undefined where there is no terminal.
 * @throws The signal's reason, where it is aborted before the question could be put.
 */
export function withTerminal<Result>(
  streams: TerminalStreams,
  signal: AbortSignal,
  ask: (terminal: Terminal, signal: AbortSignal) => Promise<Result>,
): Promise<Result | undefined> {
  return inTurn(signal, async () => {
    const interrupted = new AbortController();
    const terminal = borrowTerminal(streams, () => interrupted.abort(new Interruption()));
    if (terminal === undefined) return undefined;
    try {
      return await ask(terminal, AbortSignal.any([signal, interrupted.signal]));
    } finally {
      terminal.giveBack();
    }
  });
}
