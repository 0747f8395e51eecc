// What a model says in, piece by piece as it comes; the same text behind a margin out, so that none of it can pass for ours. Lines are
// wrapped here and not by the terminal, which would put their rest where our own lines begin.
import fastStringWidth from 'fast-string-width';
import { visible } from '../../text/visible.ts';

export interface AgentText {
  /** @returns What to write now. */
  push(text: string): string;
  /** Ends the last line. */
  end(): string;
}

const TAB = '    ';
/** A surrogate pair whose other half is still to come. */
const HALF = /[\ud800-\udbff]$/;

export function agentText(columns: number, margin: string, paint: (text: string) => string): AgentText {
  const width = Math.max(20, columns - fastStringWidth(margin) - 1);
  let column = 0;
  let started = false;
  let held = '';

  function lay(text: string): string {
    let out = '';
    let row = '';
    const flush = () => {
      out += row === '' ? '' : paint(row);
      row = '';
    };
    for (const character of visible(text).replaceAll('\t', TAB)) {
      const wide = character === '\n' ? 0 : fastStringWidth(character);
      if (!started) out += margin;
      started = true;
      if (character === '\n' || column + wide > width) {
        flush();
        out += '\n';
        started = character !== '\n';
        if (started) out += margin;
        column = 0;
      }
      if (character === '\n') continue;
      row += character;
      column += wide;
    }
    flush();
    return out;
  }

  return {
    push(text) {
      const whole = held + text;
      held = HALF.exec(whole)?.[0] ?? '';
      return lay(whole.slice(0, whole.length - held.length));
    },
    end() {
      const rest = lay(held);
      held = '';
      const open = started;
      started = false;
      column = 0;
      return open ? `${rest}\n` : rest;
    },
  };
}
