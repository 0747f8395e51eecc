// A block's code in, the lines that show all of it on a terminal out: numbered, wrapped with a mark, coloured where colour is.
import { wrap } from '../text/wrap.ts';
import { drawMarks, markCode, marked } from './mark-code.ts';
import { paint } from './paint.ts';

const BLANK = /^[ \t]*$/;
/** As many lines with nothing to see become a count. */
const MANY_BLANK = 20;

export async function codeLines(code: string, tool: string, columns: number, colour: boolean): Promise<string[]> {
  const raw = code.replace(/\n$/, '');
  const shown = markCode(raw, colour);
  const coloured = colour ? (await import('./highlight.ts')).highlight(shown, tool) : shown;
  const lines = drawMarks(coloured, colour).split('\n');
  const digits = String(lines.length).length;
  const width = Math.max(2, columns - digits - 5);
  const row = (sign: string, text: string) => `  ${paint.dim(sign.padStart(digits))}  ${text}`;
  const blank = blankRuns(raw.split('\n'));
  let shownUntil = 0;
  return lines.flatMap((line, at) => {
    if (at < shownUntil) return [];
    const run = blank.get(at);
    if (run === undefined) return wrap(line, width).rows.map((part, more) => row(more === 0 ? String(at + 1) : '↪', part));
    shownUntil = at + run.length;
    return [row('⋮', drawMarks(marked(`${run.length} ${run.join('') === '' ? 'empty' : 'blank'} lines`), colour))];
  });
}

/** The long runs of lines that show nothing, by the place of their first. */
function blankRuns(lines: readonly string[]): ReadonlyMap<number, readonly string[]> {
  const runs = new Map<number, readonly string[]>();
  let first = 0;
  for (const [at, line] of [...lines, 'the end'].entries()) {
    if (BLANK.test(line)) continue;
    if (at - first >= MANY_BLANK) runs.set(first, lines.slice(first, at));
    first = at + 1;
  }
  return runs;
}
