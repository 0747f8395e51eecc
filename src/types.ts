// The nouns and the seams of approve-run. Types only: nothing here runs.
import type { Effect, Reading } from './effects.ts';
import type { Argv } from './tool/tool.ts';

export type { Argv, Tool, ToolCommand } from './tool/tool.ts';

/** A fenced code block, exactly as CommonMark reads it. */
export interface CodeBlock {
  /** 1-based place among the fenced blocks of its turn. */
  readonly index: number;
  /** First word of the info string, as written; `""` when there is none. */
  readonly language: string;
  /** The code, line endings normalised to `\n`; these bytes (UTF-8) are what runs. */
  readonly code: string;
  /** 1-based line of the opening fence. */
  readonly line: number;
  /** SHA-256 of the UTF-8 bytes of `code`, in lower-case hex. */
  readonly digest: string;
}

/** What a task's front matter may say; each of these can only tighten (DESIGN section 8). */
export interface TaskSettings {
  readonly policy?: readonly string[];
  /** Seconds to wait for an answer; 0 waits without end. */
  readonly timeout?: number;
  /** The only tools that the task may use. */
  readonly tools?: readonly string[];
}

export interface Task {
  /** Where the task came from, for people: a path, or `stdin`. */
  readonly source: string;
  readonly title?: string;
  readonly settings: TaskSettings;
  /** The markdown below the front matter. */
  readonly text: string;
  readonly blocks: readonly CodeBlock[];
  /** One line each about front matter that was ignored, and why. */
  readonly notices: readonly string[];
}

/** One message of an agent. */
export interface Turn {
  readonly text: string;
  readonly blocks: readonly CodeBlock[];
}

/** Who proposes blocks. Ends the run by returning `undefined`; throws an `AgentError` when it cannot go on. */
export interface Agent {
  readonly name: string;
  next(history: readonly Exchange[], signal: AbortSignal): Promise<Turn | undefined>;
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
  readonly sandbox: 'none';
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
  readonly effects: readonly Effect[];
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

export interface ApprovalResponse {
  readonly approved: boolean;
  readonly reason: string;
  /** Why it was not approved. @default 'denied' */
  readonly outcome?: Refusal;
  /** `tool`: approve every later default ask for this tool in this run. */
  readonly remember?: 'tool';
  /** Ends the run after this answer. */
  readonly endRun?: boolean;
}

/** Asked for each block that neither policy nor grant decides. A throw or a malformed answer is never an approval. */
export type ApprovalFunction = (request: ApprovalRequest) => ApprovalResponse | Promise<ApprovalResponse>;

/** What the gate made of a proposal; `approved` is what an executor takes. */
export type GateDecision =
  | { readonly outcome: 'approved'; readonly by: DecidedBy; readonly reason: string; readonly approved: Approved }
  | { readonly outcome: Refusal; readonly by: DecidedBy; readonly reason: string; readonly endRun: boolean };

export type DecidedBy = 'policy' | 'grant' | 'approver' | 'nobody';

export interface Gate {
  /** Reads and judges; asks nobody. */
  judge(proposal: Proposal): Promise<Judged>;
  decide(judged: Judged, history: readonly Exchange[], signal: AbortSignal): Promise<GateDecision>;
}

export interface Judged {
  readonly proposal: Proposal;
  readonly reading: Reading;
  readonly verdict: Verdict;
}

declare const approvedBrand: unique symbol;
/** A proposal that the gate approved. Minted by the gate alone; executors refuse every other object. */
export interface Approved extends Proposal {
  readonly [approvedBrand]: true;
}

/** Runs an `Approved` block and nothing else. Never throws for what the block does. */
export interface Executor {
  run(approved: Approved, output: (chunk: Buffer) => void | Promise<void>, signal: AbortSignal): Promise<BlockResult>;
}

export interface BlockResult {
  /** `null` when the block was ended by a signal; 124 after its time limit, 126/127 when it could not be started. */
  readonly exitCode: number | null;
  readonly signal: string | null;
  readonly durationMs: number;
  readonly bytes: number;
  /** The beginning and the end of the output, as text; `omittedBytes` lie between them. */
  readonly output: { readonly head: string; readonly tail: string; readonly omittedBytes: number };
  readonly timedOut: boolean;
  readonly interrupted: boolean;
  /** Processes of the block were still alive when it ended, and were ended with it. */
  readonly leftover: boolean;
  /** Why it could not be started, in one line. */
  readonly error?: string;
}

/** What came of one block. */
export type BlockOutcome =
  | { readonly status: 'ran'; readonly block: CodeBlock; readonly result: BlockResult }
  | { readonly status: 'refused'; readonly block: CodeBlock; readonly outcome: Refusal; readonly reason: string }
  | { readonly status: 'skipped'; readonly block: CodeBlock; readonly reason: string };
