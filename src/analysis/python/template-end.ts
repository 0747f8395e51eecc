// An f-string's place in, the place where the parser believes that it ends out: where Python knows better, nothing can be told.

/** py-ast 1.16 counts the braces of a template and does not see that some stand in strings. */
export function endOfTemplateForParser(text: string, start: number, quote: string): number {
  let braces = 0;
  for (let at = start; at < text.length; at++) {
    const char = text[at];
    const next = text[at + 1];
    const isBrace = char === '{' || char === '}';
    if (char === '\\' ? next !== '{' && next !== '}' : isBrace && braces === 0 && next === char) at++;
    else if (isBrace) braces = Math.max(0, braces + (char === '{' ? 1 : -1));
    else if (braces === 0 && text.startsWith(quote, at)) return at + quote.length;
  }
  return -1;
}
