// A conversation in; the model's reply out, each piece of it told as it comes. One attempt: whoever calls decides on another.
import { jsonSchema, type LanguageModel, type ModelMessage, Output, streamText } from 'ai';
import type { AgentEvent } from '../types.ts';
import { unlessAborted } from '../unless-aborted.ts';
import { thinkTags } from './think-tags.ts';

export interface ReplyRequest {
  readonly model: LanguageModel;
  readonly system: string | undefined;
  readonly messages: readonly ModelMessage[];
  readonly temperature?: number | undefined;
  /** The longest that it may send nothing. */
  readonly silenceMs: number;
  /** Asks for JSON of a schema. A model that knows no such thing is asked all the same; the reply is text in any case. */
  readonly shape?: Shape | undefined;
}

/** A name and a JSON schema, as providers take them. */
export interface Shape {
  readonly name: string;
  readonly schema: Parameters<typeof jsonSchema>[0];
}

export interface Reply {
  readonly text: string;
  /** Why it ended, in the words of the AI SDK, or `endless`; `raw` in those of the provider, absent when it did not say. */
  readonly finish: { readonly reason: string; readonly raw?: string | undefined };
  /** What was asked for and this model does not take. */
  readonly unsupported: readonly string[];
  readonly tokens: { readonly input: number; readonly cached: number; readonly output: number };
}

/** Nothing came for `silenceMs`. */
export class SilenceError extends Error {
  override readonly name = 'SilenceError';
}

/** The stream broke, or was no reply, after a part of it had been told. */
export class CutError extends Error {
  override readonly name = 'CutError';
}

/** Characters of a message, its reasoning included: who writes more repeats itself without end. */
const LONGEST = 500_000;

/** What only some providers look at. The conversation is resent each time, so nothing needs to be kept there; what is resent is cheap where it is cached. */
const STORE_NOTHING = { openai: { store: false } };
const CACHE_HERE = { anthropic: { cacheControl: { type: 'ephemeral' } } } as const;

/** Else it writes to the console what a model does not support; we say it ourselves. */
globalThis.AI_SDK_LOG_WARNINGS ??= false;

/** @throws The provider's error as it is, `SilenceError`, `CutError`, or the signal's reason. */
export async function streamReply(
  { model, system, messages, temperature, silenceMs, shape }: ReplyRequest,
  signal: AbortSignal,
  tell: (event: AgentEvent) => void | Promise<void>,
): Promise<Reply> {
  const silence = new AbortController();
  const watch = setTimeout(() => silence.abort(new SilenceError('nothing came')), silenceMs);
  const either = AbortSignal.any([signal, silence.signal]);
  const parts = streamText({
    model,
    ...(system === undefined ? {} : { system }),
    messages: messages.map((message, at) => (at === messages.length - 1 ? { ...message, providerOptions: CACHE_HERE } : message)),
    ...(temperature === undefined ? {} : { temperature }),
    ...(shape === undefined ? {} : { output: Output.object({ name: shape.name, schema: jsonSchema(shape.schema) }) }),
    maxRetries: 0,
    providerOptions: STORE_NOTHING,
    abortSignal: either,
    onError: () => {}, // it also comes as a part of the stream
  }).fullStream;

  const thinking = thinkTags();
  let text = '';
  /** Characters that were shown, and all that came. */
  let told = 0;
  let received = 0;
  let unsupported: readonly string[] = [];
  const say = async (pieces: readonly { readonly text: string; readonly reasoning: boolean }[]) => {
    for (const piece of pieces) {
      if (!piece.reasoning) text += piece.text;
      told += piece.text.length;
      await tell({ type: 'agent-text', ...piece });
    }
  };
  try {
    for await (const part of whileWanted(parts, either)) {
      if ('text' in part || part.type === 'finish') watch.refresh();
      if ('text' in part) received += part.text.length;
      if ('delta' in part) received += part.delta.length;
      if (received > LONGEST)
        return { text, finish: { reason: 'endless' }, unsupported, tokens: { input: 0, cached: 0, output: 0 } };
      if (part.type === 'start-step')
        unsupported = part.warnings.flatMap((warning) => ('feature' in warning ? warning.feature : []));
      if (part.type === 'text-delta') await say(thinking.push(part.text));
      else if (part.type === 'reasoning-delta' && part.text !== '') await say([{ text: part.text, reasoning: true }]);
      else if (part.type === 'error') throw part.error;
      else if (part.type === 'abort') break;
      else if (part.type === 'finish') {
        await say(thinking.end());
        const { inputTokens = 0, outputTokens = 0, inputTokenDetails } = part.totalUsage;
        const tokens = { input: inputTokens, cached: inputTokenDetails.cacheReadTokens ?? 0, output: outputTokens };
        return { text, finish: { reason: part.finishReason, raw: part.rawFinishReason }, unsupported, tokens };
      }
    }
  } catch (error) {
    signal.throwIfAborted();
    silence.signal.throwIfAborted();
    throw told > 0 ? new CutError('it broke off', { cause: error }) : error;
  } finally {
    clearTimeout(watch);
  }
  signal.throwIfAborted();
  silence.signal.throwIfAborted();
  throw new CutError('it ended without an end');
}

/** Ends at once, also where a model does not look at its signal. */
async function* whileWanted<T>(parts: AsyncIterable<T>, signal: AbortSignal): AsyncGenerator<T> {
  const iterator = parts[Symbol.asyncIterator]();
  try {
    for (;;) {
      signal.throwIfAborted();
      const next = await unlessAborted(signal, iterator.next());
      if (next.done) return;
      yield next.value;
    }
  } finally {
    iterator.return?.().catch(() => {});
  }
}
