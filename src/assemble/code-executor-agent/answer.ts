// The parts of an agent and new messages in; its answer out, after whatever had to be written, approved and run.
import type { ModelContext } from '../../model/context.ts';
import type { OpenedClient } from '../../model/open-client.ts';
import type { CodeBlock } from '../../types.ts';
import type { TurnGate } from '../ask-by-turn.ts';
import type { AgentResponse, CodeExecutorAgentEvent, InnerMessage, TextMessage } from './messages.ts';
import type { CodeExecutorAgentOptions } from './options.ts';
import { type Answer, type ReplyParts, replyFromMessages, replyWithModel } from './reply.ts';
import { startTurns } from './turns.ts';
import { SYSTEM_MESSAGE } from './words.ts';
import { modelWriter } from './writer.ts';

export interface AnswerParts {
  readonly options: CodeExecutorAgentOptions;
  readonly gates: TurnGate;
  readonly context: ModelContext;
  /** Absent: the code of the messages themselves is run. */
  readonly openClient: (() => Promise<OpenedClient>) | undefined;
  readonly extract: (markdown: string) => readonly CodeBlock[];
}

export async function answer(
  { options, gates, context, openClient, extract }: AnswerParts,
  messages: readonly TextMessage[],
  tellOuter: (event: CodeExecutorAgentEvent) => Promise<void>,
  signal: AbortSignal,
): Promise<AgentResponse> {
  signal.throwIfAborted();
  const { name } = options;
  const innerMessages: InnerMessage[] = [];
  const tell = async (event: CodeExecutorAgentEvent) => {
    if (event.type !== 'ModelClientStreamingChunkEvent') innerMessages.push(event);
    await tellOuter(event);
    signal.throwIfAborted();
  };
  for (const { source, content } of messages)
    await context.add({ role: source === name ? 'assistant' : 'user', source, content });
  const turns = await startTurns({ ...options, gates, context, signal });
  const parts = { name, context, tell, ...turns, extract };
  try {
    const { content, end } =
      openClient === undefined
        ? await replyFromMessages(allowed(messages, options), parts)
        : await write(await openClient(), options, parts, signal);
    signal.throwIfAborted();
    if (openClient === undefined || end !== undefined) await context.add({ role: 'assistant', source: name, content });
    const chatMessage = { type: 'TextMessage', source: name, content } as const;
    return { type: 'Response', chatMessage, innerMessages, ...(end === undefined ? {} : { stopReason: end.why }) };
  } finally {
    await turns.finish();
  }
}

function allowed(messages: readonly TextMessage[], options: CodeExecutorAgentOptions): readonly TextMessage[] {
  const { sources, lastMessageOnly = false } = options;
  const theirs = sources === undefined ? messages : messages.filter(({ source }) => sources.includes(source));
  return lastMessageOnly ? theirs.slice(-1) : theirs;
}

function write(client: OpenedClient, options: CodeExecutorAgentOptions, parts: ReplyParts, signal: AbortSignal): Promise<Answer> {
  const { systemMessage = SYSTEM_MESSAGE, modelClientStream: stream = false, maxRetriesOnError = 0 } = options;
  const { name, context, tell } = parts;
  const writer = modelWriter({ name, client, context, tell, system: systemMessage ?? undefined, stream, signal });
  return replyWithModel(writer, maxRetriesOnError, parts);
}
