// Options as somebody without types may write them in; a `UsageError` for one that there is not, or that is of another kind, out.
// Unread, a misspelled option is a filter that is not there.
import { UsageError } from './errors.ts';
import { didYouMean } from './text/did-you-mean.ts';
import { visibleLine } from './text/visible.ts';

const KINDS = {
  'a text': (value: unknown) => typeof value === 'string',
  'a text or null': (value: unknown) => value === null || typeof value === 'string',
  'a number': (value: unknown) => typeof value === 'number',
  'true or false': (value: unknown) => typeof value === 'boolean',
  'a function': (value: unknown) => typeof value === 'function',
  'a list': (value: unknown) => Array.isArray(value),
  'a list of texts': (value: unknown) => Array.isArray(value) && value.every((one) => typeof one === 'string'),
  'a list of functions': (value: unknown) => Array.isArray(value) && value.every((one) => typeof one === 'function'),
  'an object': isObject,
  'an object of texts': (value: unknown) => isObject(value) && Object.values(value).every((one) => typeof one === 'string'),
  'an AbortSignal': (value: unknown) => isObject(value) && has(value, 'throwIfAborted'),
  'an executor, such as localExecutor()': (value: unknown) => isObject(value) && has(value, 'prepare', 'run'),
  'a gate, such as openGate() opens': (value: unknown) => isObject(value) && has(value, 'judge', 'decide'),
  'an agent, such as documentAgent(task)': (value: unknown) => isObject(value) && has(value, 'next'),
  'a context, such as bufferedContext(5)': (value: unknown) => isObject(value) && has(value, 'add', 'clear'),
  /** Looked at by whoever takes it. */
  anything: () => true,
} satisfies Readonly<Record<string, (value: unknown) => boolean>>;

/** What an option may be: one of these, or one of a few words. */
type Kind = keyof typeof KINDS | readonly string[];
export type KindsOf<Options> = { readonly [Name in keyof Required<Options>]: Kind };

/**
 * @param who Takes them, as its user calls it.
 * @param needed Those that cannot be left out.
 * @throws {UsageError}
 */
export function checkKnown<Options extends object>(
  who: string,
  options: Options,
  kinds: KindsOf<Options>,
  needed: readonly (keyof Options & string)[] = [],
): void {
  const names = Object.keys(kinds);
  const there = `There are: ${names.join(', ')}.`;
  if (!isObject(options) || options instanceof AbortSignal || Array.isArray(options))
    throw new UsageError(`${who} takes its options in one object, { ${names[0]}: … }. ${there}`);
  for (const [name, value] of Object.entries(options)) {
    const kind = names.includes(name) ? kinds[name as keyof Options] : undefined;
    if (kind === undefined)
      throw new UsageError(`${who} has no option "${visibleLine(name)}"${didYouMean(name, names) || '.'} ${there}`);
    if (value !== undefined && !fits(value, kind)) throw new UsageError(`${who}: ${name} must be ${told(kind)}.`);
  }
  const missing = needed.find((name) => options[name] === undefined);
  if (missing !== undefined) throw new UsageError(`${who} needs ${missing}: ${told(kinds[missing])}.`);
}

function fits(value: unknown, kind: Kind): boolean {
  return typeof kind === 'string' ? KINDS[kind](value) : kind.some((word) => word === value);
}

function told(kind: Kind): string {
  return typeof kind === 'string' ? kind : kind.map((word) => `'${word}'`).join(' or ');
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

function has(value: object, ...methods: readonly string[]): boolean {
  return methods.every((name) => typeof Reflect.get(value, name) === 'function');
}
