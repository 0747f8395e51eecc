// A run: its parts, its events, what is proposed and what comes of it. Checked by tsc; the test only runs the file.
import { test } from 'node:test';
import { expectTypeOf } from 'expect-type';
import type {
  Agent,
  AgentEvent,
  ApprovalFunction,
  BlockOutcome,
  BlockResult,
  CodeBlock,
  CodeExecutor,
  ConversationMessage,
  DecidedBy,
  documentAgent,
  Emit,
  Exchange,
  extractCodeBlocks,
  FileChange,
  Gate,
  IgnoredChange,
  Judged,
  LeftProcess,
  MissingEffect,
  OpenGateOptions,
  Outcome,
  openGate,
  PolicyChoice,
  parseTask,
  Receipt,
  Refusal,
  RunEvent,
  RunParts,
  RunSoFar,
  run,
  Summary,
  Task,
  TaskSettings,
  Tool,
  ToolCall,
  Turn,
  Usage,
  visible,
} from '../../src/index.ts';

/** The event of a type. */
type Event<T extends RunEvent['type']> = Extract<RunEvent, { readonly type: T }>;

test('the parts of a run', () => {
  expectTypeOf<typeof run>().toEqualTypeOf<(parts: RunParts) => Promise<Summary>>();
  expectTypeOf<RunParts>().toEqualTypeOf<{
    readonly agent: Agent;
    readonly gate: Gate;
    readonly executor: CodeExecutor;
    readonly emit: Emit;
    readonly signal?: AbortSignal;
    readonly keepGoing?: boolean;
    readonly maxTurns?: number;
    readonly opening?: readonly ConversationMessage[];
    readonly from?: RunSoFar;
  }>();
  expectTypeOf<RunSoFar>().toEqualTypeOf<{ readonly history: readonly Exchange[]; readonly open?: Exchange }>();
  expectTypeOf<Summary>().toEqualTypeOf<{
    readonly turns: number;
    readonly ran: number;
    readonly failed: number;
    readonly denied: number;
    readonly skipped: number;
    readonly durationMs: number;
    readonly exitCode: number;
    readonly leftover: readonly LeftProcess[];
    readonly ended?: string;
    readonly usage?: Usage;
  }>();
  expectTypeOf<typeof openGate>().toEqualTypeOf<(options: OpenGateOptions) => Gate>();
  expectTypeOf<OpenGateOptions>().toEqualTypeOf<{
    readonly policy?: PolicyChoice | readonly PolicyChoice[] | undefined;
    readonly approvalFunc?: ApprovalFunction | undefined;
    readonly always?: readonly string[] | undefined;
    readonly tools?: readonly Tool[] | undefined;
  }>();
});

test('who proposes', () => {
  expectTypeOf<Agent>().toEqualTypeOf<{
    readonly name: string;
    next(
      history: readonly Exchange[],
      signal: AbortSignal,
      tell: (event: AgentEvent) => void | Promise<void>,
    ): Promise<Turn | undefined>;
  }>();
  expectTypeOf<Turn>().toEqualTypeOf<{
    readonly text: string;
    readonly blocks: readonly CodeBlock[];
    readonly final?: boolean;
    readonly usage?: Usage;
  }>();
  expectTypeOf<Usage>().toEqualTypeOf<{
    readonly inputTokens: number;
    readonly cachedTokens: number;
    readonly outputTokens: number;
    readonly costUsd?: number;
  }>();
  expectTypeOf<Exchange>().toEqualTypeOf<{ readonly turn: Turn; readonly outcomes: readonly BlockOutcome[] }>();
  expectTypeOf<AgentEvent>().toEqualTypeOf<
    | { readonly type: 'agent-text'; readonly text: string; readonly reasoning: boolean }
    | { readonly type: 'agent-notice'; readonly text: string }
    | { readonly type: 'agent-retry'; readonly reason: string; readonly afterMs: number }
  >();
  expectTypeOf<typeof documentAgent>().toEqualTypeOf<(task: Task) => Agent>();
});

test('a task and its blocks', () => {
  expectTypeOf<typeof parseTask>().toEqualTypeOf<(text: string, source?: string) => Promise<Task>>();
  expectTypeOf<Task>().toEqualTypeOf<{
    readonly source: string;
    readonly title?: string;
    readonly settings: TaskSettings;
    readonly text: string;
    readonly blocks: readonly CodeBlock[];
    readonly notices: readonly string[];
  }>();
  expectTypeOf<TaskSettings>().toEqualTypeOf<{
    readonly policy?: readonly string[];
    readonly timeout?: number;
    readonly tools?: readonly string[];
    readonly sandbox?: 'auto' | 'net' | 'on';
  }>();
  expectTypeOf<typeof extractCodeBlocks>().toEqualTypeOf<(markdown: string, firstLine?: number) => CodeBlock[]>();
  expectTypeOf<CodeBlock>().toEqualTypeOf<{
    readonly index: number;
    readonly language: string;
    readonly code: string;
    readonly line: number;
    readonly digest: string;
    readonly proposed?: { readonly code: string; readonly digest: string };
  }>();
  expectTypeOf<typeof visible>().toEqualTypeOf<(text: string, mark?: (shown: string) => string) => string>();
});

