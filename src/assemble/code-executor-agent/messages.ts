// What passes between a CodeExecutorAgent and whoever talks to it. Types only; the names are AutoGen's.
import type { ModelContextState } from '../../model/context.ts';
import type { CodeBlock, Usage } from '../../types.ts';
import type { CodeResult } from '../code-result.ts';

/** What somebody said. */
export interface TextMessage {
  readonly type: 'TextMessage';
  /** `user`, or the name of an agent. */
  readonly source: string;
  readonly content: string;
}

/** The agent wrote code, or (then without blocks) how it means to correct it. */
export interface CodeGenerationEvent {
  readonly type: 'CodeGenerationEvent';
  readonly source: string;
  /** 0 for the first attempt. */
  readonly retryAttempt: number;
  readonly content: string;
  /** Those that something runs here. */
  readonly codeBlocks: readonly CodeBlock[];
  /** Absent where the provider did not count. */
  readonly usage?: Usage;
}

/** What came of the code. */
export interface CodeExecutionEvent {
  readonly type: 'CodeExecutionEvent';
  readonly source: string;
  readonly retryAttempt: number;
  readonly result: CodeResult;
}

/** A piece of the model's message, as it comes; only with `modelClientStream`. */
export interface ModelClientStreamingChunkEvent {
  readonly type: 'ModelClientStreamingChunkEvent';
  readonly source: string;
  readonly content: string;
}

/** What the model thought before it wrote; no part of its message. */
export interface ThoughtEvent {
  readonly type: 'ThoughtEvent';
  readonly source: string;
  readonly content: string;
}

export type CodeExecutorAgentEvent = CodeGenerationEvent | CodeExecutionEvent | ModelClientStreamingChunkEvent | ThoughtEvent;

/** What is kept of what happened: everything but the pieces of a stream. */
export type InnerMessage = Exclude<CodeExecutorAgentEvent, ModelClientStreamingChunkEvent>;

/** The agent's answer, and what happened on the way to it, without the pieces of a stream. */
export interface AgentResponse {
  readonly type: 'Response';
  readonly chatMessage: TextMessage;
  readonly innerMessages: readonly InnerMessage[];
  /** Why it ended before it was done: somebody who was asked ended it. */
  readonly stopReason?: string;
}

/** A task, what happened, and the answer, in order. */
export interface TaskResult {
  readonly type: 'TaskResult';
  readonly messages: readonly (TextMessage | InnerMessage)[];
  readonly stopReason?: string;
}

/** How one call may be ended. */
export interface CallOptions {
  /** Ends it at the next await, a question that is open included; nothing starts after that. The call rejects with its reason. */
  readonly signal?: AbortSignal;
}

/** A task: what the user says, or messages. */
export type AgentTask = string | TextMessage | readonly TextMessage[];

/** What `saveState` gives and `loadState` takes, as plain JSON. */
export interface CodeExecutorAgentState {
  readonly type: 'CodeExecutorAgentState';
  readonly version: 1;
  readonly modelContext: ModelContextState;
}
