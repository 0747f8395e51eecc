// Literal text and a command that passes lines on in, what comes out of it out; undefined where that cannot be told.
import type { Options } from '../shell/options.ts';
import { posixPattern } from './posix-pattern.ts';

type Take = (lines: readonly string[], options: Options) => readonly string[] | undefined;

/** One line a command. */
const TAKES: Readonly<Record<string, Take>> = {
  cat: (lines, options) => (options.has('s squeeze-blank u') || options.words.length === 0 ? lines : undefined),
  tac: (lines) => [...lines].reverse(),
  head: (lines, options) => head(lines, options),
  tail: (lines, options) => tail(lines, options),
  sort: (lines, options) => sorted(lines, options),
  uniq: (lines, options) => (options.words.length > 0 ? undefined : lines.filter((line, at) => line !== lines[at - 1])),
  shuf: (lines) => (lines.length < 2 ? lines : undefined),
  fold: (lines, options) => folded(lines, options),
  cut: (lines, options) => cut(lines, options),
  paste: (lines, options) => paste(lines, options),
  rev: (lines) => lines.map((line) => [...line].reverse().join('')),
  less: (lines) => lines,
  more: (lines) => lines,
  column: (lines) => (lines.length < 2 ? lines : undefined),
  unix2dos: () => undefined,
  dos2unix: (lines) => lines.map((line) => line.replace(/\r$/, '')),
  nl: (lines, options) => (text(options, 'b body-numbering') === 'n' ? lines.map((line) => `       ${line}`) : undefined),
};

export function takeLines(name: string, literal: string, options: Options): string | undefined {
  const take = Object.hasOwn(TAKES, name) ? TAKES[name] : undefined;
  if (take === undefined) return undefined;
  if (/^(?:head|tail)$/.test(name) && options.has('c bytes')) return bytes(name, literal, options);
  const zero = options.has('z zero-terminated') ? '\0' : '\n';
  const ended = literal.endsWith(zero);
  const lines = (ended ? literal.slice(0, -1) : literal).split(zero);
  const taken = take(lines, options);
  return taken === undefined ? undefined : taken.join(zero) + (ended && taken.length > 0 ? zero : '');
}

function text(options: Options, names: string): string | undefined {
  const value = options.all(names).at(-1);
  return value?.every((part) => part.type === 'text') ? value.map((part) => part.text).join('') : undefined;
}

/** `-n 3`, `-n3`, `-3`. */
function count(options: Options, names: string): string {
  return text(options, names) ?? /^-(\d+)$/.exec(options.words.find((word) => /^-\d+$/.test(word)) ?? '')?.[1] ?? '10';
}

function head(lines: readonly string[], options: Options): readonly string[] | undefined {
  const many = count(options, 'n lines');
  return /^-?\d+$/.test(many)
    ? many.startsWith('-')
      ? lines.slice(0, Number(many) || lines.length)
      : lines.slice(0, Number(many))
    : undefined;
}

function tail(lines: readonly string[], options: Options): readonly string[] | undefined {
  const many = count(options, 'n lines');
  if (/^\+\d+$/.test(many)) return lines.slice(Math.max(0, Number(many) - 1));
  return /^-?\d+$/.test(many) ? lines.slice(Math.max(0, lines.length - Math.abs(Number(many)))) : undefined;
}

function bytes(name: string, literal: string, options: Options): string | undefined {
  const many = text(options, 'c bytes') ?? '';
  if (/^\+\d+$/.test(many)) return literal.slice(Math.max(0, Number(many) - 1));
  if (!/^-?\d+$/.test(many)) return undefined;
  const size = Number(many);
  if (name === 'head') return size < 0 ? literal.slice(0, size) : literal.slice(0, size);
  return literal.slice(Math.max(0, literal.length - Math.abs(size)));
}

