// CodeExecutorAgent, and the call that runs blocks without one: options, messages, events, config. Checked by tsc; the test only runs the file.
import { test } from 'node:test';
import { expectTypeOf } from 'expect-type';
import type {
  AgentResponse,
  AgentTask,
  ApprovalFunction,
  ApprovalOptions,
  ApproverConfig,
  BlockOutcome,
  CallOptions,
  Code,
  CodeBlock,
  CodeExecutionEvent,
  CodeExecutor,
  CodeExecutorAgent,
  CodeExecutorAgentConfig,
  CodeExecutorAgentEvent,
  CodeExecutorAgentOptions,
  CodeExecutorAgentState,
  CodeExecutorConfig,
  CodeGenerationEvent,
  CodeResult,
  ConversationMessage,
  Emit,
  ExecuteOptions,
  executeCodeBlocks,
  InnerMessage,
  MakeExecutor,
  ModelClient,
  ModelClientStreamingChunkEvent,
  ModelContext,
  ModelContextConfig,
  ModelContextState,
  PolicyChoice,
  Refusal,
  TaskResult,
  TextMessage,
  ThoughtEvent,
  Usage,
} from '../../src/index.ts';

test('what an agent is built from', () => {
  expectTypeOf<ApprovalOptions>().toEqualTypeOf<{
    readonly approvalFunc?: ApprovalFunction | undefined;
    readonly policy?: PolicyChoice | readonly PolicyChoice[] | undefined;
    readonly always?: readonly string[] | undefined;
    readonly approval?: 'block' | 'turn' | 'none' | undefined;
  }>();
  expectTypeOf<CodeExecutorAgentOptions>().branded.toEqualTypeOf<
    ApprovalOptions & {
      readonly name: string;
      readonly codeExecutor: CodeExecutor;
      readonly modelClient?: ModelClient | undefined;
      readonly modelClientStream?: boolean | undefined;
      readonly maxRetriesOnError?: number | undefined;
      readonly description?: string | undefined;
      readonly systemMessage?: string | null | undefined;
      readonly sources?: readonly string[] | undefined;
      readonly lastMessageOnly?: boolean | undefined;
      readonly supportedLanguages?: readonly string[] | undefined;
      readonly modelContext?: ModelContext | undefined;
      readonly emit?: Emit | undefined;
    }
  >();
  expectTypeOf<typeof CodeExecutorAgent>().constructorParameters.toEqualTypeOf<[options: CodeExecutorAgentOptions]>();
  const refused = (Agent: typeof CodeExecutorAgent, codeExecutor: CodeExecutor) => [
    // @ts-expect-error whoever is asked, or that nobody is: there is no third way
    new Agent({ name: 'coder', codeExecutor, approval: 'never' }),
    // @ts-expect-error an answer has a reason
    new Agent({ name: 'coder', codeExecutor, approvalFunc: () => ({ approved: true }) }),
    // @ts-expect-error an executor runs
    new Agent({ name: 'coder', codeExecutor: { prepare: codeExecutor.prepare }, approval: 'none' }),
    // @ts-expect-error as in Python, but in camelCase
    new Agent({ name: 'coder', codeExecutor, approval_func: () => ({ approved: true, reason: '' }) }),
  ];
  expectTypeOf(refused).toBeFunction();
});

test('what it says', () => {
  expectTypeOf<TextMessage>().toEqualTypeOf<{
    readonly type: 'TextMessage';
    readonly source: string;
    readonly content: string;
  }>();
  expectTypeOf<CodeGenerationEvent>().toEqualTypeOf<{
    readonly type: 'CodeGenerationEvent';
    readonly source: string;
    readonly retryAttempt: number;
    readonly content: string;
    readonly codeBlocks: readonly CodeBlock[];
    readonly usage?: Usage;
  }>();
  expectTypeOf<CodeExecutionEvent>().toEqualTypeOf<{
    readonly type: 'CodeExecutionEvent';
    readonly source: string;
    readonly retryAttempt: number;
    readonly result: CodeResult;
  }>();
  expectTypeOf<ModelClientStreamingChunkEvent>().toEqualTypeOf<{
    readonly type: 'ModelClientStreamingChunkEvent';
    readonly source: string;
    readonly content: string;
  }>();
  expectTypeOf<ThoughtEvent>().toEqualTypeOf<{
    readonly type: 'ThoughtEvent';
    readonly source: string;
    readonly content: string;
  }>();
  expectTypeOf<InnerMessage>().toEqualTypeOf<CodeGenerationEvent | CodeExecutionEvent | ThoughtEvent>();
  expectTypeOf<CodeExecutorAgentEvent>().toEqualTypeOf<InnerMessage | ModelClientStreamingChunkEvent>();
  expectTypeOf<AgentResponse>().toEqualTypeOf<{
    readonly type: 'Response';
    readonly chatMessage: TextMessage;
    readonly innerMessages: readonly InnerMessage[];
    readonly stopReason?: string;
  }>();
  expectTypeOf<TaskResult>().toEqualTypeOf<{
    readonly type: 'TaskResult';
    readonly messages: readonly (TextMessage | InnerMessage)[];
    readonly stopReason?: string;
  }>();
  expectTypeOf<CodeResult>().toEqualTypeOf<{
    readonly status: 'ok' | 'error' | Refusal;
    readonly exitCode: number;
    readonly output: string;
    readonly codeFile?: string;
    readonly outcomes: readonly BlockOutcome[];
  }>();
});

