// A question that is not about a block, and a terminal, in; whether a person typed a yes out. Guarded like every other.
import { askTerminal, type Question, type Terminal } from './ask-terminal.ts';

/** It waits without end; everything but a yes is a no. */
export async function askYesOrNo(
  terminal: Terminal,
  question: Pick<Question, 'question' | 'explanation' | 'pager' | 'paint'>,
  signal: AbortSignal,
): Promise<'yes' | 'no' | 'interrupted'> {
  const { kind } = await askTerminal(
    terminal,
    { ...question, choices: 'yes · no', timeoutMs: 0, canRemember: false, canEdit: false },
    signal,
  );
  if (kind === 'interrupted') return kind;
  return kind === 'once' ? 'yes' : 'no';
}
