// The rows of a screen in; the same rows out, with one fixed text for each that is another in every run. All else stays.
import type { Row } from '../test/helpers/read-cells.ts';

interface Varying {
  readonly what: string;
  readonly pattern: RegExp;
  /** Believable values, taken in turn from the top of the screen down. */
  readonly shown: readonly [string, ...string[]];
}

const VARYING: readonly Varying[] = [
  { what: 'the time of a block', pattern: /(?<=exit \d+ · )\d.*$/, shown: ['18 ms', '41 ms', '53 ms'] },
  { what: 'the time of the run', pattern: /(?<=skipped · )\d[\d.]* \w+/, shown: ['6.2 s'] },
  {
    what: 'the journal of the run',
    pattern: /(?<=journal )\d{8}T\S+ · head [0-9a-f]+/,
    shown: ['20260501T120000Z-2a71c09e · head 5e60b3f81c47'],
  },
  { what: 'the countdown', pattern: /\d+s(?= ›)/, shown: ['29s'] },
  { what: 'the code to type', pattern: /[A-Z]{3}(?= to run it)/, shown: ['KTZ'] },
];

export function steady(rows: readonly Row[]): readonly Row[] {
  return VARYING.reduce((before, { pattern, shown }) => {
    let seen = 0;
    return before.map((row) => {
      const found = pattern.exec(line(row));
      if (found === null) return row;
      const text = shown[seen++ % shown.length] ?? shown[0];
      return replaced(row, found.index, found.index + found[0].length, text);
    });
  }, rows);
}

/** One letter a cell, so that what is found in the line is found at the same place in the row. */
function line(row: Row): string {
  const letters = row.map(({ text }) => (text.length === 1 ? text : '\ufffd'));
  return letters.join('').trimEnd();
}

/** The text may be longer or shorter than what it stands for: the rest of the row moves. */
function replaced(row: Row, from: number, to: number, text: string): Row {
  const first = row[from];
  if (first === undefined) return row;
  const cells = [...text].map((char) => ({ text: char, style: first.style, cursor: false }));
  return [...row.slice(0, from), ...cells, ...row.slice(to)];
}
