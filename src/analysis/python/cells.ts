// The lines of a notebook's cell in, as many lines of Python out.
import { call, type Notebook, rewriteLine, unquote, withoutOptions } from './magics.ts';
import { createScan, skipLogicalLine } from './scan-text.ts';

const PYTHON_CELL = /^(?:time|timeit|capture|prun|memit)$/;
/** What is shown, not run. */
const SHOWN_CELL = /^(?:html|svg|latex|markdown|javascript|js)$/i;
const SHELL_CELL = /^(?:!|sx|system)$/;

/**
 * Only lines where a statement starts are touched: what stands in brackets and texts is left alone.
 * @returns Nothing when there is no line of a notebook.
 */
export function rewriteCells(lines: readonly string[], isExpression: Notebook['isExpression']): string[] | undefined {
  const words = new Set(lines.flatMap((line) => line.match(/(?<![\w$]|\$\{)[A-Za-z_]\w*/g) ?? []));
  const notebook: Notebook = { words, isExpression };
  const rewritten = rewriteFirst(lines, notebook) ?? [...lines];
  rewriteRest(rewritten, notebook);
  return rewritten.some((line, at) => line !== lines[at]) ? rewritten : undefined;
}

/** `%%bash` takes all lines after it. */
function rewriteFirst(lines: readonly string[], notebook: Notebook): string[] | undefined {
  const first = lines.findIndex((line) => line.trim() !== '');
  const [all, name = '', options = ''] = /^\s*%%(\w+|!)\s*(.*)$/.exec(lines[first] ?? '') ?? [];
  if (all === undefined) return undefined;
  const before = lines.slice(0, first).map(() => '');
  const rest = lines.slice(first + 1);
  if (PYTHON_CELL.test(name)) return [...before, name === 'timeit' ? withoutOptions(options, notebook) : 'pass', ...rest];
  const [head, text] = SHOWN_CELL.test(name) ? ['pass', ''] : cellCall(name, options, rest.join('\n'));
  if (rest.length === 0) return [...before, head + text];
  return [...before, head, text, ...rest.slice(1).map(() => '')];
}

/** The text stands on the line it begins at. */
function cellCall(name: string, options: string, text: string): readonly [head: string, text: string] {
  const words = options.split(/\s+/).filter((word) => word !== '' && !word.startsWith('-'));
  const given = unquote(words[0] ?? '');
  const tail = `${JSON.stringify(text)})`;
  if (name === 'writefile' || name === 'file') return [`${call('writefile', [given]).slice(0, -1)},`, tail];
  const language = name === 'script' ? (given.split('/').at(-1) ?? given) : SHELL_CELL.test(name) ? 'sh' : name;
  return [`${call('cell', [language]).slice(0, -1)},`, tail];
}

function rewriteRest(lines: string[], notebook: Notebook): void {
  const starts = [0];
  for (const line of lines) starts.push((starts.at(-1) ?? 0) + line.length + 1);
  const scan = createScan(lines.join('\n'));
  for (let at = 0; at < lines.length; ) {
    const count = rewriteLines(lines, at, notebook);
    const next = count > 0 ? starts[at + count] : skipLogicalLine(scan, starts[at] ?? 0);
    do at++;
    while (at < lines.length && (starts[at] ?? 0) < (next ?? 0));
  }
}

/** @returns How many lines were a notebook's: a backslash takes the next one in. */
function rewriteLines(lines: string[], first: number, notebook: Notebook): number {
  if (rewriteLine(lines[first] ?? '', notebook) === undefined) return 0;
  let count = 1;
  while (lines[first + count - 1]?.endsWith('\\') && first + count < lines.length) count++;
  const whole = lines.slice(first, first + count).map((line) => line.replace(/\\$/, ''));
  lines[first] = rewriteLine(whole.join(' '), notebook) ?? '';
  lines.fill('', first + 1, first + count);
  return count;
}
