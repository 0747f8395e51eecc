// The nouns and the seams of approve-run. Types only: nothing here runs.
import type { BlockResult, CodeBlock, LeftProcess } from './block.ts';
import type { Command, Effect, ExecutedFile, Reading } from './effects.ts';
import type { Argv } from './tool/tool.ts';

export type { BlockResult, CodeBlock, LeftProcess, Task, TaskSettings } from './block.ts';
export type { Argv, Tool, ToolCommand } from './tool/tool.ts';

/** One message of an agent. */
export interface Turn {
  readonly text: string;
  readonly blocks: readonly CodeBlock[];
  /** The agent has nothing to add, whatever comes of the blocks. @default false */
  readonly final?: boolean;
  /** What a model's provider counted for this message. */
  readonly usage?: Usage;
}

/** Tokens of one message, or of several; `cachedTokens` are part of `inputTokens`. */
export interface Usage {
  readonly inputTokens: number;
  readonly cachedTokens: number;
  readonly outputTokens: number;
  /** Absent where the model has no known price. */
  readonly costUsd?: number;
}

/** What an agent may say while it makes up its mind. */
export type AgentEvent =
  /** A piece of its message, as it comes; `reasoning` is not part of the message. */
  | { readonly type: 'agent-text'; readonly text: string; readonly reasoning: boolean }
  /** Something that was asked of it cannot be had. */
  | { readonly type: 'agent-notice'; readonly text: string }
  /** It could not be reached and will be asked again. */
  | { readonly type: 'agent-retry'; readonly reason: string; readonly afterMs: number };

/**
 * Who proposes blocks. Ends the run by returning `undefined`, or with a turn that is `final`; throws an `AgentError` when it
 * cannot go on.
 */
export interface Agent {
  readonly name: string;
  next(
    history: readonly Exchange[],
    signal: AbortSignal,
    tell: (event: AgentEvent) => void | Promise<void>,
  ): Promise<Turn | undefined>;
}

/** A turn and what came of each of its blocks: the agent's whole memory is a list of these. */
export interface Exchange {
  readonly turn: Turn;
  readonly outcomes: readonly BlockOutcome[];
}

/** Where blocks run: with all rights of the user, in a sandbox, or in one that shares the network. */
export type SandboxMode = 'none' | 'on' | 'net';

/** A block made ready to be judged: everything that an approval binds. */
export interface Proposal {
  readonly block: CodeBlock;
  readonly tool: string;
  /** Absolute program and its arguments; the placeholder for the code still stands. */
  readonly argv: Argv;
  /** Real path of the working directory. */
  readonly cwd: string;
  /** Tells that directory from another one at the same path; absent where it is not there, or nobody looked. */
  readonly folder?: string;
  readonly sandbox: SandboxMode;
}

/** Whether a block can be run at all. */
export type Preparation =
  | { readonly status: 'ready'; readonly proposal: Proposal }
  | { readonly status: 'no-tool'; readonly reason: string }
  /** Its interpreter is not there: the block fails without having been started. */
  | { readonly status: 'missing'; readonly result: BlockResult };

export type Decision = 'allow' | 'ask' | 'deny';

/** A rule that spoke, or a policy's default (`rule` is then `default`). */
export interface Reason {
  readonly policy: string;
  readonly rule: string;
  readonly because: string;
  readonly decision: Decision;
}

export interface Verdict {
  readonly decision: Decision;
  /** True when a rule demands the ask: no grant may answer it. */
  readonly demanded: boolean;
  /** The rule asks for a typed code instead of `yes`. */
  readonly confirm?: 'code';
  /** Strictest first. */
  readonly reasons: readonly Reason[];
}

