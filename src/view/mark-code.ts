// Code in; the same, with a mark around what is not drawn as it is (escapes, counts of blanks) or is not what it looks like, out. A mark is
// a private character, which `visible` leaves none of, so that colours can be put in without changing where marks are.
import { lookAlikes } from '../text/look-alikes.ts';
import { visible } from '../text/visible.ts';

const OPEN = '\ue000';
const CLOSE = '\ue001';
const MARKS = /([\ue000\ue001])/;
const TAB = '    ';
/** As many blanks in a row, as drawn, become a count. */
const MANY_BLANKS = 20;
/** What marks look like: inverse, which no code can ask for, or signs that are themselves marked where they are the code's own. */
const SIGNS = { colour: ['\u001b[7m', '\u001b[27m'], none: ['‹', '›'] } as const;
const OWN_SIGNS = /[‹›]/g;

export function marked(text: string): string {
  return `${OPEN}${text}${CLOSE}`;
}

export function markCode(code: string, colour: boolean): string {
  const escaped = visible(code, marked);
  const own = colour ? escaped : escaped.replace(OWN_SIGNS, (sign) => marked(`\\u{${sign.charCodeAt(0).toString(16)}}`));
  const words = own.split('\n').map(markWords).join('\n');
  return words.replace(/[ \t]{5,}/g, count).replaceAll('\t', TAB);
}

export function drawMarks(text: string, colour: boolean): string {
  const [open, close] = colour ? SIGNS.colour : SIGNS.none;
  return text.replaceAll(OPEN, open).replaceAll(CLOSE, close);
}

export interface MarkedPart {
  readonly text: string;
  readonly marked: boolean;
}

/** For marked text that comes in pieces: a mark may be opened in one piece and closed in a later one. */
export function markReader(): (piece: string) => readonly MarkedPart[] {
  let marked = false;
  return (piece) =>
    piece.split(MARKS).flatMap((text, at) => {
      if (at % 2 === 0) return text === '' ? [] : { text, marked };
      marked = text === OPEN;
      return [];
    });
}

function markWords(line: string): string {
  let at = 0;
  let out = '';
  for (const found of lookAlikes(line)) {
    out += line.slice(at, found.at) + marked(found.word);
    at = found.at + found.word.length;
  }
  return out + line.slice(at);
}

function count(run: string): string {
  const tabs = run.split('\t').length - 1;
  const blanks = run.length - tabs;
  if (blanks + tabs * TAB.length < MANY_BLANKS) return run;
  const what = [
    ...(blanks > 0 ? [`${blanks} blank${blanks === 1 ? '' : 's'}`] : []),
    ...(tabs > 0 ? [`${tabs} tab${tabs === 1 ? '' : 's'}`] : []),
  ];
  return marked(`··· ${what.join(', ')} ···`);
}
