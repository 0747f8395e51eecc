// What the AI SDK hands to a model in; the same as plain data that a test can look at out.
import type { ModelCallOptions } from './specification.ts';

/** One request to a model, as plain data. */
export interface ModelCall {
  /** Oldest first; parts that are no text stand there as JSON. */
  readonly messages: readonly ModelCallMessage[];
  /** Names of the tools that it may call. */
  readonly tools: readonly string[];
  /** The JSON schema of the object that is asked for. */
  readonly schema?: unknown;
  readonly temperature?: number;
  /** Whether the reply is wanted in pieces. */
  readonly streamed: boolean;
  /** Aborted when the reply is no longer wanted. */
  readonly signal?: AbortSignal;
}

/** One message of a request. */
export interface ModelCallMessage {
  readonly role: string;
  readonly content: string;
}

export function modelCall(options: ModelCallOptions, streamed: boolean): ModelCall {
  const { prompt, tools = [], responseFormat, temperature, abortSignal } = options;
  const { schema } = (responseFormat ?? {}) as { readonly schema?: unknown };
  return {
    messages: prompt.map(({ role, content }) => ({ role, content: textOf(content) })),
    tools: tools.map((tool) => String((tool as { readonly name?: unknown }).name)),
    ...(schema === undefined ? {} : { schema }),
    ...(temperature === undefined ? {} : { temperature }),
    streamed,
    ...(abortSignal === undefined ? {} : { signal: abortSignal }),
  };
}

function textOf(content: unknown): string {
  if (typeof content === 'string') return content;
  const parts = Array.isArray(content) ? content : [content];
  return parts
    .map((part: { readonly type?: unknown; readonly text?: unknown }) =>
      part.type === 'text' && typeof part.text === 'string' ? part.text : JSON.stringify(part),
    )
    .join('\n');
}