/** Everything an approver may look at. */
export interface ApprovalRequest {
  readonly id: string;
  readonly code: string;
  readonly language: string;
  readonly tool: string;
  readonly digest: string;
  readonly cwd: string;
  /** Absolute program and its arguments; the placeholder for the code still stands. */
  readonly argv: Argv;
  readonly sandbox: SandboxMode;
  /** What the agent wrote, where a person changed it: `code` is theirs. */
  readonly proposed?: string;
  /** How often this block has been asked about, this time included. */
  readonly attempt: number;
  readonly effects: readonly Effect[];
  readonly commands: readonly Command[];
  /** Files of the project that it runs; the approval holds for these bytes. */
  readonly executes: readonly ExecutedFile[];
  readonly reasons: readonly Reason[];
  /** A rule wants a typed code instead of `yes`. */
  readonly confirm?: 'code';
  /** Whether `remember` would be honoured for this request. */
  readonly canRemember: boolean;
  /** The conversation so far. */
  readonly context: readonly Exchange[];
  /** Aborted when the run ends; a later answer counts for nothing. */
  readonly signal: AbortSignal;
}

/** Why a block was not approved: `failed` means that the question itself could not be put. */
export type Refusal = 'denied' | 'timed-out' | 'cancelled' | 'failed';
export type Outcome = 'approved' | Refusal;

/** What an approver answers. Any other shape, and whatever contradicts itself, is no approval. */
export interface ApprovalResponse {
  readonly approved: boolean;
  readonly reason: string;
  /** Why it was not approved. @default 'denied' */
  readonly outcome?: Refusal;
  /** Another text for the block, instead of an answer: it is read and judged, and asked about. `approved` must be false. */
  readonly edited?: string;
  /** `tool`: approve every later default ask for this tool in this run. */
  readonly remember?: 'tool';
  /** Ends the run after this answer, if it is no approval. @default true after a time-out, else false */
  readonly endRun?: boolean;
}

/** Asked for each block that neither policy nor grant decides. A throw or a malformed answer is never an approval. */
export type ApprovalFunction = (request: ApprovalRequest) => ApprovalResponse | Promise<ApprovalResponse>;

/** What the gate made of a proposal; `approved` is what an executor takes. */
export type GateDecision =
  | { readonly outcome: 'approved'; readonly by: DecidedBy; readonly reason: string; readonly approved: Approved }
  | { readonly outcome: Refusal; readonly by: DecidedBy; readonly reason: string; readonly endRun: boolean }
  /** Nothing is decided: the approver wants `code` to be judged, and asked about, in its place. */
  | { readonly outcome: 'edited'; readonly code: string };

/** `nobody`: there was no approver to ask. */
export type DecidedBy = 'policy' | 'grant' | 'approver' | 'nobody';

/** Decides about proposals: policies first, then grants, then the approver. */
export interface Gate {
  /** Reads and judges; asks nobody. */
  judge(proposal: Proposal): Promise<Judged>;
  /** @param attempt How often this block has been asked about, this time included. @default 1 */
  decide(judged: Judged, history: readonly Exchange[], signal: AbortSignal, attempt?: number): Promise<GateDecision>;
}

/** A proposal, what it would do, and what the policies say of that. */
export interface Judged {
  readonly proposal: Proposal;
  /** It was approved, and not started, because files that it runs had changed: no grant answers for it. @default false */
  readonly changed?: boolean;
  readonly reading: Reading;
  readonly verdict: Verdict;
}

declare const approvedBrand: unique symbol;
/** A proposal that the gate approved. Minted by the gate alone; executors refuse every other object. */
export interface Approved extends Proposal {
  readonly [approvedBrand]: true;
  /** Files that it runs: executors start it only if these are still the same. */
  readonly executes: readonly ExecutedFile[];
}

/** Runs an `Approved` block and nothing else. Never throws for what the block does. */
export interface Executor {
  /** One whose files are others by now than those approved is not started: the result has them as `changed`. */
  run(approved: Approved, output: (chunk: Buffer) => void | Promise<void>, signal: AbortSignal): Promise<BlockResult>;
  /** Ends what blocks left behind without a trace in their results. Called when the run is over. */
  close?(): Promise<readonly LeftProcess[]>;
}

/** What came of one block. */
export type BlockOutcome =
  | { readonly status: 'ran'; readonly block: CodeBlock; readonly result: BlockResult }
  | { readonly status: 'refused'; readonly block: CodeBlock; readonly outcome: Refusal; readonly reason: string }
  | { readonly status: 'skipped'; readonly block: CodeBlock; readonly reason: string };
