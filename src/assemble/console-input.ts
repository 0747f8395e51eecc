// Where to ask in; a function that puts a tool's question to the person at this process's terminal, and gives what was typed, out.
import type { TerminalStreams } from '../approval/prompt/terminal-streams.ts';
import { checkKnown } from '../known-options.ts';
import type { ConsoleQuestion } from './read-at-console.ts';

export type { ConsoleQuestion };

/** Where a question is put. */
export type ConsoleInputOptions = TerminalStreams;

/**
 * Makes a `humanInput` that asks the person at this process's terminal: the prompt, escaped, and one typed line, trimmed, by the guarded prompt
 * of `consoleApproval`. What was typed before the question was there does not count, a paste is refused.
 *
 * @returns Rejects with the signal's reason once it is aborted, with an `Interruption` after Ctrl-C, and with an `ApproveRunError` where
 *   there is no terminal (code `no-terminal`) or no answer in time (`unanswered`).
 * @example
 * ```ts
 * import assert from 'node:assert/strict';
 * import { consoleInput } from 'approve-run';
 *
 * const humanInput = consoleInput();
 * const withdrawn = AbortSignal.abort(new Error('too late'));
 * const question = { prompt: 'Which city?', kind: 'input', timeout: 30, signal: withdrawn } as const;
 * await assert.rejects(humanInput(question), /too late/);
 * ```
 */
export function consoleInput(options: ConsoleInputOptions = {}): (question: ConsoleQuestion) => Promise<string> {
  checkKnown('consoleInput', options, { input: 'an object', output: 'an object' });
  return async (question) => {
    const { readAtConsole } = await import('./read-at-console.ts');
    return readAtConsole(options, question);
  };
}
