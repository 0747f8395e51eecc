// A line that is safe to show in, colours and all; the rows that it takes on a terminal out. Every character is counted at least as wide
// as any terminal draws it: what wraps too early looks odd, what wraps too late ends where our own lines begin.
import { stripVTControlCharacters } from 'node:util';
import fastStringWidth from 'fast-string-width';
import { wrapAnsi } from 'fast-wrap-ansi';
import { COLOURS, isPlain, PLAIN_STYLE, RESET, restyle, type Style, sequenceOf } from './style.ts';

/** A colour, which takes no room, letters that take one column each, or one character of some width. */
const STEP = new RegExp(`${COLOURS.source}|[\\x20-\\x7e]+|[\\s\\S]`, 'gu');
const EASY = /^[\x20-\x7e]*$/;
/** Drawn over the character before, on every terminal. Of other marks old terminals do not know that, and give them a column. */
const NO_ROOM = /^[\u0300-\u036f]$/;
/** Where Unicode has wide characters, of whatever version of it a terminal may be: more than the library knows of. */
const WIDE = /^[\u1100-\u11ff\u2329\u232a\u2630-\u2637\u268a-\u268f\u2e80-\uffff\u{10000}-\u{10ffff}]$/u;
/** The most columns that a tab can take. */
const TAB = 8;

export interface Wrapped {
  /** None but the last is left coloured, and each begins as the one before it ended. */
  readonly rows: readonly string[];
  /** Where the last row ends … */
  readonly column: number;
  /** … and how. */
  readonly style: Style;
}

export function widthOf(character: string): number {
  if (character === '\t') return TAB;
  if (WIDE.test(character)) return 2;
  return NO_ROOM.test(character) ? 0 : Math.max(1, fastStringWidth(character));
}

/** How many rows a line takes that the terminal breaks; its colours take no room. */
export function heightOf(line: string, columns: number): number {
  const text = stripVTControlCharacters(line);
  const width = EASY.test(text) ? text.length : [...text].reduce((sum, character) => sum + widthOf(character), 0);
  return Math.max(1, Math.ceil(width / columns));
}

/** @param column Where the first row begins. @default 0. @param style How. @default plain */
export function wrap(line: string, room: number, column = 0, style = PLAIN_STYLE): Wrapped {
  if (EASY.test(line) && column + line.length <= room) return { rows: [line], column: column + line.length, style };
  const rows: string[] = [];
  let row = '';
  let at = column;
  let now = style;
  const next = () => {
    rows.push(row + (isPlain(now) ? '' : RESET));
    row = isPlain(now) ? '' : sequenceOf(now);
    at = 0;
  };
  for (const { 0: step, 1: colours } of line.matchAll(STEP)) {
    if (colours !== undefined) {
      row += step;
      now = restyle(now, colours) ?? now;
    } else if (EASY.test(step)) {
      for (let from = 0; from < step.length; ) {
        if (at >= room) next();
        const part = step.slice(from, from + room - at);
        row += part;
        at += part.length;
        from += part.length;
      }
    } else {
      const wide = widthOf(step);
      if (at + wide > room && at > 0) next();
      row += step;
      at += wide;
    }
  }
  return { rows: [...rows, row], column: at, style: now };
}

/** Also what nothing leads goes on below, not at the first column. */
const LEAST_INDENT = 2;

/** A sentence behind what leads it, by its words; what does not fit on the first row stands below the sentence's beginning. */
export function hang(lead: string, text: string, columns: number | undefined): string {
  if (columns === undefined) return `${lead}${text}`;
  const indent = Math.max(LEAST_INDENT, fastStringWidth(lead));
  const room = Math.max(1, columns - indent);
  const rows = wrapAnsi(text, room, { hard: true }).split('\n');
  return `${lead}${rows.flatMap((row) => wrap(row, room).rows).join(`\n${' '.repeat(indent)}`)}`;
}