test('what comes of a block', () => {
  expectTypeOf<BlockOutcome>().toEqualTypeOf<
    | { readonly status: 'ran'; readonly block: CodeBlock; readonly result: BlockResult }
    | { readonly status: 'refused'; readonly block: CodeBlock; readonly outcome: Refusal; readonly reason: string }
    | { readonly status: 'skipped'; readonly block: CodeBlock; readonly reason: string }
  >();
  expectTypeOf<BlockResult>().toEqualTypeOf<{
    readonly exitCode: number | null;
    readonly signal: string | null;
    readonly durationMs: number;
    readonly bytes: number;
    readonly output: { readonly head: string; readonly tail: string; readonly omittedBytes: number };
    readonly log?: string;
    readonly file?: string;
    readonly timedOut: boolean;
    readonly interrupted: boolean;
    readonly leftover: readonly LeftProcess[];
    readonly error?: string;
    readonly changed?: readonly string[];
    readonly sandboxHint?: string;
    readonly receipt?: Receipt;
  }>();
  expectTypeOf<LeftProcess>().toEqualTypeOf<{ readonly pid: number; readonly command: string; readonly ended: boolean }>();
});

test('what it did to files', () => {
  expectTypeOf<Receipt>().toEqualTypeOf<{
    readonly files: readonly FileChange[];
    readonly counts: {
      readonly created: number;
      readonly changed: number;
      readonly deleted: number;
      readonly unpredicted: number;
    };
    readonly ignored: readonly IgnoredChange[];
    readonly missing: readonly MissingEffect[];
    readonly unsure?: string;
    readonly unpredictedProcesses?: true;
    readonly incomplete?: number;
    readonly unread?: number;
  }>();
  expectTypeOf<FileChange>().toEqualTypeOf<{
    readonly what: 'created' | 'changed' | 'deleted';
    readonly path: string;
    readonly unpredicted?: true;
  }>();
  expectTypeOf<IgnoredChange>().toEqualTypeOf<{
    readonly path: string;
    readonly created: number;
    readonly changed: number;
    readonly deleted: number;
    readonly unpredicted?: number;
  }>();
  expectTypeOf<MissingEffect>().toEqualTypeOf<{ readonly says: string; readonly because?: string }>();
});

test('events', () => {
  expectTypeOf<Emit>().toEqualTypeOf<(event: RunEvent) => void | Promise<void>>();
  // Whoever switches over all of them hears of a new one from the compiler.
  expectTypeOf<RunEvent['type']>().toEqualTypeOf<
    | AgentEvent['type']
    | 'run-started'
    | 'run-resumed'
    | 'agent-asked'
    | 'turn-started'
    | 'turn-resumed'
    | 'block-skipped'
    | 'block-proposed'
    | 'block-edited'
    | 'block-decided'
    | 'block-compared'
    | 'run-compared'
    | 'block-started'
    | 'block-output'
    | 'block-changed'
    | 'block-finished'
    | 'run-finished'
    | 'tool-proposed'
    | 'tool-decided'
    | 'tool-finished'
  >();
  expectTypeOf<Event<'block-proposed' | 'block-edited'>['judged']>().toEqualTypeOf<Judged>();
  interface Decided {
    readonly outcome: Outcome;
    readonly by: DecidedBy;
    readonly reason: string;
    readonly waitedMs: number;
  }
  interface BlockDecided extends Decided {
    readonly endsRun?: boolean;
  }
  expectTypeOf<Omit<Event<'block-decided'>, 'type' | 'block'>>().toEqualTypeOf<BlockDecided>();
  expectTypeOf<Omit<Event<'tool-decided'>, 'type' | 'call'>>().toEqualTypeOf<Decided>();
  expectTypeOf<Event<'block-output'>['chunk']>().toEqualTypeOf<Buffer>();
  expectTypeOf<Event<'block-finished'>['result']>().toEqualTypeOf<BlockResult>();
  expectTypeOf<Event<'run-finished'>['summary']>().toEqualTypeOf<Summary>();
  expectTypeOf<Event<'tool-finished'>['outcome']>().toEqualTypeOf<'returned' | 'threw' | 'cancelled'>();
  expectTypeOf<ToolCall>().toEqualTypeOf<{
    readonly agent?: string;
    readonly toolName: string;
    readonly toolCallId: string;
    readonly toolArguments: string;
  }>();
});
