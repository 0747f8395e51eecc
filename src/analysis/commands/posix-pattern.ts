// A POSIX regular expression in, one of JavaScript out; undefined where trying it could take long, or it means something else.

/** Steps that matching one text may take, at the very worst. */
const MAX_STEPS = 1_000_000;
const MAX_REPEATS = 4;

/** @param length Of the longest text that it will be tried on. */
export function posixPattern(source: string, extended: boolean, flags: string, length: number): RegExp | undefined {
  const translated = translatePattern(source, extended);
  if (translated === undefined) return undefined;
  const { code, repeats } = translated;
  if (repeats > MAX_REPEATS || (length + 1) ** (repeats + 1) > MAX_STEPS) return undefined;
  try {
    return new RegExp(code, flags);
  } catch {
    return undefined;
  }
}

/** In a basic expression `\(` groups and `(` is itself; in an extended one it is the other way round. */
function translatePattern(source: string, extended: boolean): { readonly code: string; readonly repeats: number } | undefined {
  let code = '';
  let repeats = 0;
  for (let at = 0; at < source.length; at++) {
    const one = source[at] ?? '';
    if (one === '[') {
      const end = closing(source, at);
      if (end === -1) return undefined;
      code += bracket(source.slice(at, end + 1));
      at = end;
      continue;
    }
    const escaped = one === '\\';
    const what = escaped ? (source[++at] ?? '') : one;
    if (escaped && /[1-9]/.test(what)) return undefined;
    if (escaped && /[wWsSbB]/.test(what)) code += `\\${what}`;
    else if (escaped && /[nt]/.test(what)) code += `\\${what}`;
    else if (escaped && /[<>]/.test(what)) code += '\\b';
    else if ('(){}|+?'.includes(what)) {
      if (escaped === extended) code += `\\${what}`;
      else if (what === '{') {
        const end = source.indexOf('}', at);
        const counts = end === -1 ? undefined : source.slice(at + 1, extended ? end : end - 1);
        if (counts === undefined || !/^\d{1,3}(?:,\d{0,3})?$/.test(counts)) return undefined;
        if (counts.includes(',')) repeats++;
        if (code.endsWith(')')) return undefined;
        code += `{${counts}}`;
        at = end;
      } else {
        if ('+?'.includes(what)) {
          repeats++;
          if (code.endsWith(')')) return undefined;
        }
        code += what;
      }
    } else if (what === '*' && !escaped) {
      if (code === '' || code === '^') code += '\\*';
      else {
        repeats++;
        if (code.endsWith(')')) return undefined;
        code += '*';
      }
    } else code += escaped || '/-'.includes(what) || /[}\]]/.test(what) ? what.replace(/[^\w\s]/, '\\$&') : what;
  }
  return { code, repeats };
}

function closing(source: string, start: number): number {
  let at = start + 1;
  if (source[at] === '^') at++;
  if (source[at] === ']') at++;
  for (; at < source.length; at++) {
    if (source[at] === '[' && /[:=.]/.test(source[at + 1] ?? '')) at = source.indexOf(']', at + 2);
    else if (source[at] === ']') return at;
    if (at === -1) return -1;
  }
  return -1;
}

const NAMED: Readonly<Record<string, string>> = {
  alpha: 'a-zA-Z',
  digit: '0-9',
  alnum: 'a-zA-Z0-9',
  upper: 'A-Z',
  lower: 'a-z',
  space: '\\s',
  blank: ' \\t',
  punct: '!-\\/:-@\\[-`{-~',
  xdigit: '0-9a-fA-F',
};

function bracket(source: string): string {
  const [, negated = '', inner = ''] = /^\[(\^?)(.*)\]$/s.exec(source) ?? [];
  const parts = inner.split(/\[:(\w+):\]/);
  return `[${negated}${parts.map((part, at) => (at % 2 === 1 ? (NAMED[part] ?? '') : part.replace(/[\\[\]^]/g, '\\$&'))).join('')}]`;
}
