// Texts in, the same texts without secrets out: for whatever leaves the journal.
import { SECRETS } from './secret-shapes.ts';

const INSTEAD = '«redacted»';
const URL_PASSWORD = /(:\/\/[^/\s:@]{1,256}:)[^/\s@]{1,256}(?=@)/g;
/** A part of a secret that is shorter tells little, and is found in ordinary text. */
const LEAST_PART = 4;
/** What we write is not as deep; what somebody else put there must not end the command. */
const DEEPEST = 100;

export interface Redact {
  text(text: string): string;
  /** Every text in it, at any depth; names of fields stay. */
  value<T>(value: T): T;
}

/** @param known Values that are secret, whatever they look like. */
export function redactor(known: readonly string[]): Redact {
  // As they are, and as JSON and most programs would print them. The longest first: one may be part of another.
  const values = [...new Set(known.flatMap((one) => [one, JSON.stringify(one).slice(1, -1)]))].sort(
    (one, other) => other.length - one.length,
  );
  // One search for all of them is many times as fast as one each.
  const anyOf = values.length === 0 ? undefined : new RegExp(values.map(literally).join('|'), 'g');
  const withoutValues = (given: string) => (anyOf === undefined ? given : given.replace(anyOf, INSTEAD));
  const text = (given: string) => withoutValues(given).replace(SECRETS, INSTEAD).replace(URL_PASSWORD, `$1${INSTEAD}`);
  const value = (given: unknown, depth = 0): unknown => {
    if (typeof given === 'string') return text(given);
    if (typeof given !== 'object' || given === null) return given;
    if (depth > DEEPEST) return INSTEAD;
    if (Array.isArray(given)) return given.map((inner) => value(inner, depth + 1));
    const fields = Object.fromEntries(Object.entries(given).map(([name, inner]) => [name, value(inner, depth + 1)]));
    return isCut(given) ? { ...fields, ...ends(given, { head: String(fields.head), tail: String(fields.tail) }) } : fields;
  };

  /** A secret may stand where the beginning of an output ends, and its end begins. */
  function ends({ head, tail, omittedBytes }: Cut, apart: Pick<Cut, 'head' | 'tail'>): Pick<Cut, 'head' | 'tail'> {
    if (omittedBytes > 0) return { head: withoutEnd(apart.head, values), tail: withoutBeginning(apart.tail, values) };
    if (head === '' || tail === '') return apart;
    const whole = text(head + tail);
    return whole === apart.head + apart.tail ? apart : { head: whole, tail: '' };
  }
  return { text, value: <T>(given: T) => value(given) as T };
}

function literally(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}

/** An output of a block: what lies between is left out. */
interface Cut {
  readonly head: string;
  readonly tail: string;
  readonly omittedBytes: number;
}

function isCut(given: object): given is Cut {
  const { head, tail, omittedBytes } = given as Partial<Record<keyof Cut, unknown>>;
  return typeof head === 'string' && typeof tail === 'string' && typeof omittedBytes === 'number';
}

function withoutEnd(text: string, values: readonly string[]): string {
  const part = longest(values, (value, length) => text.endsWith(value.slice(0, length)));
  return part === 0 ? text : text.slice(0, -part) + INSTEAD;
}

function withoutBeginning(text: string, values: readonly string[]): string {
  const part = longest(values, (value, length) => text.startsWith(value.slice(-length)));
  return part === 0 ? text : INSTEAD + text.slice(part);
}

/** Of the parts that a value may have been cut to. */
function longest(values: readonly string[], isThere: (value: string, length: number) => boolean): number {
  let most = 0;
  for (const value of values)
    for (let length = value.length - 1; length >= Math.max(LEAST_PART, most + 1); length -= 1)
      if (isThere(value, length)) most = length;
  return most;
}