test('what it is asked', () => {
  type Agent = CodeExecutorAgent;
  expectTypeOf<AgentTask>().toEqualTypeOf<string | TextMessage | readonly TextMessage[]>();
  expectTypeOf<CallOptions>().toEqualTypeOf<{ readonly signal?: AbortSignal }>();
  expectTypeOf<Agent['run']>().toEqualTypeOf<(task: AgentTask, options?: CallOptions) => Promise<TaskResult>>();
  expectTypeOf<Agent['runStream']>().toEqualTypeOf<
    (task: AgentTask, options?: CallOptions) => AsyncGenerator<TextMessage | CodeExecutorAgentEvent | TaskResult, void, undefined>
  >();
  expectTypeOf<Agent['onMessages']>().toEqualTypeOf<
    (messages: readonly TextMessage[], options?: CallOptions) => Promise<AgentResponse>
  >();
  expectTypeOf<Agent['onMessagesStream']>().toEqualTypeOf<
    (
      messages: readonly TextMessage[],
      options?: CallOptions,
    ) => AsyncGenerator<CodeExecutorAgentEvent | AgentResponse, void, undefined>
  >();
  expectTypeOf<Agent['reset'] | Agent['close']>().toEqualTypeOf<() => Promise<void>>();
  expectTypeOf<Pick<Agent, 'name' | 'description'>>().toEqualTypeOf<{ readonly name: string; readonly description: string }>();
  // Where the blocks of a message are marked in another way.
  class Other extends (Object as unknown as typeof CodeExecutorAgent) {
    protected override extractCodeBlocks(markdown: string): readonly CodeBlock[] {
      return super.extractCodeBlocks(markdown).slice(-1);
    }
  }
  expectTypeOf<Other>().toExtend<CodeExecutorAgent>();
});

test('what is kept of it', () => {
  expectTypeOf<CodeExecutorAgent['saveState']>().toEqualTypeOf<() => Promise<CodeExecutorAgentState>>();
  expectTypeOf<CodeExecutorAgent['loadState']>().toEqualTypeOf<(state: CodeExecutorAgentState) => Promise<void>>();
  expectTypeOf<CodeExecutorAgentState>().toEqualTypeOf<{
    readonly type: 'CodeExecutorAgentState';
    readonly version: 1;
    readonly modelContext: ModelContextState;
  }>();
  expectTypeOf<CodeExecutorAgent['toConfig']>().toEqualTypeOf<() => CodeExecutorAgentConfig>();
  expectTypeOf<typeof CodeExecutorAgent.fromConfig>().toEqualTypeOf<
    (config: CodeExecutorAgentConfig, makeExecutor?: MakeExecutor) => CodeExecutorAgent
  >();
  expectTypeOf<MakeExecutor>().toEqualTypeOf<(config: { readonly type: string }) => CodeExecutor>();
  // Nothing is lost on the way but who listens: AutoGen forgets maxRetriesOnError.
  expectTypeOf<keyof CodeExecutorAgentConfig>().toEqualTypeOf<
    'type' | 'version' | Exclude<keyof CodeExecutorAgentOptions, 'emit'>
  >();
  expectTypeOf<Pick<CodeExecutorAgentConfig, Composed>>().toEqualTypeOf<{
    readonly type: 'CodeExecutorAgent';
    readonly version: 1;
    readonly codeExecutor: CodeExecutorConfig | { readonly type: string };
    readonly modelClient?: string;
    readonly modelContext?: ModelContextConfig;
    readonly approvalFunc?: ApproverConfig;
    readonly policy?: readonly string[];
  }>();
  expectTypeOf<Omit<CodeExecutorAgentConfig, Composed>>().toEqualTypeOf<Omit<CodeExecutorAgentOptions, Composed | 'emit'>>();
});

type Composed = 'type' | 'version' | 'codeExecutor' | 'modelClient' | 'modelContext' | 'approvalFunc' | 'policy';

test('blocks without an agent', () => {
  expectTypeOf<typeof executeCodeBlocks>().toEqualTypeOf<(code: Code, options: ExecuteOptions) => Promise<CodeResult>>();
  expectTypeOf<Code>().toEqualTypeOf<string | readonly Pick<CodeBlock, 'language' | 'code'>[]>();
  expectTypeOf<ExecuteOptions>().branded.toEqualTypeOf<
    ApprovalOptions & {
      readonly codeExecutor: CodeExecutor;
      readonly emit?: Emit | undefined;
      readonly signal?: AbortSignal | undefined;
      readonly keepGoing?: boolean | undefined;
      readonly context?: readonly ConversationMessage[] | undefined;
    }
  >();
});
