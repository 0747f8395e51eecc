// A block's code in, the lines that show all of it on a terminal out: numbered, wrapped with a mark, coloured where colour is.
import { visible } from '../../text/visible.ts';
import { wrap } from '../../text/wrap.ts';
import { paint } from './paint.ts';

const TAB = '    ';

export async function codeLines(code: string, tool: string, columns: number, colour: boolean): Promise<string[]> {
  const shown = visible(code).replace(/\n$/, '').replaceAll('\t', TAB);
  const coloured = colour ? (await import('./highlight.ts')).highlight(shown, tool) : shown;
  const lines = coloured.split('\n');
  const digits = String(lines.length).length;
  const width = Math.max(1, columns - digits - 5);
  return lines.flatMap((line, index) =>
    wrap(line, width).rows.map((part, row) => `  ${paint.dim((row === 0 ? String(index + 1) : '↪').padStart(digits))}  ${part}`),
  );
}
