// Texts in, the same texts without secrets out: for whatever leaves the journal.
import { SECRETS } from './secret-shapes.ts';

const INSTEAD = '«redacted»';
/** Nothing that approve-run writes is nested like that; whoever wrote it wants the stack to end. */
const DEEPEST = 200;
const URL_PASSWORD = /(:\/\/[^/\s:@]{1,256}:)[^/\s@]{1,256}(?=@)/g;

export interface Redact {
  text(text: string): string;
  /** Every text in it, at any depth; names of fields stay. */
  value<T>(value: T): T;
}

/** @param known Values that are secret, whatever they look like. */
export function redactor(known: readonly string[]): Redact {
  // The longest first: one may be part of another.
  const values = [...new Set(known)].sort((one, other) => other.length - one.length);
  const text = (given: string) =>
    values
      .reduce((rest, value) => rest.replaceAll(value, () => INSTEAD), given)
      .replace(SECRETS, INSTEAD)
      .replace(URL_PASSWORD, `$1${INSTEAD}`);
  const value = (given: unknown, depth: number): unknown => {
    if (typeof given === 'string') return text(given);
    if (typeof given !== 'object' || given === null) return given;
    if (depth > DEEPEST) return INSTEAD;
    if (Array.isArray(given)) return given.map((inner) => value(inner, depth + 1));
    return Object.fromEntries(Object.entries(given).map(([name, inner]) => [name, value(inner, depth + 1)]));
  };
  return { text, value: <T>(given: T) => value(given, 0) as T };
}
