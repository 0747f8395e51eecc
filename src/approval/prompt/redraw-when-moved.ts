// A screen, and what is drawn at its end, in; a call to draw it again when it was moved (another size, or a shell that had the screen
// meanwhile) out. Nothing above it is ever erased.
import type { WriteStream } from 'node:tty';
import { stripVTControlCharacters } from 'node:util';
import fastStringWidth from 'fast-string-width';

const SETTLED_MS = 150;
const ERASE_BELOW = '\r\u001b[J';

/**
 * Whoever draws next erases as many rows as it drew before; by now those may be rows of somebody else. So it gets as many rows of its
 * own. What the terminal made of a line that it broke in two stays above.
 *
 * @returns A function that ends it.
 */
export function redrawWhenMoved(output: WriteStream, drawn: { current: string }, redraw: () => void): () => void {
  let timer: NodeJS.Timeout | undefined;
  let columns = output.columns;
  let cleared = '';

  function moved(): void {
    if (cleared !== drawn.current) {
      cleared = drawn.current;
      output.write(`${ERASE_BELOW}${'\n'.repeat(heightOf(drawn.current, columns) - 1)}`);
    }
    columns = output.columns;
    clearTimeout(timer);
    timer = setTimeout(() => {
      cleared = '';
      redraw();
    }, SETTLED_MS);
  }
  output.on('resize', moved);
  process.on('SIGCONT', moved);
  return () => {
    clearTimeout(timer);
    output.off('resize', moved);
    process.off('SIGCONT', moved);
  };
}

function heightOf(text: string, columns: number): number {
  const lines = stripVTControlCharacters(text).trimEnd().split('\n');
  return lines.reduce((sum, line) => sum + Math.max(1, Math.ceil((fastStringWidth(line) + 1) / columns)), 0);
}
