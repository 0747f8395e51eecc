// A task and a model in, an agent out that lets the model write the blocks and tells it what came of them.
import { toUSVString } from 'node:util';
import { explainFailure, requireWhole } from '../../model/explain-failure.ts';
import type { ModelPlace } from '../../model/find-model.ts';
import { openModel } from '../../model/open-model.ts';
import { streamReply } from '../../model/stream-reply.ts';
import { withoutThought } from '../../model/think-tags.ts';
import { usageOf } from '../../model/usage-of.ts';
import { withRetries } from '../../model/with-retries.ts';
import { extractCodeBlocks } from '../../task/extract-code-blocks.ts';
import { findTool } from '../../tool/find-tool.ts';
import type { Agent, Exchange, SandboxMode, Task, Tool } from '../../types.ts';
import { type Conversation, conversation } from './conversation.ts';
import { systemPrompt } from './system-prompt.ts';

export interface ModelAgentOptions {
  readonly task: Task;
  readonly place: ModelPlace;
  /** Those that can run here. */
  readonly tools: readonly Tool[];
  readonly cwd: string;
  readonly blockTimeoutMs: number;
  readonly sandbox?: SandboxMode | undefined;
  readonly system?: string | undefined;
  readonly temperature?: number | undefined;
  /** The most tokens to send at once. @default what the provider's models usually take */
  readonly contextTokens?: number | undefined;
  /** The longest silence of the model. */
  readonly silenceMs: number;
  /** Turns that it had in an earlier run, which is gone on with. */
  readonly before?: readonly Exchange[];
}

/** Its run ends with a reply in which no block can be run. */
export function modelAgent({
  task,
  place,
  tools,
  temperature,
  contextTokens,
  silenceMs,
  before = [],
  ...rest
}: ModelAgentOptions): Agent {
  const system = systemPrompt({ ...rest, tools: tools.map(({ name }) => name) });
  const talk = conversation({ task, system, tools, maxTokens: contextTokens ?? place.provider.context });
  catchUp(talk, before);
  const opened = openModel(place);
  opened.catch(() => {}); // whoever asks it first hears of it

  return {
    name: 'model',
    async next(history, signal, tell) {
      const messages = talk.messages(history);
      const attempt = async () => streamReply({ model: await opened, system, messages, temperature, silenceMs }, signal, tell);
      const reply = await withRetries(attempt, signal, tell).catch((error: unknown) => {
        signal.throwIfAborted();
        throw explainFailure(error, place, silenceMs);
      });
      const usage = usageOf(reply, place.price);
      talk.counted(usage);
      // Half of a pair cannot be sent to a process: what is shown from here on is what can.
      const text = toUSVString(withoutThought(reply.text));
      requireWhole({ ...reply, text }, place);
      if (history.length === 0) {
        for (const feature of reply.unsupported) await tell({ type: 'agent-notice', text: `${place.label} takes no ${feature}` });
      }
      const blocks = extractCodeBlocks(text);
      const final = !blocks.some(({ language }) => findTool(language, tools));
      return { text, blocks, final, usage };
    },
  };
}

/** What was shortened then stays so, and what was counted counts: the next request is the one that would have been sent. */
function catchUp(talk: Conversation, before: readonly Exchange[]): void {
  for (const [at, { turn }] of before.entries()) {
    talk.messages(before.slice(0, at));
    if (turn.usage !== undefined) talk.counted(turn.usage);
  }
}
