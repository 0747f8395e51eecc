// Code in; the first invisible, reordering or control character that is not part of an emoji out.
import { EMOJI } from '../text/emoji.ts';
import { visible, visibleLine } from '../text/visible.ts';

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
