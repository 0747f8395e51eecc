// What the AI SDK hands to a model in; what of it makes the request, as JSON that is the same for the same request, out.
import { digestOf } from '../digest.ts';
import type { ModelCallOptions } from './specification.ts';

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** What decides what is replied. Headers, and what only a provider understands, are left out: there may be keys among them. */
const SETTINGS = [
  'prompt',
  'tools',
  'toolChoice',
  'responseFormat',
  'maxOutputTokens',
  'temperature',
  'topP',
  'topK',
  'stopSequences',
  'presencePenalty',
  'frequencyPenalty',
  'seed',
] as const;
const LEFT_OUT = 'providerOptions';

export function plainRequest(options: ModelCallOptions, streamed: boolean): Json {
  const given = options as unknown as Readonly<Record<string, unknown>>;
  const settings = Object.fromEntries(SETTINGS.map((name) => [name, given[name]]));
  return plain({ streamed, ...settings, ...(options.tools ? { tools: options.tools.map(withoutArguments) } : {}) });
}

/** A tool that runs at the provider's may be set up with a key: the digest tells it from others. */
function withoutArguments(tool: unknown): unknown {
  const { args, ...rest } = tool as Readonly<Record<string, unknown>>;
  return args === undefined ? rest : { ...rest, args: digestOf(JSON.stringify(plain(args))) };
}

/** Keys in order, without those that have no value. */
export function plain(value: unknown): Json {
  if (value instanceof Uint8Array) return Buffer.from(value).toString('base64');
  if (value instanceof URL) return value.href;
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return JSON.parse(JSON.stringify(value) ?? 'null');
  const kept = Object.entries(value).filter(([key, inner]) => inner !== undefined && key !== LEFT_OUT);
  return Object.fromEntries(kept.sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, inner]) => [key, plain(inner)]));
}
