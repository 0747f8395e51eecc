// What the agent wrote and what a person made of it in; the rows that show the difference out. Loaded only when a block was edited.
import { wrap } from '../text/wrap.ts';
import { type DiffLine, diffLines } from './diff-lines.ts';
import { drawMarks, markCode } from './mark-code.ts';
import { hasColour, paint } from './paint.ts';

const STYLES: Readonly<Record<DiffLine['sign'], (text: string) => string>> = { '-': paint.bad, '+': paint.good, ' ': paint.dim };

/** @param columns Of the terminal. */
export function diffRows(proposed: string, yours: string, columns: number): readonly string[] {
  const digits = String(yours.split('\n').length).length;
  const room = Math.max(1, columns - digits - 7);
  const rows = [`  ${paint.bad('- proposed')}  ${paint.good('+ yours')}`];
  for (const { follows, lines } of diffLines(proposed, yours)) {
    if (follows) rows.push(paint.dim(`  ${'⋮'.padStart(digits)}`));
    for (const { sign, number, text } of lines) {
      const style = STYLES[sign];
      const label = String(number ?? '');
      const parts = wrap(drawMarks(markCode(text, hasColour), hasColour), room).rows;
      rows.push(
        ...parts.map((part, row) => `  ${paint.dim((row === 0 ? label : '↪').padStart(digits))}  ${style(`${sign} ${part}`)}`),
      );
    }
  }
  return rows;
}
