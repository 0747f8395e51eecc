// Environment variables in, the settings that they make out. An empty variable says nothing.
import { UsageError } from '../errors.ts';
import { MOST_SECONDS } from '../seconds.ts';
import { visibleLine } from '../text/visible.ts';
import { AGENT, isAddress, KEYS, MOST_SILENCE, VARIABLE_NAME } from './keys.ts';
import { SANDBOX_CHOICES } from './sandbox-choices.ts';
import type { Layer } from './settings.ts';
import { splitWords } from './split-words.ts';

/** How each variable is read; undefined for what it must not be. */
const READERS: { readonly [K in keyof Layer]-?: (text: string) => Layer[K] | undefined } = {
  policy: words,
  always: words,
  timeout: seconds,
  onTimeout: (text) => (text === 'stop' || text === 'deny' ? text : undefined),
  blockTimeout: (text) => seconds(text) || undefined,
  approver: (text) => (isAddress(text) ? text : undefined),
  message: (text) => text,
  deniedMessage: (text) => text,
  agent: (text) => (AGENT.test(text) ? text : undefined),
  model: (text) => text,
  baseUrl: (text) => (isAddress(text) ? text : undefined),
  system: (text) => text,
  temperature: (text) => (decimal(text) <= 2 ? decimal(text) : undefined),
  maxTurns: (text) => whole(text, 1),
  contextTokens: (text) => whole(text, 1000),
  modelTimeout: (text) => (decimal(text) <= MOST_SILENCE ? decimal(text) || undefined : undefined),
  bell: (text) => (text === 'true' || text === 'false' ? text === 'true' : undefined),
  sandbox: (text) => SANDBOX_CHOICES.find((choice) => choice === text),
  allowRead: paths,
  allowWrite: paths,
  envPass: (text) => (splitWords(text).every((name) => VARIABLE_NAME.test(name)) ? words(text) : undefined),
  journal: (text) => text,
};

/** @throws {UsageError} Naming the variable and what was expected. */
export function readEnvironment(env: NodeJS.ProcessEnv): Layer {
  const keys = Object.keys(READERS) as (keyof Layer)[];
  const said = keys.flatMap((key) => {
    const { variable, expects } = KEYS[key];
    const text = env[variable]?.trim();
    if (text === undefined || text === '') return [];
    const value = READERS[key](text);
    if (value === undefined)
      throw new UsageError(`${variable} must be ${expects}, not "${visibleLine(withoutPassword(text)).slice(0, 60)}".`);
    return [[key, value]];
  });
  return Object.fromEntries(said) as Layer;
}

/** An address may have one in it. */
function withoutPassword(text: string): string {
  return text.replace(/\/\/[^/?#]*@/, '//…@');
}

function words(text: string): readonly string[] | undefined {
  const found = splitWords(text);
  return found.length === 0 ? undefined : found;
}

/** As in PATH. */
function paths(text: string): readonly string[] | undefined {
  const found = text.split(':').filter((path) => path !== '');
  return found.length === 0 ? undefined : found;
}

function seconds(text: string): number | undefined {
  return decimal(text) <= MOST_SECONDS ? decimal(text) : undefined;
}

function whole(text: string, least: number): number | undefined {
  return Number.isSafeInteger(decimal(text)) && decimal(text) >= least ? decimal(text) : undefined;
}

/** Of what is no plain number: NaN, which no comparison is true of. */
function decimal(text: string): number {
  return /^\d+(\.\d+)?$/.test(text) ? Number(text) : Number.NaN;
}
