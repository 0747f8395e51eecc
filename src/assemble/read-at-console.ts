// A tool's question in, the line that a person typed at this process's terminal out.
import { type Answered, askTerminal } from '../approval/prompt/ask-terminal.ts';
import { createPager } from '../approval/prompt/pager.ts';
import { questionLines } from '../approval/prompt/question-lines.ts';
import type { TerminalStreams } from '../approval/prompt/terminal-streams.ts';
import { NO_TERMINAL, withTerminal } from '../approval/prompt/with-terminal.ts';
import { ApproveRunError, EXIT, Interruption } from '../errors.ts';
import { paint } from '../view/paint.ts';

/** A question of a tool. */
export interface ConsoleQuestion {
  readonly prompt: string;
  readonly kind: 'approval' | 'input';
  readonly toolName?: string;
  /** Seconds for the answer; 0 waits without end. */
  readonly timeout: number;
  /** Aborted when an answer counts for nothing any more: the question is withdrawn. */
  readonly signal: AbortSignal;
}

export async function readAtConsole(
  streams: TerminalStreams,
  { prompt, kind, timeout, signal }: ConsoleQuestion,
): Promise<string> {
  const answered = await withTerminal(streams, signal, async (terminal, either) => {
    const { above, question } = questionLines(prompt, terminal.output.columns);
    const pager = createPager(terminal.output);
    pager.show(['', ...above]);
    const accepts = { canRemember: false, canEdit: false, anyText: kind };
    const time = { timeoutMs: timeout * 1000, fixedTime: true };
    return askTerminal(terminal, { question, choices: '', explanation: [], pager, paint, ...accepts, ...time }, either);
  });
  signal.throwIfAborted();
  return lineOf(answered, timeout);
}

function lineOf(answered: Answered | undefined, timeout: number): string {
  switch (answered?.kind) {
    case 'text':
      return answered.typed ?? '';
    case 'interrupted':
      throw new Interruption();
    case 'timeout':
      throw new ApproveRunError(`No one answered within ${timeout} s.`, 'unanswered', EXIT.unanswered);
    case undefined:
      throw new ApproveRunError(`Nobody could be asked: ${NO_TERMINAL}.`, 'no-terminal', EXIT.denied);
    default:
      throw new ApproveRunError('Nobody could be asked: the terminal was closed.', 'no-terminal', EXIT.denied);
  }
}