function sorted(lines: readonly string[], options: Options): readonly string[] | undefined {
  if (lines.length < 2) return lines;
  const letters = options.words.join('').replace(/-/g, '');
  if (!/^[ru]*$/.test(letters)) return undefined;
  const order = [...lines].sort((one, other) => (one < other ? -1 : one > other ? 1 : 0));
  const unique = letters.includes('u') ? [...new Set(order)] : order;
  return letters.includes('r') ? unique.reverse() : unique;
}

function folded(lines: readonly string[], options: Options): readonly string[] | undefined {
  const width = Number(text(options, 'w width') ?? /^-(\d+)$/.exec(options.words[0] ?? '')?.[1] ?? 80);
  if (!(width > 0)) return undefined;
  if (options.has('s spaces') && lines.some((line) => line.length > width)) return undefined;
  return lines.flatMap((line) => line.match(new RegExp(`.{1,${Math.min(width, 9_999)}}`, 'gs')) ?? ['']);
}

const MAX_LIST = 100;

/** `1,3-5,7-`: which of `size` things. */
function chosen(list: string, size: number): readonly number[] | undefined {
  if (list.length > MAX_LIST) return undefined;
  const all = new Set<number>();
  for (const item of list.split(/[, ]/)) {
    const [, from = '', dash, to = ''] = /^(\d{0,5})(-?)(\d{0,5})$/.exec(item) ?? [];
    if (dash === undefined || from + to === '') return undefined;
    const last = dash === '' ? Number(from) : to === '' ? size : Math.min(size, Number(to));
    for (let at = Number(from || 1); at <= last && at <= size; at++) all.add(at - 1);
  }
  return [...all].sort((one, other) => one - other);
}

function cut(lines: readonly string[], options: Options): readonly string[] | undefined {
  if (options.has('complement')) return undefined;
  const characters = text(options, 'c characters b bytes');
  const fields = text(options, 'f fields');
  if (characters === undefined && fields === undefined) return undefined;
  const separator = text(options, 'd delimiter') ?? '\t';
  const output: string[] = [];
  for (const line of lines) {
    const items = fields === undefined ? [...line] : line.split(separator);
    const which = chosen(fields ?? characters ?? '', items.length);
    if (which === undefined) return undefined;
    if (fields !== undefined && items.length === 1) {
      if (!options.has('s only-delimited')) output.push(line);
    } else
      output.push(
        which.map((at) => items[at] ?? '').join(fields === undefined ? '' : (text(options, 'output-delimiter') ?? separator)),
      );
  }
  return output;
}

function paste(lines: readonly string[], options: Options): readonly string[] | undefined {
  if (!options.has('s serial')) return lines;
  const separators = [...(text(options, 'd delimiters') ?? '\t').replace(/\\n/g, '\n').replace(/\\t/g, '\t').replace(/\\0/g, '')];
  return [lines.reduce((all, line, at) => all + (separators[(at - 1) % Math.max(1, separators.length)] ?? '') + line)];
}

/** The lines that `grep` would let through, or with `-o` the matches. */
export function matchingLines(literal: string, pattern: string, name: string, options: Options): string | undefined {
  if (options.has('P perl-regexp A B C after-context before-context context n line-number x line-regexp c count q quiet H r R'))
    return undefined;
  const lines = literal.replace(/\n$/, '').split('\n');
  const fixed = options.has('F fixed-strings') || name === 'fgrep';
  const source = fixed ? pattern.replace(/[.*[\]^$\\]/g, '\\$&') : pattern;
  const whole = options.has('w word-regexp') ? `\\<${source}\\>` : source;
  const longest = Math.max(...lines.map((line) => line.length));
  const extended = !fixed && (options.has('E extended-regexp') || /^(?:egrep|rg|ag|ack)$/.test(name));
  const found = posixPattern(whole, extended, options.has('i ignore-case') ? 'gi' : 'g', longest);
  if (found === undefined) return undefined;
  const taken = options.has('o only-matching')
    ? lines.flatMap((line) => line.match(found) ?? [])
    : lines.filter((line) => (line.search(found) !== -1) !== options.has('v invert-match'));
  return taken.map((line) => `${line}\n`).join('');
}
