// The output of a block in; on a terminal, the same lines behind a margin out, so that none of them can pass for ours. Long lines are
// wrapped here: the terminal would put their rest where our own lines begin. The block's colours end at the end of each row, and begin
// anew behind the next margin: nothing of ours is drawn in them.
import fastStringWidth from 'fast-string-width';
import { isPlain, PLAIN_STYLE, RESET, sequenceOf } from '../../text/style.ts';
import { wrap } from '../../text/wrap.ts';

export interface Gutter {
  push(text: string | Buffer): string | Buffer;
  /** Ends an unfinished last line. */
  end(text: string): string;
  /** Whether the terminal's last line is unfinished. */
  midLine(): boolean;
}

const LEADING_COLOURS = /^(?:\u001b\[[\d;:]*m)*/;

/** @param columns Of the terminal as it is now; without one, everything is passed on as it is. */
export function gutter(columns: () => number | undefined, margin: string): Gutter {
  if (columns() === undefined) return { push: (text) => text, end: (text) => text, midLine: () => false };
  const marginWidth = fastStringWidth(margin);
  let atStart = true;
  let column = 0;
  let style = PLAIN_STYLE;

  function lay(text: string): string {
    const room = Math.max(1, (columns() ?? Number.POSITIVE_INFINITY) - marginWidth);
    const wrapped = wrap(text, room, column, style);
    column = wrapped.column;
    style = wrapped.style;
    return wrapped.rows.join(`\n${margin}`);
  }

  /** A line, or what has come of it. Colours alone begin none. */
  function part(line: string): string {
    const colours = atStart ? (LEADING_COLOURS.exec(line)?.[0] ?? '') : '';
    lay(colours);
    const rest = line.slice(colours.length);
    if (rest === '') return '';
    const begin = atStart ? margin + (isPlain(style) ? '' : sequenceOf(style)) : '';
    atStart = false;
    return begin + lay(rest);
  }

  function endLine(): string {
    const out = atStart ? margin : isPlain(style) ? '' : RESET;
    atStart = true;
    column = 0;
    return `${out}\n`;
  }

  function push(text: string | Buffer): string {
    const [first = '', ...lines] = text.toString().split('\n');
    return [part(first), ...lines.map((line) => endLine() + part(line))].join('');
  }

  return {
    push,
    end(text) {
      const rest = push(text);
      return atStart ? rest : rest + endLine();
    },
    midLine: () => !atStart,
  };
}
