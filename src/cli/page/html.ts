// Text of anybody in, HTML that shows it and does nothing else out. The only place where anything is escaped.
import { visible } from '../../text/visible.ts';

/** A symbol: no JSON, and so no journal, can have it. */
const SAFE: unique symbol = Symbol('safe');

export interface Html {
  readonly [SAFE]: string;
}

export type Part = Html | string | number | undefined | false | readonly Part[];

const SPECIAL: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** Every value is escaped, but what `html` made. Attributes must stand in double quotes. */
export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Html {
  let text = strings[0] ?? '';
  for (const [at, part] of parts.entries()) text += textOfPart(part) + (strings[at + 1] ?? '');
  return { [SAFE]: text };
}

export function markupOf(safe: Html): string {
  return safe[SAFE];
}

export function escaped(text: string): string {
  return visible(text).replace(/[&<>"']/g, (character) => SPECIAL[character] ?? '');
}

function textOfPart(part: Part): string {
  if (part === undefined || part === false) return '';
  if (typeof part === 'string') return escaped(part);
  if (typeof part === 'number') return String(part);
  return SAFE in part ? part[SAFE] : part.map(textOfPart).join('');
}
