// Messages of the AI SDK in; the same with a stand-in result for every call of a tool that has none, out.

/** As much of a message as matters here; the AI SDK's `ModelMessage` has this shape. */
export interface MessageWithTools {
  readonly role: string;
  readonly content: string | readonly object[];
}

interface Part {
  readonly type?: unknown;
  readonly toolCallId?: unknown;
  readonly toolName?: unknown;
  readonly providerExecuted?: unknown;
}

/**
 * Makes a history usable again after a turn that was ended: providers, and the AI SDK, refuse one in which a call has no result.
 *
 * @param reason What the model reads as the result.
 * @returns New messages; the ones given are not changed.
 * @example
 * ```ts
 * import assert from 'node:assert';
 * import { closeOpenToolCalls } from 'approve-run';
 *
 * const call = { type: 'tool-call', toolCallId: '1', toolName: 'weather', input: {} };
 * const closed = closeOpenToolCalls([{ role: 'user', content: 'Rain?' }, { role: 'assistant', content: [call] }]);
 * assert.deepEqual(closed.map(({ role }) => role), ['user', 'assistant', 'tool']);
 * ```
 */
export function closeOpenToolCalls<M extends MessageWithTools>(
  messages: readonly M[],
  reason = 'The turn was ended before this tool had a result.',
): M[] {
  const closed = new Set(
    messages
      .flatMap(partsOf)
      .filter(isResult)
      .map(({ toolCallId }) => toolCallId),
  );
  return messages.flatMap((message) => {
    const open =
      message.role === 'assistant'
        ? partsOf(message)
            .filter(isCall)
            .filter(({ toolCallId }) => !closed.has(toolCallId))
        : [];
    if (open.length === 0) return [message];
    const output = { type: 'error-text', value: reason };
    const content = open.map(({ toolCallId, toolName }) => ({ type: 'tool-result', toolCallId, toolName, output }));
    // The shape that every message with results has, whatever else `M` allows.
    return [message, { role: 'tool', content } as MessageWithTools as M];
  });
}

function partsOf({ content }: MessageWithTools): readonly Part[] {
  return typeof content === 'string' ? [] : content;
}

function isCall({ type, providerExecuted }: Part): boolean {
  return type === 'tool-call' && providerExecuted !== true;
}

function isResult({ type }: Part): boolean {
  return type === 'tool-result';
}
