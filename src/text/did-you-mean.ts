// A word and the words there are in; `; did you mean "x"?` or nothing out.
import { visibleLine } from './visible.ts';

const FURTHEST = 2;

export function didYouMean(word: string, known: readonly string[]): string {
  const near = known
    .map((candidate) => ({ candidate, far: distance(word.toLowerCase(), candidate.toLowerCase()) }))
    .filter(({ candidate, far }) => far <= FURTHEST && far < candidate.length)
    .sort((one, other) => one.far - other.far)[0];
  return near === undefined ? '' : `; did you mean "${visibleLine(near.candidate)}"?`;
}

/** Letters to add, drop, change or swap; words of very different length are far anyway. */
function distance(one: string, other: string): number {
  if (Math.abs(one.length - other.length) > FURTHEST) return FURTHEST + 1;
  let before: number[] = [];
  let row = Array.from({ length: other.length + 1 }, (_, column) => column);
  for (let line = 1; line <= one.length; line += 1) {
    const next = [line];
    for (let column = 1; column <= other.length; column += 1) {
      const change = one[line - 1] === other[column - 1] ? 0 : 1;
      const swapped = change === 1 && one[line - 1] === other[column - 2] && one[line - 2] === other[column - 1];
      next.push(
        Math.min(
          at(row, column) + 1,
          at(next, column - 1) + 1,
          at(row, column - 1) + change,
          swapped ? at(before, column - 2) + 1 : FURTHEST + 1,
        ),
      );
    }
    before = row;
    row = next;
  }
  return at(row, other.length);
}

function at(row: readonly number[], column: number): number {
  return row[column] ?? FURTHEST + 1;
}
