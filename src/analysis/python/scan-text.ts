// Python text in, the replacement fields of its f-strings out. A second opinion on where strings end, and a guard before the parser.
import { endOfTemplateForParser } from './template-end.ts';

/** `{value!r:spec}`, from brace to brace; `colon` is -1 without a format. Offsets in the text. */
export interface Field {
  readonly start: number;
  readonly end: number;
  readonly colon: number;
}

interface Scan {
  readonly text: string;
  readonly fields: Field[];
  brackets: number;
  nested: number;
}

const MAX_BRACKETS = 200;
const MAX_SIGNS = 100;
/** The parser reads what is nested in f-strings once more for each level. */
const MAX_FIELDS = 6;

const WORD = /[\w\u0080-\uffff]+/y;
const COMMENT = /[^\n]*/y;
const CONVERSION = /!\s*\w*\s*/y;
const PREFIX = /^(?:[fturb]|[ft]r|r[ftb]|br)$/i;
const SIGN_WORD = /^(?:not|await|lambda|yield)$/;

export function createScan(text: string): Scan {
  return { text, fields: [], brackets: 0, nested: 0 };
}

/**
 * Goes on to the first line that is not within brackets or a string, nor continued by a backslash.
 * @throws When the text is nested too deeply, or when the parser would see other strings in it than Python does.
 */
export function skipLogicalLine(scan: Scan, start: number): number {
  return Math.min(skipCode(scan, start, false) + 1, scan.text.length);
}

/** Up to the end of a statement's line, or of the value in a field. */
function skipCode(scan: Scan, start: number, inField: boolean): number {
  const { text } = scan;
  const outside = scan.brackets;
  let signs = 0;
  for (let at = start; at < text.length; ) {
    const char = text[at] ?? '';
    const end = skipWord(text, at);
    if (signs > MAX_SIGNS) throw new Error('too many operators in a row');
    if (end > at) {
      const word = text.slice(at, end);
      signs = SIGN_WORD.test(word) ? signs + 1 : 0;
      at = isQuote(text[end]) && PREFIX.test(word) ? skipString(scan, end, word) : end;
    } else if (isQuote(char)) {
      signs = 0;
      at = skipString(scan, at, '');
    } else if (char === '#') at = skip(COMMENT, text, at);
    else if (scan.brackets === outside && (inField ? isEndOfValue(text, at) : char === '\n')) return at;
    else {
      signs = '-+~'.includes(char) ? signs + 1 : ' \t\n\\'.includes(char) ? signs : 0;
      countBracket(scan, char, outside);
      at += char === '\\' ? 2 : 1;
    }
  }
  return text.length;
}

function skipWord(text: string, at: number): number {
  const code = text.charCodeAt(at);
  return code > 47 && code !== 58 ? skip(WORD, text, at) : at;
}

function isQuote(char: string | undefined): boolean {
  return char === '"' || char === "'";
}

function isEndOfValue(text: string, at: number): boolean {
  return text[at] === '}' || text[at] === ':' || (text[at] === '!' && text[at + 1] !== '=');
}

function countBracket(scan: Scan, char: string, outside: number): void {
  if ('([{'.includes(char)) scan.brackets++;
  else if (')]}'.includes(char)) scan.brackets = Math.max(outside, scan.brackets - 1);
  if (scan.brackets > MAX_BRACKETS) throw new Error('nested too deeply');
}

function skipString(scan: Scan, start: number, prefix: string): number {
  const { text } = scan;
  const char = text[start] ?? '';
  const quote = text.startsWith(char.repeat(3), start) ? char.repeat(3) : char;
  const inside = start + quote.length;
  if (/[ft]/i.test(prefix)) {
    const end = skipTemplate(scan, inside, quote, /r/i.test(prefix));
    if (end !== endOfTemplateForParser(text, inside, quote)) throw new Error('cannot tell where an f-string ends');
    return end;
  }
  for (let at = inside; at < text.length; at++) {
    if (text[at] === '\\') at++;
    else if (text[at] === char && text.startsWith(quote, at)) return at + quote.length;
    else if (text[at] === '\n' && quote === char) break;
  }
  throw new Error('a string does not end');
}

/** The texts and fields of an f-string. */
function skipTemplate(scan: Scan, start: number, quote: string, isRaw: boolean): number {
  const { text } = scan;
  for (let at = start; at < text.length; ) {
    const char = text[at];
    const next = text[at + 1];
    if (text.startsWith(quote, at)) return at + quote.length;
    if (char === '{' && next !== '{') at = skipField(scan, at, quote);
    else if (char === '\n' && quote.length === 1) break;
    else if (char === '{') at += 2;
    else if (char === '\\' && next !== '{' && next !== '}') at += !isRaw && text.startsWith('N{', at + 1) ? 3 : 2;
    else at++;
  }
  throw new Error('an f-string does not end');
}

function skipField(scan: Scan, start: number, quote: string): number {
  if (++scan.nested > MAX_FIELDS) throw new Error('f-strings are nested too deeply');
  const { text } = scan;
  let at = skipCode(scan, start + 1, true);
  if (text[at] === '!') at = skip(CONVERSION, text, at);
  const colon = text[at] === ':' ? at : -1;
  if (colon >= 0) at = skipFormat(scan, at + 1, quote);
  if (text[at] !== '}') throw new Error('a field of an f-string does not end');
  scan.nested--;
  scan.fields.push({ start, end: at + 1, colon });
  return at + 1;
}

function skipFormat(scan: Scan, start: number, quote: string): number {
  const { text } = scan;
  let at = start;
  while (at < text.length && text[at] !== '}' && !text.startsWith(quote, at)) {
    at = text[at] === '{' ? skipField(scan, at, quote) : at + 1;
  }
  return at;
}

function skip(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return at + (pattern.exec(text)?.[0].length ?? 0);
}
