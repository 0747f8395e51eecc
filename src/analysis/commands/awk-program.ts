// An awk program in; the commands it runs and the files it writes, each as the expression that names it, out.

export interface Token {
  readonly type: 'text' | 'name' | 'field' | 'number' | 'sign' | 'pattern' | 'end';
  /** What a `text` holds, its escapes resolved; otherwise as written. */
  readonly text: string;
}

export interface Use {
  readonly does: 'run' | 'write';
  readonly expression: readonly Token[];
  /** What is printed into it. */
  readonly printed?: readonly Token[];
}

const TOKEN =
  /\s*(?:(#[^\n]*)|"((?:\\.|[^"\\])*)"|(\$\s*(?:\w+|\())|([A-Za-z_]\w*)|(\d[\w.]*)|(\n|;|[{}()[\],]|\|&|\|\||&&|>>|[=!<>~+\-*/%^?:|&])|(.))/suy;
const MAX_TOKENS = 5_000;
const STATEMENT_ENDS = new Set([';', '}', '{', '\n']);

export function tokensOf(program: string): readonly Token[] | undefined {
  const tokens: Token[] = [];
  const source = program.replace(/\\\n/g, ' ').replace(/[\n;]\s*/g, ';');
  TOKEN.lastIndex = 0;
  for (let at = 0; at < source.length; ) {
    if (tokens.length >= MAX_TOKENS) return undefined;
    const last = tokens.at(-1);
    // After a value a slash divides; anywhere else it opens a pattern.
    const slash = /^\s*\/((?:\\.|\[[^\]]*\]|[^/\\\n[])*)\//.exec(source.slice(at, at + 500));
    if (slash && !(last && (/^(?:name|field|number|text)$/.test(last.type) || last.text === ')' || last.text === ']'))) {
      tokens.push({ type: 'pattern', text: slash[1] ?? '' });
      at += slash[0].length;
      continue;
    }
    TOKEN.lastIndex = at;
    const found = TOKEN.exec(source);
    if (found === null) break;
    at = TOKEN.lastIndex;
    const [, comment, text, field, name, number, sign, other] = found;
    if (comment !== undefined) continue;
    if (text !== undefined) tokens.push({ type: 'text', text: unescaped(text) });
    else if (field !== undefined) {
      tokens.push({ type: 'field', text: field.replace(/\s/g, '').replace(/\($/, '') });
      if (field.endsWith('(')) at--;
    } else if (name !== undefined) tokens.push({ type: 'name', text: name });
    else if (number !== undefined) tokens.push({ type: 'number', text: number });
    else if (sign !== undefined) tokens.push({ type: 'sign', text: sign });
    else if (other !== undefined && other.trim() !== '') tokens.push({ type: 'sign', text: other });
  }
  return tokens;
}

function unescaped(text: string): string {
  return text.replace(/\\(x[0-9a-fA-F]{1,2}|[0-7]{1,3}|.)/gs, (_, code: string) => {
    if (/^x/.test(code) && code.length > 1) return String.fromCharCode(Number.parseInt(code.slice(1), 16));
    if (/^[0-7]/.test(code)) return String.fromCharCode(Number.parseInt(code, 8) & 0xff);
    return code === 'n' ? '\n' : code === 't' ? '\t' : code;
  });
}

/** `system(…)`, `… | getline`, `print … | …`, `print … > …`. */
export function usesOf(tokens: readonly Token[]): readonly Use[] {
  const uses: Use[] = [];
  let depth = 0;
  let prints: number | undefined;
  for (const [at, { type, text }] of tokens.entries()) {
    if (type === 'name' && text === 'system') uses.push({ does: 'run', expression: inBrackets(tokens, at + 1) });
    else if (type === 'name' && /^printf?$/.test(text)) {
      prints = at;
      depth = 0;
    } else if (type === 'sign') {
      if (text === '(') depth++;
      if (text === ')') depth--;
      if (STATEMENT_ENDS.has(text)) prints = undefined;
      if (text === '|' || text === '|&') {
        if (tokens[at + 1]?.text === 'getline') uses.push({ does: 'run', expression: before(tokens, at) });
        else
          uses.push({
            does: 'run',
            expression: after(tokens, at + 1),
            printed: prints === undefined ? [] : tokens.slice(prints + 1, at),
          });
      }
      if (prints !== undefined && depth === 0 && (text === '>' || text === '>>'))
        uses.push({ does: 'write', expression: after(tokens, at + 1), printed: tokens.slice(prints + 1, at) });
    }
  }
  return uses;
}

function inBrackets(tokens: readonly Token[], open: number): readonly Token[] {
  let depth = 0;
  for (let at = open; at < tokens.length; at++) {
    if (tokens[at]?.text === '(' && tokens[at]?.type === 'sign') depth++;
    if (tokens[at]?.text === ')' && tokens[at]?.type === 'sign' && --depth === 0) return tokens.slice(open + 1, at);
  }
  return tokens.slice(open + 1);
}

/** A target reaches to the end of its statement, or to what takes it in brackets. */
function after(tokens: readonly Token[], from: number): readonly Token[] {
  if (tokens[from]?.text === '(' && tokens[from]?.type === 'sign') return inBrackets(tokens, from);
  let end = from;
  for (; end < tokens.length; end++) {
    const token = tokens[end];
    if (token?.type === 'sign' && (STATEMENT_ENDS.has(token.text) || /^(?:\)|\||\|&|&&|\|\|)$/.test(token.text))) break;
  }
  return tokens.slice(from, end);
}

function before(tokens: readonly Token[], end: number): readonly Token[] {
  let from = end;
  let depth = 0;
  for (; from > 0; from--) {
    const token = tokens[from - 1];
    if (token?.type !== 'sign') continue;
    if (token.text === ')') depth++;
    else if (token.text === '(' && --depth < 0) break;
    else if (depth === 0 && (STATEMENT_ENDS.has(token.text) || /^(?:[=,!<>~?:&]|&&|\|\|)$/.test(token.text))) break;
  }
  const found = tokens.slice(from, end);
  return found[0]?.text === '(' ? inBrackets(found, 0) : found;
}
