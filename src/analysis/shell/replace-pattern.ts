// Literal text and a glob pattern in; what `${x#…}`, `${x%…}` and `${x/…/…}` leave of it out.

const MAX_LENGTH = 1_000;

/** Undefined where trying would take too long: two stars may meet in any number of ways. */
export function remove(value: string, operator: string, pattern: string): string | undefined {
  const matches = toTest(pattern, '^', '$');
  if (matches === undefined || value.length > MAX_LENGTH) return undefined;
  const ends = Array.from({ length: value.length + 1 }, (_, at) => at);
  const cut = operator.startsWith('#')
    ? (operator === '##' ? ends.reverse() : ends).find((at) => matches.test(value.slice(0, at)))
    : (operator === '%%' ? ends : ends.reverse()).find((at) => matches.test(value.slice(at)));
  if (cut === undefined) return value;
  return operator.startsWith('#') ? value.slice(cut) : value.slice(0, cut);
}

export function replace(value: string, operator: string, pattern: string, replacement: string): string | undefined {
  if (pattern === '') return operator === '/#' ? replacement + value : operator === '/%' ? value + replacement : value;
  const found = toTest(pattern, operator === '/#' ? '^' : '', operator === '/%' ? '$' : '');
  if (found === undefined || value.length > MAX_LENGTH) return undefined;
  return value.replace(new RegExp(found.source, operator === '//' ? 'gs' : 's'), () => replacement);
}

function toTest(pattern: string, start: string, end: string): RegExp | undefined {
  if ((pattern.match(/\*+/g) ?? []).length > 1) return undefined;
  const source = pattern
    .replace(/[.+^${}()|\\]/g, '\\$&')
    .replace(/\[(?:!|\\\^)/g, '[^')
    .replace(/\*+/g, '.*')
    .replace(/\?/g, '.');
  try {
    return new RegExp(start + source + end, 's');
  } catch {
    return undefined;
  }
}
