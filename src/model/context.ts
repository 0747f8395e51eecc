// What was said in, what a model is sent of it out: all of it, or the latest.
import { UsageError } from '../errors.ts';
import type { ConversationMessage } from '../types.ts';

/** What a model context remembers, as plain JSON. */
export interface ModelContextState {
  readonly messages: readonly ConversationMessage[];
}

/** Which of the built-in contexts it is, as plain JSON. */
export type ModelContextConfig = { readonly kind: 'unbounded' } | { readonly kind: 'buffered'; readonly size: number };

/**
 * What an agent remembers of a conversation, and what of that its model is sent.
 *
 * Write your own to send a summary, or to keep messages elsewhere; each answer is awaited.
 */
export interface ModelContext {
  /** Remembers a message. */
  add(message: ConversationMessage): void | Promise<void>;
  /** What the model is sent, oldest first. */
  messages(): readonly ConversationMessage[] | Promise<readonly ConversationMessage[]>;
  /** Forgets everything. */
  clear(): void | Promise<void>;
  /** Everything that is remembered, also what the model is no longer sent. */
  saveState(): ModelContextState | Promise<ModelContextState>;
  /** Puts what was saved in the place of what is remembered. */
  loadState(state: ModelContextState): void | Promise<void>;
  /** How to make another one like it, without what it remembers; a context of your own may have none. */
  toConfig?(): ModelContextConfig;
}

/**
 * Makes a model context that sends all that was said.
 *
 * @returns An empty one.
 * @example
 * ```ts
 * import assert from 'node:assert';
 * import { unboundedContext } from 'approve-run';
 *
 * const context = unboundedContext();
 * await context.add({ role: 'user', source: 'user', content: 'Hello' });
 * assert.equal((await context.messages()).length, 1);
 * ```
 */
export function unboundedContext(): ModelContext {
  return remembering((all) => all, { kind: 'unbounded' });
}

/**
 * Makes a model context that sends only the latest messages.
 *
 * @param size How many messages, at least 1.
 * @returns An empty one.
 * @throws {UsageError} When `size` is no whole number above 0.
 * @example
 * ```ts
 * import assert from 'node:assert';
 * import { bufferedContext } from 'approve-run';
 *
 * const context = bufferedContext(1);
 * await context.add({ role: 'user', source: 'user', content: 'Hello' });
 * await context.add({ role: 'user', source: 'user', content: 'Are you there?' });
 * assert.deepEqual((await context.messages()).map(({ content }) => content), ['Are you there?']);
 * ```
 */
export function bufferedContext(size: number): ModelContext {
  if (!Number.isSafeInteger(size) || size < 1)
    throw new UsageError(`bufferedContext(${String(size)}): the number of messages must be a whole number above 0.`);
  return remembering((all) => all.slice(-size), { kind: 'buffered', size });
}

function remembering(
  sent: (all: readonly ConversationMessage[]) => readonly ConversationMessage[],
  config: ModelContextConfig,
): ModelContext {
  let all: readonly ConversationMessage[] = [];
  return {
    add(message) {
      all = [...all, message];
    },
    messages: () => sent(all),
    clear() {
      all = [];
    },
    saveState: () => ({ messages: all }),
    loadState(state) {
      all = messagesIn(state);
    },
    toConfig: () => config,
  };
}

/** It may come from a file. */
function messagesIn(state: unknown): readonly ConversationMessage[] {
  const messages: unknown = (state as { readonly messages?: unknown } | null)?.messages;
  if (!Array.isArray(messages)) throw new UsageError('This is no state of a model context: it has no list of `messages`.');
  return messages.map((message: unknown, at) => {
    const { role, source, content } = (message ?? {}) as Readonly<Record<string, unknown>>;
    if ((role !== 'user' && role !== 'assistant') || typeof source !== 'string' || typeof content !== 'string')
      throw new UsageError(`This is no state of a model context: message ${at + 1} lacks its role, source or content.`);
    return { role, source, content };
  });
}
