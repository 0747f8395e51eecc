// What an approver is asked, and may answer. Types only.
import type { Command, Effect, ExecutedFile } from './effects.ts';
import type { Argv } from './tool/tool.ts';

/** One message of what was said so far, as an approver is shown it. */
export interface ConversationMessage {
  readonly role: 'user' | 'assistant';
  /** Who said it: `user`, the name of an agent, or `approve-run` for what came of blocks. */
  readonly source: string;
  readonly content: string;
}

/** Where blocks run: with all rights of the user, in a sandbox, or in one that shares the network. */
export type SandboxMode = 'none' | 'on' | 'net';

/** A file that a block asked to be saved as. */
export interface SavePlace {
  /** Absolute. */
  readonly path: string;
  /** SHA-256 of what lies there and was there before: it would be lost. Absent where nothing would. */
  readonly replaces?: string;
}

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
  /** The code is saved there before it runs. */
  readonly saveAs?: SavePlace;
  /** What the agent wrote, where a person changed it: `code` is theirs. */
  readonly proposed?: string;
  /** How often this block has been asked about, this time included. */
  readonly attempt: number;
  readonly effects: readonly Effect[];
  readonly commands: readonly Command[];
  /** Files of the project that it runs; the approval holds for these bytes. */
  readonly executes: readonly ExecutedFile[];
  readonly reasons: readonly Reason[];
  /** A rule demands that somebody is asked: no default does, and no grant may answer. */
  readonly demanded: boolean;
  /** A rule wants a typed code instead of `yes`. */
  readonly confirm?: 'code';
  /** Whether `remember` would be honoured for this request. */
  readonly canRemember: boolean;
  /** The conversation so far, this block's own message included; also where no model is used. */
  readonly context: readonly ConversationMessage[];
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
