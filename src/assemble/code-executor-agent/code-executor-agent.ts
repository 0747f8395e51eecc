// Messages in; code that was approved, what came of it, and an answer out: AutoGen's CodeExecutorAgent, with a gate that cannot be left out.
import { UsageError } from '../../errors.ts';
import { checkKnown } from '../../known-options.ts';
import { unboundedContext } from '../../model/context.ts';
import { extractCodeBlocks } from '../../task/extract-code-blocks.ts';
import type { CodeBlock } from '../../types.ts';
import { turnGate } from '../approval-options.ts';
import { type CodeExecutorAgentConfig, configOf } from './agent-config.ts';
import { type MakeExecutor, optionsFrom } from './agent-from-config.ts';
import { type AnswerParts, answer } from './answer.ts';
import { asStream } from './as-stream.ts';
import type {
  AgentResponse,
  AgentTask,
  CallOptions,
  CodeExecutorAgentEvent,
  CodeExecutorAgentState,
  TaskResult,
  TextMessage,
} from './messages.ts';
import { type CodeExecutorAgentOptions, checkOptions, ownOptions } from './options.ts';
import { checkMessages, messagesOf, resultOf } from './task-result.ts';
import { DESCRIPTION } from './words.ts';
import { once } from './writer.ts';

type Tell = (event: CodeExecutorAgentEvent) => Promise<void>;

/**
 * Runs code that a model writes (with `modelClient`), or that stands in the messages it is given (without one), each block only once it is
 * approved.
 *
 * @throws {UsageError} When nobody would decide: give it `approvalFunc` or a `policy`, or say `approval: 'none'`.
 * @example
 * ```ts
 * import { CodeExecutorAgent, localExecutor } from 'approve-run';
 *
 * const agent = new CodeExecutorAgent({
 *   name: 'terminal',
 *   codeExecutor: localExecutor(),
 *   policy: 'deny-dangerous',
 * });
 * const { messages } = await agent.run('```bash\necho hello\n```');
 * console.log(messages.at(-1)); // { type: 'TextMessage', source: 'terminal', content: 'hello\n' }
 * ```
 */
export class CodeExecutorAgent {
  readonly name: string;
  readonly description: string;
  readonly #parts: Omit<AnswerParts, 'extract'>;
  #busy = false;

  constructor(given: CodeExecutorAgentOptions) {
    checkOptions(given);
    const options = ownOptions(given);
    this.#parts = {
      options,
      gates: turnGate(options, `CodeExecutorAgent ${options.name}`),
      context: options.modelContext ?? unboundedContext(),
      openClient: once(options.modelClient),
    };
    this.name = options.name;
    this.description = options.description ?? DESCRIPTION[options.modelClient === undefined ? 'withoutModel' : 'withModel'];
  }

  /** Works on a task to its end. */
  async run(task: AgentTask, options: CallOptions = {}): Promise<TaskResult> {
    const given = messagesOf(task);
    const { chatMessage, innerMessages, stopReason } = await this.onMessages(given, options);
    return resultOf(given, innerMessages, chatMessage, stopReason);
  }

  /** The same, told as it goes on: the task's messages, every event, the answer, and last the `TaskResult`. Ends when nobody reads on. */
  async *runStream(
    task: AgentTask,
    options: CallOptions = {},
  ): AsyncGenerator<TextMessage | CodeExecutorAgentEvent | TaskResult, void, undefined> {
    const given = messagesOf(task);
    yield* given;
    for await (const item of this.onMessagesStream(given, options)) {
      if (item.type !== 'Response') yield item;
      else {
        yield item.chatMessage;
        yield resultOf(given, item.innerMessages, item.chatMessage, item.stopReason);
      }
    }
  }

  /** Answers new messages; those of earlier calls are remembered. */
  async onMessages(messages: readonly TextMessage[], options: CallOptions = {}): Promise<AgentResponse> {
    return this.#respond(messages, async () => {}, signalOf(options));
  }

  /** The same, told as it goes on: every event, and last the `AgentResponse`. Ends when nobody reads on. */
  async *onMessagesStream(
    messages: readonly TextMessage[],
    options: CallOptions = {},
  ): AsyncGenerator<CodeExecutorAgentEvent | AgentResponse, void, undefined> {
    const work = (tell: Tell, inner: AbortSignal) => this.#respond(messages, tell, inner);
    yield* asStream(work, signalOf(options));
  }

  /**
   * Forgets the conversation.
   *
   * @throws {UsageError} While it is at work.
   */
  async reset(): Promise<void> {
    this.#requireIdle();
    await this.#parts.context.clear();
  }

  async saveState(): Promise<CodeExecutorAgentState> {
    return { type: 'CodeExecutorAgentState', version: 1, modelContext: await this.#parts.context.saveState() };
  }

  /** @throws {UsageError} When it is no such state, and while it is at work. */
  async loadState(state: CodeExecutorAgentState): Promise<void> {
    if (state?.type !== 'CodeExecutorAgentState' || state.version !== 1)
      throw new UsageError('loadState takes what saveState of a CodeExecutorAgent gave (version 1).');
    this.#requireIdle();
    await this.#parts.context.loadState(state.modelContext);
  }

  /**
   * Writes the agent down, its gate included; `emit` and what it remembers are no part of it.
   *
   * @throws {SerializationError} When a part is code or a secret: it names that part.
   */
  toConfig(): CodeExecutorAgentConfig {
    return configOf(this.#parts.options);
  }

  /**
   * Builds an agent from what `toConfig` gave.
   *
   * @throws {UsageError} When it is none, or a part of it cannot be built here, such as an HTTP approver without its key.
   */
  static fromConfig(config: CodeExecutorAgentConfig, makeExecutor?: MakeExecutor): CodeExecutorAgent {
    return new CodeExecutorAgent(optionsFrom(config, makeExecutor));
  }

  /** Ends what blocks left behind, and lets the executor go. */
  async close(): Promise<void> {
    await this.#parts.options.codeExecutor.close?.();
  }

  /** Finds the blocks of a message. To be overridden where they are marked in another way. */
  protected extractCodeBlocks(markdown: string): readonly CodeBlock[] {
    return extractCodeBlocks(markdown);
  }

  async #respond(messages: readonly TextMessage[], tell: Tell, signal: AbortSignal): Promise<AgentResponse> {
    this.#requireIdle();
    checkMessages(messages);
    this.#busy = true;
    try {
      return await answer({ ...this.#parts, extract: (markdown) => this.extractCodeBlocks(markdown) }, messages, tell, signal);
    } finally {
      this.#busy = false;
    }
  }

  #requireIdle(): void {
    if (this.#busy) throw new UsageError(`${this.name} is still at work. Wait for its answer, or build another agent.`);
  }
}

function signalOf(options: CallOptions): AbortSignal {
  checkKnown('A call of the agent', options, { signal: 'an AbortSignal' });
  return options.signal ?? new AbortController().signal;
}
