// The nouns and the seams of approve-run. Types only: nothing here runs.
import type { BlockResult, CodeBlock, LeftProcess } from './block.ts';
import type { Effect, ExecutedFile, Reading } from './effects.ts';
import type { ConversationMessage, Refusal, SandboxMode, SavePlace, Verdict } from './request.ts';
import type { Argv } from './tool/tool.ts';

export type {
  BlockResult,
  CodeBlock,
  FileChange,
  IgnoredChange,
  LeftProcess,
  MissingEffect,
  Receipt,
  Task,
  TaskSettings,
} from './block.ts';
export type {
  ApprovalFunction,
  ApprovalRequest,
  ApprovalResponse,
  ConversationMessage,
  Decision,
  Outcome,
  Reason,
  Refusal,
  SandboxMode,
  SavePlace,
  Verdict,
} from './request.ts';
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
  /** The code is saved there before it runs. */
  readonly saveAs?: SavePlace;
}

/** Whether a block can be run at all. */
export type Preparation =
  | { readonly status: 'ready'; readonly proposal: Proposal }
  | { readonly status: 'no-tool'; readonly reason: string }
  /** Its interpreter is not there: the block fails without having been started. */
  | { readonly status: 'missing'; readonly result: BlockResult };

/** What the gate made of a proposal; `approved` is what an executor takes. */
export type GateDecision =
  | { readonly outcome: 'approved'; readonly by: DecidedBy; readonly reason: string; readonly approved: Approved }
  | { readonly outcome: Refusal; readonly by: DecidedBy; readonly reason: string; readonly endRun: boolean }
  /** Nothing is decided: the approver wants `code` to be judged, and asked about, in its place. */
  | { readonly outcome: 'edited'; readonly code: string };

/** `nobody`: there was no approver to ask. `record`: an approval in the journal of an earlier run. */
export type DecidedBy = 'policy' | 'grant' | 'approver' | 'nobody' | 'record';

/** Decides about proposals: policies first, then grants, then the approver. */
export interface Gate {
  /** Reads and judges; asks nobody. */
  judge(proposal: Proposal): Promise<Judged>;
  /**
   * @param conversation What was said so far; called only when somebody is asked.
   * @param attempt How often this block has been asked about, this time included. @default 1
   */
  decide(
    judged: Judged,
    conversation: () => readonly ConversationMessage[],
    signal: AbortSignal,
    attempt?: number,
  ): Promise<GateDecision>;
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
  /** What it was approved to do; absent where nobody read the code. */
  readonly effects?: readonly Effect[];
}

/** Where blocks run. Says how one would start, and starts it once it is approved; users may write their own. */
export interface CodeExecutor {
  /**
   * Blocks that the others need, made by whoever configured the executor: they go through the gate like all others, before the first
   * block that can run, and again before the next turn as long as they have not ended well. @returns none once they have.
   */
  setup?(): readonly CodeBlock[];
  /** Finds what runs a block, or says why nothing does. Runs nothing of it. */
  prepare(block: CodeBlock): Preparation | Promise<Preparation>;
  /**
   * Runs an `Approved` block and nothing else: call `assertApproved` first. Never throws for what the block does. A block whose files are
   * others by now than those approved is not started: the result has them as `changed`.
   */
  run(approved: Approved, output: (chunk: Buffer) => void | Promise<void>, signal: AbortSignal): Promise<BlockResult>;
  /** How to make another one like it, as plain data. */
  toConfig?(): { readonly type: string };
  /** Ends what blocks left behind without a trace in their results. Called when the run is over. */
  close?(): Promise<readonly LeftProcess[]>;
}

/** What came of one block. */
export type BlockOutcome =
  | { readonly status: 'ran'; readonly block: CodeBlock; readonly result: BlockResult }
  | { readonly status: 'refused'; readonly block: CodeBlock; readonly outcome: Refusal; readonly reason: string }
  | { readonly status: 'skipped'; readonly block: CodeBlock; readonly reason: string };
