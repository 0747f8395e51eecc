// The output of a block in; on a terminal, the same lines behind a margin out, so that none of them can pass for ours. Long lines are
// wrapped here: the terminal would put their rest where our own lines begin.
import { stripVTControlCharacters } from 'node:util';
import fastStringWidth from 'fast-string-width';

export interface Gutter {
  push(text: string | Buffer): string | Buffer;
  /** Ends an unfinished last line. */
  end(text: string): string;
  /** Whether the terminal's last line is unfinished. */
  midLine(): boolean;
}

/** A colour, which takes no room, or one character. */
const STEP = /\u001b\[[0-9;:]*m|[\s\S]/gu;
/** The most columns that a tab can take. */
const TAB = 8;
const EASY = /^[\x20-\x7e]*$/;

/** @param columns Of the terminal; without one, everything is passed on as it is. */
export function gutter(columns: number | undefined, margin: string): Gutter {
  if (columns === undefined) return { push: (text) => text, end: (text) => text, midLine: () => false };
  const room = Math.max(10, columns - fastStringWidth(margin));
  let atStart = true;
  let column = 0;

  function lay(line: string): string {
    if (EASY.test(line) && column + line.length <= room) {
      column += line.length;
      return line;
    }
    return line.replace(STEP, (step) => {
      const wide = step === '\t' ? TAB : step.startsWith('\u001b') ? 0 : fastStringWidth(step);
      const wraps = column + wide > room;
      column = wraps ? wide : column + wide;
      return wraps ? `\n${margin}${step}` : step;
    });
  }

  function push(text: string | Buffer): string {
    const shown = text.toString();
    if (shown === '') return '';
    const lines = shown.split('\n');
    const out = lines.map((line, at) => {
      if (at > 0) column = 0;
      const last = at === lines.length - 1;
      const begins = (at > 0 || atStart) && !(last && line === '');
      return `${begins ? margin : ''}${lay(line)}`;
    });
    atStart = shown.endsWith('\n');
    return out.join('\n');
  }

  return {
    push,
    end(text) {
      const rest = stripVTControlCharacters(text) === '' ? text : push(text);
      const open = !atStart;
      atStart = true;
      column = 0;
      return open ? `${rest}\n` : rest;
    },
    midLine: () => !atStart,
  };
}
