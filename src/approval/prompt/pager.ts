// The rows that show a block in; on the screen as many of them as fit above a question, the rest page by page. Until all of them were
// there, nobody can say yes to the block.
import type { WriteStream } from 'node:tty';
import { heightOf } from '../../text/wrap.ts';

export interface Pager {
  /** Prints the rows, or a first screen of them. What was still unread before is left behind. */
  show(rows: readonly string[]): void;
  /** Rows that belong to what is shown: printed where they still fit on this screen, else later. */
  add(rows: readonly string[]): void;
  /** Prints the next screen of them. */
  more(): void;
  /** How many rows were not on the screen yet. */
  unread(): number;
}

/** Rows of the screen that belong to the question, its hint, and the last row of the page before. */
const RESERVED = 5;
/** A screen that does not say how large it is. */
const ROWS = 24;
const COLUMNS = 80;

export function createPager(output: Pick<WriteStream, 'rows' | 'columns' | 'write'>): Pager {
  let rest: readonly string[] = [];
  /** Rows that still fit on this screen. */
  let room = 0;

  /** A terminal that was made narrower breaks a row in several. */
  function height(row: string): number {
    return heightOf(row, output.columns || COLUMNS);
  }
  function fill(): void {
    let count = 0;
    for (const row of rest) {
      if (height(row) > room) break;
      room -= height(row);
      output.write(`${row}\n`);
      count += 1;
    }
    rest = rest.slice(count);
  }
  function more(): void {
    // A row that is taller than the screen is shown all the same.
    room = Math.max((output.rows || ROWS) - RESERVED, ...rest.slice(0, 1).map(height));
    fill();
  }
  return {
    show(rows) {
      rest = rows;
      more();
    },
    add(rows) {
      rest = [...rest, ...rows];
      fill();
    },
    more,
    unread: () => rest.length,
  };
}
