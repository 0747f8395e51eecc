// A notebook's own line in, a line of Python out: `x = !ls {y}` is `x = __ipython__.system("ls ", (y))`.

export interface Notebook {
  /** The words of the code: `$x` is only a value of Python where there is an `x`. */
  readonly words: ReadonlySet<string>;
  isExpression(text: string): boolean;
}

const PACKAGE_MANAGER = /^(?:pip|conda|mamba|micromamba|uv)$/;
const SHELL = /^(?:sh|system|sx|bash)$/;
/** What a notebook takes from the shell without being asked. */
const ALIAS = /^(?:cat|cp|ls|ll|mkdir|mv|rm|rmdir)$/;
const TIMER = /^(?:time|timeit|prun|memit)$/;
const OPTIONS = /^(?:-[a-zA-Z]\s*\d*(?:\s+|$))*/;

/** The line in Python, or undefined when it is no line of a notebook. */
export function rewriteLine(line: string, notebook: Notebook): string | undefined {
  const code = line.trimStart();
  const space = line.slice(0, line.length - code.length);
  const equals = code.indexOf('=');
  const value = code.slice(equals + 1).trimStart();
  if (isMagic(code)) return space + rewriteMagic(code.trimEnd(), notebook);
  if (equals > 0 && isMagic(value) && /^[\w.,[\]'"\s]+$/.test(code.slice(0, equals)))
    return `${space}${code.slice(0, equals)}= ${rewriteMagic(value.trimEnd(), notebook).replace(/^pass$/, 'None')}`;
  return /^(?:\?{1,2}[\w.*]+|[\w.*]+\?{1,2})\s*$/.test(code) ? `${space}pass` : undefined;
}

function isMagic(code: string): boolean {
  return /^(?:!|%\w)/.test(code);
}

function rewriteMagic(code: string, notebook: Notebook): string {
  if (code.startsWith('!')) return shellCall(code.replace(/^!{1,2}\s*/, ''), notebook);
  const [name = ''] = /\w+/.exec(code) ?? [];
  const rest = code.slice(1 + name.length).trim();
  if (PACKAGE_MANAGER.test(name) || ALIAS.test(name)) return shellCall(`${name} ${rest}`, notebook);
  if (SHELL.test(name)) return shellCall(rest, notebook);
  if (TIMER.test(name)) return withoutOptions(rest, notebook);
  if (name === 'cd') return call('cd', [unquote(rest)]);
  if (name === 'run') return runCall(rest, notebook);
  return 'pass';
}

/** `%time code` runs the code. */
export function withoutOptions(rest: string, notebook: Notebook): string {
  const code = rest.replace(OPTIONS, '');
  return code === '' ? 'pass' : (rewriteLine(code, notebook) ?? code);
}

function runCall(rest: string, notebook: Notebook): string {
  if (/^(?:-\w+\s+)*-m\b/.test(rest)) return shellCall(`python ${rest}`, notebook);
  const file = /"[^"]*"|'[^']*'|[^\s"']+/.exec(rest.replace(/^(?:-\w+\s+)+/, ''))?.[0] ?? '';
  return call('run', [unquote(file)]);
}

export function call(name: string, texts: readonly string[]): string {
  return `__ipython__.${name}(${texts.map((text) => JSON.stringify(text)).join(', ')})`;
}

export function unquote(text: string): string {
  return text.replace(/^(["'])(.*)\1$/, '$2');
}

function shellCall(command: string, notebook: Notebook): string {
  const args: string[] = [];
  let from = 0;
  const close = (to: number) => {
    if (to > from) args.push(JSON.stringify(command.slice(from, to)));
  };
  for (const match of command.matchAll(/\$\$|\$([A-Za-z_]\w*)|(\$?)\{([^{}]*)\}/g)) {
    const [all, variable, dollar, inner = ''] = match;
    const value = variable ?? inner;
    if (all === '$$' || !isValue(value, variable !== undefined || dollar === '$', notebook)) continue;
    close(match.index);
    args.push(`(${value})`);
    from = match.index + all.length;
  }
  close(command.length);
  return `__ipython__.system(${args.length === 0 ? '""' : args.join(', ')})`;
}

/** `{a,b}`, `{1..5}`, `${HOME}` and `{print $1}` are the shell's. */
function isValue(text: string, hasDollar: boolean, { words, isExpression }: Notebook): boolean {
  if (hasDollar) return words.has(text);
  return text.trim() !== '' && !/^[\w./-]*(?:,|\.\.)/.test(text) && isExpression(text);
}
