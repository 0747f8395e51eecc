// The output of a block in; on a terminal, the same lines behind a margin out, so that none of them can pass for ours. Long lines are
// wrapped here: the terminal would put their rest where our own lines begin.
import { stripVTControlCharacters } from 'node:util';
import fastStringWidth from 'fast-string-width';
import { wrap } from '../../text/wrap.ts';

export interface Gutter {
  push(text: string | Buffer): string | Buffer;
  /** Ends an unfinished last line. */
  end(text: string): string;
  /** Whether the terminal's last line is unfinished. */
  midLine(): boolean;
}

/** @param columns Of the terminal; without one, everything is passed on as it is. */
export function gutter(columns: number | undefined, margin: string): Gutter {
  if (columns === undefined) return { push: (text) => text, end: (text) => text, midLine: () => false };
  const room = Math.max(1, columns - fastStringWidth(margin));
  let atStart = true;
  let column = 0;

  function lay(line: string): string {
    const wrapped = wrap(line, room, column);
    column = wrapped.column;
    return wrapped.rows.join(`\n${margin}`);
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
