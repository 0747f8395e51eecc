// Code in; the first invisible, reordering or control character that is not part of an emoji out.
import { visible, visibleLine } from '../text/visible.ts';

/**
 * Joiners and variation selectors are how emoji are written, next to a pictograph; tags spell the flag of a region behind a black one,
 * and anywhere else a message that nobody sees.
 */
const EMOJI =
  /\p{Regional_Indicator}{2}|[#*0-9]\ufe0f?\u20e3|\u{1f3f4}[\u{e0030}-\u{e0039}\u{e0061}-\u{e007a}]{3,6}\u{e007f}|\p{Extended_Pictographic}(?:[\ufe0e\ufe0f]|\p{Emoji_Modifier})?(?:\u200d\p{Extended_Pictographic}(?:\ufe0f|\p{Emoji_Modifier})?)*/gu;
const ESCAPED = /\\u\{[0-9a-f]+\}/;

export interface HiddenText {
  readonly says: string;
  readonly line: number;
}

export function findHiddenText(code: string): HiddenText | undefined {
  if (visible(code) === code) return undefined;
  const lines = code.split('\n');
  for (const [at, raw] of lines.entries()) {
    // A byte order mark at the very start and the CR of a CRLF hide nothing.
    const line = (at === 0 ? raw.replace(/^\ufeff/, '') : raw).replace(/\r$/, '').replace(EMOJI, '');
    const shown = visibleLine(line);
    const tabs = line.replaceAll('\t', '\\t');
    if (shown !== tabs) return { says: `holds hidden text: ${firstDifference(tabs, shown)}`, line: at + 1 };
  }
  return undefined;
}

function firstDifference(line: string, shown: string): string {
  let at = 0;
  while (line[at] === shown[at]) at++;
  return ESCAPED.exec(shown.slice(at))?.[0] ?? 'a character that does not show';
}
