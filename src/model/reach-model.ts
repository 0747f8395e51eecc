// A model and a conversation in; one whole or broken reply out, after as many attempts as make sense; or one line that says why there is none.
import type { AgentEvent, ConversationMessage } from '../types.ts';
import { explainFailure } from './explain-failure.ts';
import type { OpenedClient } from './open-client.ts';
import { type Reply, type Shape, streamReply } from './stream-reply.ts';
import { toModelMessages } from './to-model-messages.ts';
import { withRetries } from './with-retries.ts';

/** The longest silence of a model, as on the command line (modelTimeout). */
const SILENCE_MS = 300_000;

export interface AskOptions {
  /** @default none */
  readonly system?: string | undefined;
  readonly messages: readonly Pick<ConversationMessage, 'role' | 'content'>[];
  readonly signal: AbortSignal;
  /** 0 to 2. @default the model's own */
  readonly temperature?: number | undefined;
  /** The longest that it may send nothing, in milliseconds. @default 300000 */
  readonly silenceMs?: number | undefined;
  /** Told before it is asked again, because the provider was busy or broken. */
  readonly onRetry?: ((retry: { readonly reason: string; readonly afterMs: number }) => void | Promise<void>) | undefined;
}

/** @throws {AgentError} When no reply came. Or the signal's reason. */
export async function reachModel(
  client: OpenedClient,
  { system, messages, signal, temperature, silenceMs = SILENCE_MS, onRetry }: AskOptions,
  tell: (event: AgentEvent) => void | Promise<void>,
  shape?: Shape,
): Promise<Reply> {
  const request = { model: client.model, system, messages: toModelMessages(messages), temperature, silenceMs, shape };
  const hear = (event: AgentEvent) => (event.type === 'agent-retry' ? onRetry?.(event) : tell(event));
  const attempt = async () => {
    signal.throwIfAborted();
    return streamReply(request, signal, hear);
  };
  return withRetries(attempt, signal, hear).catch((error: unknown) => {
    signal.throwIfAborted();
    throw explainFailure(error, { label: client.label, ...client.place, inCode: true }, silenceMs);
  });
}
