// What the agent wrote and what a person made of it in; the rows that show the difference out. Loaded only when a block was edited.
import { structuredPatch } from 'diff';
import { wrap } from '../text/wrap.ts';
import { drawMarks, markCode } from './mark-code.ts';
import { hasColour, paint } from './paint.ts';

/** Lines around a change that are shown with it. */
const CONTEXT = 3;
/** Lines that came or went: the time that it takes to match them grows with the square of their number. */
const MOST_CHANGED = 4000;

const STYLES: Readonly<Record<string, (text: string) => string>> = { '-': paint.bad, '+': paint.good, ' ': paint.dim };

/** @param columns Of the terminal. */
export function diffRows(proposed: string, yours: string, columns: number): readonly string[] {
  const options = { context: CONTEXT, maxEditLength: MOST_CHANGED };
  const { hunks } = structuredPatch('', '', proposed, yours, undefined, undefined, options) ?? {
    hunks: [{ newStart: 1, lines: [...signed('-', proposed), ...signed('+', yours)] }],
  };
  const digits = String(yours.split('\n').length).length;
  const room = Math.max(1, columns - digits - 7);
  const rows = [`  ${paint.bad('- proposed')}  ${paint.good('+ yours')}`];
  for (const [at, { newStart, lines }] of hunks.entries()) {
    if (at > 0 || newStart > 1) rows.push(paint.dim(`  ${'⋮'.padStart(digits)}`));
    let number = newStart;
    for (const line of lines) {
      const sign = line[0] ?? ' ';
      const style = STYLES[sign];
      if (style === undefined) continue; // "no newline at end of file"
      const label = sign === '-' ? '' : String(number++);
      const parts = wrap(drawMarks(markCode(line.slice(1), hasColour), hasColour), room).rows;
      rows.push(
        ...parts.map((part, row) => `  ${paint.dim((row === 0 ? label : '↪').padStart(digits))}  ${style(`${sign} ${part}`)}`),
      );
    }
  }
  return rows;
}

/** All of them, where what they have in common would take too long to find. */
function signed(sign: string, text: string): readonly string[] {
  return text
    .replace(/\n$/, '')
    .split('\n')
    .map((line) => `${sign}${line}`);
}
