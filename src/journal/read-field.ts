// A value of a journal in, which anybody may have written; what of it is of the kind that was meant out, and else nothing of that kind.
import { type Fields, isRecord } from './chain.ts';

export function fieldsOf(value: unknown): Fields {
  return isRecord(value) ? value : {};
}

export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

export function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** Not below 0, and none that cannot be counted with. */
export function numberOf(value: unknown): number {
  return typeof value === 'number' && value > 0 ? Math.min(value, Number.MAX_SAFE_INTEGER) : 0;
}

/** For people, as long as it is: what is no text stands as JSON. Make it visible before anybody sees it. */
export function wordsOf(value: unknown): string {
  if (typeof value === 'string') return value;
  try {
    return value === undefined || value === null ? '' : String(JSON.stringify(value));
  } catch {
    return 'nested too deeply to be shown';
  }
}
