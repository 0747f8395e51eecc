// A scripted reply in; the same as the AI SDK wants it, whole or in pieces, out.
import type { ModelFinishReason, ModelResult, ModelStreamPart, ModelUsage } from './specification.ts';

/** What a scripted model says. Without a text, an object or tool calls it says nothing. */
export interface ScriptedReply {
  readonly text?: string;
  /** What it thinks before. */
  readonly reasoning?: string;
  /** Sent as JSON, behind the text if there is one. */
  readonly object?: unknown;
  readonly toolCalls?: readonly { readonly name: string; readonly input: unknown }[];
  /** @default none counted */
  readonly usage?: { readonly inputTokens?: number; readonly cachedTokens?: number; readonly outputTokens?: number };
  /** @default 'tool-calls' where there are any, else 'stop' */
  readonly finishReason?: ModelFinishReason['unified'];
  /** The text, in the pieces in which it is streamed; instead of `text`. @default word by word */
  readonly chunks?: readonly string[];
}

export function wholeReply(reply: ScriptedReply): ModelResult {
  const text = chunksOf(reply).join('');
  return {
    content: [
      ...(reply.reasoning ? [{ type: 'reasoning' as const, text: reply.reasoning }] : []),
      ...(text === '' ? [] : [{ type: 'text' as const, text }]),
      ...toolCalls(reply),
    ],
    finishReason: finishOf(reply),
    usage: usageOf(reply),
    warnings: [],
  };
}

export function replyParts(reply: ScriptedReply): readonly ModelStreamPart[] {
  return [
    { type: 'stream-start', warnings: [] },
    ...spoken('reasoning', reply.reasoning ? words(reply.reasoning) : []),
    ...spoken('text', chunksOf(reply)),
    ...toolCalls(reply),
    { type: 'finish', usage: usageOf(reply), finishReason: finishOf(reply) },
  ];
}

function spoken(kind: 'text' | 'reasoning', chunks: readonly string[]): ModelStreamPart[] {
  if (chunks.length === 0) return [];
  const deltas = chunks.map((delta) => ({ type: `${kind}-delta` as const, id: kind, delta }));
  return [{ type: `${kind}-start`, id: kind }, ...deltas, { type: `${kind}-end`, id: kind }];
}

function chunksOf({ text = '', chunks, object }: ScriptedReply): readonly string[] {
  return [...(chunks ?? words(text)), ...(object === undefined ? [] : words(JSON.stringify(object)))];
}

function words(text: string): readonly string[] {
  return text.match(/\s*\S+\s*|\s+/g) ?? [];
}

function toolCalls({ toolCalls: calls = [] }: ScriptedReply) {
  return calls.map(({ name, input }, at) => ({
    type: 'tool-call' as const,
    toolCallId: `call-${at + 1}`,
    toolName: name,
    input: JSON.stringify(input ?? {}),
  }));
}

function finishOf({ finishReason, toolCalls: calls = [] }: ScriptedReply): ModelFinishReason {
  return { unified: finishReason ?? (calls.length > 0 ? 'tool-calls' : 'stop'), raw: undefined };
}

function usageOf({ usage: { inputTokens, cachedTokens, outputTokens } = {} }: ScriptedReply): ModelUsage {
  return {
    inputTokens: { total: inputTokens, noCache: undefined, cacheRead: cachedTokens, cacheWrite: undefined },
    outputTokens: { total: outputTokens, text: undefined, reasoning: undefined },
  };
}
