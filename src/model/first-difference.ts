// Two values of plain JSON in; where they first differ, in one line, or nothing where they do not, out.
import { visibleLine } from '../text/visible.ts';
import type { Json } from './plain-request.ts';

/** Characters shown of each, and of what stands before the difference. */
const SHOWN = 60;
const BEFORE = 20;

export function firstDifference(recorded: Json | undefined, now: Json | undefined, path = ''): string | undefined {
  if (recorded === now) return undefined;
  if (isBranch(recorded) && isBranch(now) && Array.isArray(recorded) === Array.isArray(now)) {
    for (const key of new Set([...Object.keys(recorded), ...Object.keys(now)])) {
      const step = Array.isArray(recorded) ? `[${key}]` : `${path && '.'}${key}`;
      const found = firstDifference(recorded[key], now[key], `${path}${step}`);
      if (found !== undefined) return found;
    }
    return undefined;
  }
  const [before, after] = [JSON.stringify(recorded) ?? 'nothing', JSON.stringify(now) ?? 'nothing'];
  let at = 0;
  while (at < before.length && before[at] === after[at]) at += 1;
  return `${visibleLine(path)} was ${around(before, at)}, and is ${around(after, at)}`;
}

function isBranch(value: Json | undefined): value is { readonly [key: string]: Json } {
  return typeof value === 'object' && value !== null;
}

function around(text: string, at: number): string {
  const start = at > SHOWN - BEFORE ? at - BEFORE : 0;
  const shown = text.slice(start, start + SHOWN);
  return visibleLine(`${start > 0 ? '…' : ''}${shown}${start + SHOWN < text.length ? '…' : ''}`);
}
