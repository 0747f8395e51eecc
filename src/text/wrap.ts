// A line that is safe to show in, colours and all; the rows that it takes on a terminal out. Every character is counted at least as wide
// as any terminal draws it: what wraps too early looks odd, what wraps too late ends where our own lines begin.
import fastStringWidth from 'fast-string-width';
import { wrapAnsi } from 'fast-wrap-ansi';
import { COLOURS, isPlain, PLAIN_STYLE, RESET, restyle, type Style, sequenceOf } from './style.ts';

/** A colour, which takes no room, letters that take one column each, or one character of some width. */
const STEP = new RegExp(`${COLOURS.source}|[\\x20-\\x7e]+|[\\s\\S]`, 'gu');
const EASY = /^[\x20-\x7e]*$/;
/** Drawn over the character before. */
const NO_ROOM = /^[\p{Mn}\p{Me}]$/u;
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
  return NO_ROOM.test(character) ? 0 : Math.max(1, fastStringWidth(character));
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
