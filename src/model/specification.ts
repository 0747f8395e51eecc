// The part of the AI SDK's specification of a language model (version 3) that models in code speak, in types of our own. Types only.

/** What the AI SDK hands to a model, as far as it is looked at here. */
export interface ModelCallOptions {
  readonly prompt: readonly { readonly role: string; readonly content: unknown }[];
  readonly tools?: readonly unknown[] | undefined;
  readonly toolChoice?: unknown;
  readonly responseFormat?: unknown;
  readonly temperature?: number | undefined;
  readonly abortSignal?: AbortSignal | undefined;
}

/** Tokens as the AI SDK counts them. */
export interface ModelUsage {
  inputTokens: {
    total: number | undefined;
    noCache: number | undefined;
    cacheRead: number | undefined;
    cacheWrite: number | undefined;
  };
  outputTokens: { total: number | undefined; text: number | undefined; reasoning: number | undefined };
}

/** Why a reply ended. */
export interface ModelFinishReason {
  unified: 'stop' | 'length' | 'content-filter' | 'tool-calls' | 'error' | 'other';
  raw: string | undefined;
}

/** A call of a tool; `input` is JSON. */
export interface ModelToolCall {
  type: 'tool-call';
  toolCallId: string;
  toolName: string;
  input: string;
}

/** A whole reply. */
export interface ModelResult {
  content: ({ type: 'text'; text: string } | { type: 'reasoning'; text: string } | ModelToolCall)[];
  finishReason: ModelFinishReason;
  usage: ModelUsage;
  warnings: never[];
}

/** A piece of a reply. */
export type ModelStreamPart =
  | { type: 'stream-start'; warnings: never[] }
  | { type: 'text-start' | 'text-end' | 'reasoning-start' | 'reasoning-end'; id: string }
  | { type: 'text-delta' | 'reasoning-delta'; id: string; delta: string }
  | ModelToolCall
  | { type: 'finish'; usage: ModelUsage; finishReason: ModelFinishReason };
