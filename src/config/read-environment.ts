// Environment variables in, the settings that they make out. An empty variable says nothing.
import { UsageError } from '../errors.ts';
import { visibleLine } from '../text/visible.ts';
import { KEYS, MOST_SECONDS, VARIABLE_NAME } from './keys.ts';
import type { Layer } from './settings.ts';
import { splitWords } from './split-words.ts';

/** How each variable is read; undefined for what it must not be. */
const READERS: { readonly [K in keyof Layer]-?: (text: string) => Layer[K] | undefined } = {
  policy: words,
  always: words,
  timeout: seconds,
  onTimeout: (text) => (text === 'stop' || text === 'deny' ? text : undefined),
  blockTimeout: (text) => seconds(text) || undefined,
  message: (text) => text,
  deniedMessage: (text) => text,
  envPass: (text) => (splitWords(text).every((name) => VARIABLE_NAME.test(name)) ? words(text) : undefined),
};

/** @throws {UsageError} Naming the variable and what was expected. */
export function readEnvironment(env: NodeJS.ProcessEnv): Layer {
  const keys = Object.keys(READERS) as (keyof Layer)[];
  const said = keys.flatMap((key) => {
    const { variable, expects } = KEYS[key];
    const text = env[variable]?.trim();
    if (text === undefined || text === '') return [];
    const value = READERS[key](text);
    if (value === undefined) throw new UsageError(`${variable} must be ${expects}, not "${visibleLine(text).slice(0, 60)}".`);
    return [[key, value]];
  });
  return Object.fromEntries(said) as Layer;
}

function words(text: string): readonly string[] | undefined {
  const found = splitWords(text);
  return found.length === 0 ? undefined : found;
}

function seconds(text: string): number | undefined {
  return /^\d+(\.\d+)?$/.test(text) && Number(text) <= MOST_SECONDS ? Number(text) : undefined;
}
