// The raw text of a word in, the raw texts that brace expansion makes of it out; quoted braces stay.
import { StopReading } from '../recorder.ts';

const MAX_WORDS = 256;

export function expandBraces(raw: string): string[] {
  const group = findGroup(raw);
  if (group === undefined) return [raw];
  const before = raw.slice(0, group.start);
  const after = raw.slice(group.end);
  const tails = expandBraces(after);
  const words = group.items.flatMap((item) => (item === raw ? [item] : expandBraces(item)));
  if (words.length * tails.length > MAX_WORDS) throw new StopReading('braces make too many words');
  return words.flatMap((word) => tails.map((tail) => before + word + tail));
}

interface Group {
  readonly start: number;
  readonly end: number;
  readonly items: readonly string[];
}

/** Steps that looking for groups may take. */
const MAX_STEPS = 20_000;

function findGroup(raw: string): Group | undefined {
  let steps = 0;
  for (let start = 0; start < raw.length; start++) {
    start = skipQuoted(raw, start);
    if (raw[start] !== '{' || raw[start - 1] === '$') continue;
    const commas: number[] = [];
    let depth = 0;
    for (let at = start; at < raw.length; at++) {
      at = skipQuoted(raw, at);
      if (++steps > MAX_STEPS) throw new StopReading('braces make too many words');
      if (raw[at] === '{') depth++;
      if (raw[at] === ',' && depth === 1) commas.push(at);
      if (raw[at] !== '}' || --depth > 0) continue;
      const items = commas.length > 0 ? split(raw, [start, ...commas, at]) : range(raw.slice(start + 1, at));
      if (items !== undefined) return { start, end: at + 1, items };
      break;
    }
  }
  return undefined;
}

/** @returns The index of the last character of what is quoted here, or the same index. */
function skipQuoted(raw: string, at: number): number {
  const quote = raw[at];
  if (quote === '\\') return at + 2 < raw.length ? skipQuoted(raw, at + 2) : at + 1;
  if (quote === '$' && (raw[at + 1] === '{' || raw[at + 1] === '(')) {
    const close = raw[at + 1] === '{' ? '}' : ')';
    const end = raw.indexOf(close, at);
    return end === -1 || end + 1 >= raw.length ? (end === -1 ? at : end) : skipQuoted(raw, end + 1);
  }
  if (quote !== "'" && quote !== '"') return at;
  const end = raw.indexOf(quote, at + 1);
  return end === -1 || end + 1 >= raw.length ? (end === -1 ? at : end) : skipQuoted(raw, end + 1);
}

function split(raw: string, marks: readonly number[]): string[] {
  return marks.slice(1).map((mark, at) => raw.slice((marks[at] ?? 0) + 1, mark));
}

function range(inner: string): string[] | undefined {
  const found = /^(?:(-?\d+)\.\.(-?\d+)|([a-zA-Z])\.\.([a-zA-Z]))(?:\.\.(-?\d+))?$/.exec(inner);
  if (!found) return undefined;
  const [, low, high, first, last, by] = found;
  const from = low === undefined ? (first ?? '').charCodeAt(0) : Number(low);
  const to = high === undefined ? (last ?? '').charCodeAt(0) : Number(high);
  const step = Math.max(1, Math.abs(Number(by ?? 1))) * (to < from ? -1 : 1);
  if (Math.abs((to - from) / step) > MAX_WORDS) return undefined;
  const width = low !== undefined && high !== undefined && /^-?0\d|^-?0\d/.test(low) ? Math.max(low.length, high.length) : 0;
  return Array.from({ length: Math.floor((to - from) / step) + 1 }, (_, at) => {
    const code = from + at * step;
    return low === undefined ? String.fromCharCode(code) : String(code).padStart(width, '0');
  });
}
