// What a model says in, piece by piece as it comes; the same text behind a margin out, so that none of it can pass for ours. Lines are
// wrapped here and not by the terminal, which would put their rest where our own lines begin. A word that does not fit is taken along.
import fastStringWidth from 'fast-string-width';
import { visiblePieces } from '../../text/visible.ts';
import { widthOf } from '../../text/wrap.ts';

export interface AgentText {
  /** @returns What to write now. */
  push(text: string): string;
  /** Ends the last line. */
  end(): string;
}

const TAB = '    ';
/** A surrogate pair whose other half is still to come. */
const HALF = /[\ud800-\udbff]$/;

/** @param columns Of the terminal as it is now. */
export function agentText(columns: () => number, margin: string, paint: (text: string) => string): AgentText {
  const show = visiblePieces();
  let column = 0;
  let started = false;
  let held = '';
  /** What stands on this row since its last blank. */
  let word = '';

  function lay(text: string): string {
    const width = Math.max(1, columns() - fastStringWidth(margin) - 1);
    let out = '';
    let row = '';
    const flush = () => {
      out += row === '' ? '' : paint(row);
      row = '';
    };
    for (const character of show(text).replaceAll('\t', TAB)) {
      const wide = character === '\n' ? 0 : widthOf(character);
      if (!started) out += margin;
      started = true;
      if (character === '\n') {
        flush();
        out += '\n';
        started = false;
        column = 0;
        word = '';
        continue;
      }
      if (column + wide > width && column > 0) {
        flush();
        const taken = character === ' ' ? '' : word;
        const back = [...taken].reduce((sum, letter) => sum + widthOf(letter), 0);
        // Where terminals do not agree how wide a letter is, nobody knows where going back would lead.
        const moves = back > 0 && back < column && [...taken].every((letter) => widthOf(letter) === fastStringWidth(letter));
        out += `${moves ? `\u001b[${back}D\u001b[K` : ''}\n${margin}`;
        row = moves ? taken : '';
        word = row;
        column = moves ? back : 0;
        // The blank that does not fit is what the row ended with.
        if (character === ' ') continue;
      }
      row += character;
      column += wide;
      word = character === ' ' ? '' : word + character;
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
      word = '';
      return open ? `${rest}\n` : rest;
    },
  };
}
