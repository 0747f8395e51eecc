// The raw output of a block in, chunk by chunk; text that is safe on a terminal out. Colours pass where letters can be read in them,
// everything else that a terminal would obey is shown instead.
import { StringDecoder } from 'node:string_decoder';
import { legible } from './legible.ts';
import { COLOURS, isPlain, PLAIN_STYLE, RESET, restyle, type Style, sequenceOf } from './style.ts';
import { visiblePieces } from './visible.ts';

const SEQUENCE = new RegExp(`(${COLOURS.source.replace('(', '(?:')})`);
/** A sequence that the end of a chunk may have cut in two. */
const UNFINISHED = /\u001b(?:\[[0-9;:]{0,60})?$|\r$/;
const UNSAFE = /[^\x20-\x7e\n\t]/;

export interface OutputFilter {
  push(chunk: Buffer): string | Buffer;
  /** What was held back, and a colour reset when a colour was left on. */
  end(): string;
}

export function outputFilter(): OutputFilter {
  const decoder = new StringDecoder('utf8');
  const show = visiblePieces();
  let held = '';
  let clean = true;
  let style = PLAIN_STYLE;
  const written = new WeakMap<Style, string>();

  /** All that is to hold from here on, in one sequence. One that would conceal is shown like any other escape. */
  function colour(sequence: string): string {
    const next = restyle(style, sequence.slice('\u001b['.length, -1));
    if (next === undefined) return show(sequence);
    style = next;
    const again = written.get(next) ?? sequenceOf(legible(next));
    written.set(next, again);
    return again;
  }

  function read(text: string): string {
    const parts = text.replaceAll('\r\n', '\n').replaceAll('\r', '\n').split(SEQUENCE);
    return parts.map((part, index) => (index % 2 === 1 ? colour(part) : show(part))).join('');
  }

  return {
    push(chunk) {
      // Plain text is by far the most common and is passed on as it is: the bytes are neither decoded nor copied.
      if (clean && !UNSAFE.test(chunk.toString('latin1'))) {
        show(String.fromCharCode(...chunk.subarray(-1)));
        return chunk;
      }
      const text = held + decoder.write(chunk);
      held = UNFINISHED.exec(text)?.[0] ?? '';
      // Whatever the decoder keeps is not in `held`, so the next chunk must go through it again.
      clean = held === '' && !endsInsideCharacter(chunk);
      return read(text.slice(0, text.length - held.length));
    },
    end() {
      const rest = read(held + decoder.end());
      held = '';
      return isPlain(style) ? rest : rest + RESET;
    },
  };
}

function endsInsideCharacter(chunk: Buffer): boolean {
  return (chunk.at(-1) ?? 0) > 0x7f;
}
