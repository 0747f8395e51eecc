// Two texts in; the lines that came and went, with some of those around them, out. Loaded only when a block was edited.
import { structuredPatch } from 'diff';

export interface DiffLine {
  readonly sign: '-' | '+' | ' ';
  /** In the new text; undefined for a line that went. */
  readonly number: number | undefined;
  readonly text: string;
}

/** Lines around a change that are shown with it. */
const CONTEXT = 3;
/** Lines that came or went: the time that it takes to match them grows with the square of their number. */
const MOST_CHANGED = 4000;

export interface Hunk {
  /** Lines were left out before it. */
  readonly follows: boolean;
  readonly lines: readonly DiffLine[];
}

export function diffLines(before: string, after: string): readonly Hunk[] {
  const options = { context: CONTEXT, maxEditLength: MOST_CHANGED };
  const { hunks } = structuredPatch('', '', before, after, undefined, undefined, options) ?? {
    // All of them, where what they have in common would take too long to find.
    hunks: [{ newStart: 1, lines: [...signed('-', before), ...signed('+', after)] }],
  };
  return hunks.map(({ newStart, lines }, at) => ({ follows: at > 0 || newStart > 1, lines: numbered(lines, newStart) }));
}

function numbered(lines: readonly string[], first: number): readonly DiffLine[] {
  let number = first;
  return lines.flatMap((line) => {
    const sign = line[0];
    // "no newline at end of file"
    if (sign !== '-' && sign !== '+' && sign !== ' ') return [];
    return { sign, number: sign === '-' ? undefined : number++, text: line.slice(1) };
  });
}

function signed(sign: string, text: string): readonly string[] {
  return text
    .replace(/\n$/, '')
    .split('\n')
    .map((line) => `${sign}${line}`);
}
