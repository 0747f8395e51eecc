// Python code in; the text that the parser is given out, and for each place in it where that is in the code.
import type { At } from '../program/tree.ts';
import type { Located } from './nodes.ts';

export interface Source {
  /** What the parser reads, line by line: as many as the code has. */
  readonly lines: readonly string[];
  readonly origins: readonly Origin[];
}

/** Where a line was before anything was taken off its beginning. */
interface Origin {
  readonly start: number;
  readonly length: number;
}

export interface Positions {
  at(node: Located): At;
  /** In the text, not in the code. */
  offset(line: number, byte: number): number;
  code(at: At): string;
}

/** Takes off what Python does not mind or should not: a byte order mark, form feeds, the indentation of the whole block. */
export function readSource(code: string): Source {
  const lines: string[] = [];
  const origins: Origin[] = [];
  const whole = splitLines(code);
  const indentation = commonIndentation(whole.map(({ text }) => text));
  for (const { text, start } of whole) {
    const cut = /^[ \t]*\f[ \t\f]*$/.test(text) ? text.length : uncovered(text, indentation, start);
    lines.push(text.slice(cut));
    origins.push({ start: start + cut, length: text.length - cut });
  }
  return { lines, origins };
}

function splitLines(code: string): { readonly text: string; readonly start: number }[] {
  const lines = [];
  let start = 0;
  for (const match of code.matchAll(/\r\n?|\n|$/g)) {
    lines.push({ text: code.slice(start, match.index), start });
    start = match.index + match[0].length;
  }
  return lines;
}

/** Python refuses code whose first line is indented; agents indent their blocks as a whole. */
function commonIndentation(lines: readonly string[]): string {
  const first = lines.find((line) => !/^\ufeff?[ \t\f]*(?:#|$)/.test(line));
  return /^\ufeff?([ \t]*)/.exec(first ?? '')?.[1] ?? '';
}

/** How much of a line's beginning goes: a form feed starts the indentation anew. */
function uncovered(text: string, indentation: string, start: number): number {
  const mark = start === 0 && text.startsWith('\ufeff') ? 1 : 0;
  const feed = /^[ \t]*\f[ \t\f]*(?<=\f)/.exec(text)?.[0].length ?? 0;
  if (feed > 0) return feed;
  return text.startsWith(indentation, mark) ? mark + indentation.length : mark;
}

/** py-ast counts UTF-8 bytes; lines that are plain ASCII need no counting. */
export function createPositions(code: string, { lines, origins }: Source): Positions {
  const starts: number[] = [];
  let length = 0;
  for (const line of lines) {
    starts.push(length);
    length += line.length + 1;
  }
  const tables = new Map<number, Uint32Array | undefined>();

  function column(line: number, byte: number): number {
    if (!tables.has(line)) tables.set(line, bytesOf(lines[line - 1] ?? ''));
    return tables.get(line)?.[byte] ?? byte;
  }
  function place(line: number, byte: number): number {
    const origin = origins[line - 1];
    return origin === undefined ? code.length : origin.start + Math.min(column(line, byte), origin.length);
  }
  return {
    at(node) {
      const start = place(node.lineno, node.col_offset);
      const end = place(node.end_lineno ?? node.lineno, node.end_col_offset ?? node.col_offset);
      return { line: node.lineno, start, end: Math.max(start, end) };
    },
    offset: (line, byte) => (starts[line - 1] ?? length) + column(line, byte),
    code: ({ start, end }) => code.slice(start, end),
  };
}

/** For each byte of the line the UTF-16 unit it belongs to; nothing when they are the same. */
function bytesOf(line: string): Uint32Array | undefined {
  if (/^[\x00-\x7f]*$/.test(line)) return undefined;
  const table = new Uint32Array(line.length * 3 + 1);
  let byte = 0;
  for (let unit = 0; unit < line.length; ) {
    const point = line.codePointAt(unit) ?? 0;
    const bytes = point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
    table.fill(unit, byte, byte + bytes);
    byte += bytes;
    unit += bytes === 4 ? 2 : 1;
  }
  table[byte] = line.length;
  return table.subarray(0, byte + 1);
}
