// A model and the conversation with it in; its messages, and its decision about failed code, out.
import type { ModelContext } from '../../model/context.ts';
import type { ModelClient } from '../../model/model-client.ts';
import type { OpenedClient } from '../../model/open-client.ts';
import type { Usage } from '../../types.ts';
import type { CodeExecutorAgentEvent } from './messages.ts';

interface Written {
  readonly content: string;
  readonly usage: Usage;
}

export interface Writer {
  /** The model's next message, told as it comes, and kept in the context. */
  write(): Promise<Written>;
  /** Whether it can make failed code work, and how. */
  decide(question: string): Promise<{ readonly retry: boolean; readonly reason: string }>;
}

export interface WriterOptions {
  readonly name: string;
  readonly client: OpenedClient;
  readonly context: ModelContext;
  readonly system: string | undefined;
  readonly stream: boolean;
  readonly tell: (event: CodeExecutorAgentEvent) => Promise<void>;
  readonly signal: AbortSignal;
}

/** @returns What opens it, once, when it is first asked; undefined where there is none. */
export function once(client: ModelClient | undefined): (() => Promise<OpenedClient>) | undefined {
  if (client === undefined) return undefined;
  let opened: Promise<OpenedClient> | undefined;
  return () => {
    opened ??= import('../../model/open-client.ts')
      .then(({ openClient }) => openClient(client))
      .catch((error: unknown) => {
        opened = undefined;
        throw error;
      });
    return opened;
  };
}

export function modelWriter({ name: source, client, context, system, stream, tell, signal }: WriterOptions): Writer {
  return {
    async write() {
      const { replyText } = await import('../../model/reply-text.ts');
      const { text, thought, usage } = await replyText({
        client,
        system,
        messages: await context.messages(),
        signal,
        onText: async ({ text: content, reasoning }) => {
          if (stream && !reasoning) await tell({ type: 'ModelClientStreamingChunkEvent', source, content });
        },
      });
      if (thought !== undefined) await tell({ type: 'ThoughtEvent', source, content: thought });
      await context.add({ role: 'assistant', source, content: text });
      return { content: text, usage };
    },
    async decide(question) {
      const [{ replyObject }, { RETRY_DECISION }] = await Promise.all([
        import('../../model/reply-object.ts'),
        import('../../model/reply-schema.ts'),
      ]);
      const messages = [...(await context.messages()), { role: 'user', content: question } as const];
      return replyObject({ client, system, messages, schema: RETRY_DECISION, signal });
    },
  };
}
