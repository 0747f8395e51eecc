// A text to ask in; its rows, safe to show, out: those that stand above the question, and the question.
import { visible } from '../../text/visible.ts';
import { hang } from '../../text/wrap.ts';

/** A longer question is printed once above the prompt instead of being drawn again every second. */
const LONGEST_QUESTION = 60;

export function questionLines(text: string, columns: number): { readonly above: readonly string[]; readonly question: string } {
  const lines = visible(text).split('\n');
  const question = (lines.at(-1)?.length ?? 0) <= LONGEST_QUESTION ? (lines.pop() ?? '') : '';
  return { above: lines.flatMap((line) => hang('', line, columns).split('\n')), question };
}
