// Two texts in; the first lines that differ, as a diff has them, and how many more there are, out.
import { toUSVString } from 'node:util';
import { structuredPatch } from 'diff';
import type { OutputDifference } from '../../events.ts';

/** Of the lines that were there, and of those that are. */
const MOST_OF_EACH = 5;
/** Lines that came or went: the time that it takes to match them grows with the square of their number. */
const MOST_CHANGED = 500;
/** Characters of a line. */
const MOST_SHOWN = 200;
/** What stands before the first character that differs, in a line that is cut. */
const LEAD = 20;

export function lineDifference(before: string, now: string): Pick<OutputDifference, 'lines' | 'more'> {
  const patch = structuredPatch('', '', before, now, undefined, undefined, { context: 0, maxEditLength: MOST_CHANGED });
  const all = patch?.hunks.flatMap(({ lines }) => lines) ?? fromFirst(before.split('\n'), now.split('\n'));
  const counts = { '-': 0, '+': 0 };
  let kept = false;
  const lines = all.filter((line) => {
    const sign = line[0];
    // The note that a line has no end stays with its line.
    if (sign === '-' || sign === '+') kept = ++counts[sign] <= MOST_OF_EACH;
    return kept;
  });
  const shown = Math.min(counts['-'], MOST_OF_EACH) + Math.min(counts['+'], MOST_OF_EACH);
  return { lines: cut(lines), more: counts['-'] + counts['+'] - shown };
}

/** Where there is too much to match. */
function fromFirst(before: readonly string[], now: readonly string[]): readonly string[] {
  const most = Math.min(before.length, now.length);
  let from = 0;
  while (from < most && before[from] === now[from]) from += 1;
  let end = 0;
  while (end < most - from && before.at(-1 - end) === now.at(-1 - end)) end += 1;
  const differing = (lines: readonly string[], sign: string) => lines.slice(from, lines.length - end).map((line) => sign + line);
  return [...differing(before, '-'), ...differing(now, '+')];
}

/** Long lines are shown from about where the first two differ. */
function cut(lines: readonly string[]): readonly string[] {
  const [gone = '', come = ''] = [lines.find((line) => line.startsWith('-')), lines.find((line) => line.startsWith('+'))];
  let differs = 1;
  while (differs < Math.min(gone.length, come.length) && gone[differs] === come[differs]) differs += 1;
  const from = differs < MOST_SHOWN - LEAD ? 1 : differs - LEAD;
  return lines.map((line) => {
    if (line.length <= MOST_SHOWN) return line;
    const end = line.length > from + MOST_SHOWN ? '…' : '';
    return `${line[0]}${from > 1 ? '…' : ''}${toUSVString(line.slice(from, from + MOST_SHOWN))}${end}`;
  });
}
