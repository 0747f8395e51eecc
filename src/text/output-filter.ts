// The raw output of a block in, chunk by chunk; text that is safe on a terminal out. Colours pass, everything else that a
// terminal would obey is shown instead.
import { StringDecoder } from 'node:string_decoder';
import { visible } from './visible.ts';

/** An escape sequence that sets colours and weights, and nothing else; conceal (8) is left out on purpose. */
const COLOUR = /(\u001b\[(?:(?:[0-79]|[1-9]\d+)?(?:[;:](?:[0-79]|[1-9]\d+))*)?m)/;
/** A sequence that the end of a chunk may have cut in two. */
const UNFINISHED = /\u001b(?:\[[0-9;:]{0,60})?$|\r$/;
const UNSAFE = /[^\x20-\x7e\n\t]/;
const RESET = '\u001b[0m';

export interface OutputFilter {
  push(chunk: Buffer): string | Buffer;
  /** What was held back, and a colour reset when a colour was left on. */
  end(): string;
}

export function outputFilter(): OutputFilter {
  const decoder = new StringDecoder('utf8');
  let held = '';
  let clean = true;
  let coloured = false;

  function show(text: string): string {
    const parts = text.replaceAll('\r\n', '\n').replaceAll('\r', '\n').split(COLOUR);
    coloured ||= parts.length > 1;
    return parts.map((part, index) => (index % 2 === 1 ? part : visible(part))).join('');
  }

  return {
    push(chunk) {
      // Plain text is by far the most common and is passed on as it is: the bytes are neither decoded nor copied.
      if (clean && !UNSAFE.test(chunk.toString('latin1'))) return chunk;
      const text = held + decoder.write(chunk);
      held = UNFINISHED.exec(text)?.[0] ?? '';
      // Whatever the decoder keeps is not in `held`, so the next chunk must go through it again.
      clean = held === '' && !endsInsideCharacter(chunk);
      return show(text.slice(0, text.length - held.length));
    },
    end() {
      const rest = show(held + decoder.end());
      held = '';
      return coloured ? rest + RESET : rest;
    },
  };
}

function endsInsideCharacter(chunk: Buffer): boolean {
  return (chunk.at(-1) ?? 0) > 0x7f;
}
