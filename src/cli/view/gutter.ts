// The output of a block in; on a terminal, the same lines behind a margin out, so that none of them can pass for ours.
import { stripVTControlCharacters } from 'node:util';

export interface Gutter {
  push(text: string | Buffer): string | Buffer;
  /** Ends an unfinished last line. */
  end(text: string): string;
  /** Whether the terminal's last line is unfinished. */
  midLine(): boolean;
}

export function gutter(onTerminal: boolean, margin: string): Gutter {
  if (!onTerminal) return { push: (text) => text, end: (text) => text, midLine: () => false };
  let atStart = true;
  function push(text: string | Buffer): string {
    const shown = text.toString();
    if (shown === '') return '';
    const started = atStart ? margin : '';
    atStart = shown.endsWith('\n');
    const body = atStart ? shown.slice(0, -1) : shown;
    return `${started}${body.replaceAll('\n', `\n${margin}`)}${atStart ? '\n' : ''}`;
  }
  return {
    push,
    end(text) {
      const rest = stripVTControlCharacters(text) === '' ? text : push(text);
      const open = !atStart;
      atStart = true;
      return open ? `${rest}\n` : rest;
    },
    midLine: () => !atStart,
  };
}
