// A value of a journal in, which anybody may have written; what a page can do with it out: numbers that are numbers, lines that end.
import { visibleLine } from '../../text/visible.ts';

const LONGEST_LINE = 400;

/** Not below 0, and none that cannot be counted with. */
export function numberOf(value: unknown): number {
  return typeof value === 'number' && value > 0 ? Math.min(value, Number.MAX_SAFE_INTEGER) : 0;
}

export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** For names, reasons, paths: what is no text is shown as JSON. */
export function lineOf(value: unknown): string {
  if (value === undefined || value === null) return '';
  const text = typeof value === 'string' ? value : jsonOf(value);
  const more = text.length - LONGEST_LINE;
  return visibleLine(more > 0 ? text.slice(0, LONGEST_LINE) : text) + (more > 0 ? ` … (${more} more characters)` : '');
}

function jsonOf(value: unknown): string {
  try {
    return String(JSON.stringify(value));
  } catch {
    return 'nested too deeply to be shown';
  }
}
