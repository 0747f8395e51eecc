// A value of a journal in, which anybody may have written; a line of it out that ends.
import { wordsOf } from '../../journal/read-field.ts';
import { visibleLine } from '../../text/visible.ts';

const LONGEST_LINE = 400;

/** For names, reasons, paths. */
export function lineOf(value: unknown): string {
  const text = wordsOf(value);
  const more = text.length - LONGEST_LINE;
  return visibleLine(more > 0 ? text.slice(0, LONGEST_LINE) : text) + (more > 0 ? ` … (${more} more characters)` : '');
}
