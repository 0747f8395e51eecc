// Everything that happens in a run. The loop emits events; the terminal and `--json` are readers of them.
import type { Summary } from './summary.ts';
import type { AgentEvent, BlockResult, CodeBlock, DecidedBy, Judged, Outcome, Usage } from './types.ts';

/** Everything that happens in a run, in order; every sink (terminal, JSON) reads only these. */
export type RunEvent =
  | { readonly type: 'run-started'; readonly agent: string }
  /** In place of `run-started`, where a run goes on that was ended: so many `turns` are over, and in all so many blocks `settled`. */
  | { readonly type: 'run-resumed'; readonly agent: string; readonly turns: number; readonly settled: number }
  | { readonly type: 'agent-asked'; readonly turn: number }
  | AgentEvent
  | {
      readonly type: 'turn-started';
      readonly turn: number;
      readonly text: string;
      readonly blocks: number;
      readonly final?: boolean;
      readonly usage?: Usage;
    }
  /** A turn goes on that had begun before the run was ended; its first blocks, `settled` of them, are over. */
  | { readonly type: 'turn-resumed'; readonly turn: number; readonly blocks: number; readonly settled: number }
  | { readonly type: 'block-skipped'; readonly block: CodeBlock; readonly reason: string }
  | { readonly type: 'block-proposed'; readonly judged: Judged }
  /** A person wrote another text for the block. If its verdict is a deny, the block is asked about as it was. */
  | { readonly type: 'block-edited'; readonly judged: Judged }
  | {
      readonly type: 'block-decided';
      readonly block: CodeBlock;
      readonly outcome: Outcome;
      readonly by: DecidedBy;
      readonly reason: string;
      /** True where nothing else is proposed after it. */
      readonly endsRun?: boolean;
      readonly waitedMs: number;
    }
  | { readonly type: 'block-started'; readonly block: CodeBlock; readonly argv: readonly string[]; readonly cwd: string }
  | { readonly type: 'block-output'; readonly block: CodeBlock; readonly chunk: Buffer }
  /** It did not start, because files that it runs are others than those approved; it is judged and asked about anew. */
  | { readonly type: 'block-changed'; readonly block: CodeBlock; readonly files: readonly string[] }
  | { readonly type: 'block-finished'; readonly block: CodeBlock; readonly result: BlockResult }
  /** In a replay, after `block-finished`: whether it came out as it did then, when it ran as well. */
  | ({ readonly type: 'block-compared'; readonly block: CodeBlock } & Comparison)
  /** In a replay, before `run-finished`: how many of the blocks that ran then came out the same, or not, or did not run; and new ones. */
  | {
      readonly type: 'run-compared';
      readonly same: number;
      readonly differ: number;
      readonly missing: number;
      readonly added: number;
    }
  | { readonly type: 'run-finished'; readonly summary: Summary }
  /** From here on: tools of an agent that `approvalRequired` or `toolPolicy` wraps. No run of approve-run itself has them. */
  | { readonly type: 'tool-proposed'; readonly call: ToolCall }
  | {
      readonly type: 'tool-decided';
      readonly call: ToolCall;
      readonly outcome: Outcome;
      readonly by: DecidedBy;
      readonly reason: string;
      readonly waitedMs: number;
    }
  /** Only after an approval. `cancelled`: the turn was ended meanwhile, and what it returned is dropped. */
  | {
      readonly type: 'tool-finished';
      readonly call: ToolCall;
      readonly outcome: 'returned' | 'threw' | 'cancelled';
      readonly durationMs: number;
      readonly reason?: string;
    };

/** How a block ended. */
export type Ending = Pick<BlockResult, 'exitCode' | 'signal' | 'timedOut' | 'interrupted' | 'error'>;

/** What came of a block, against what came of it in an earlier run. How long it took does not count. */
export interface Comparison {
  readonly same: boolean;
  /** Where these differ. */
  readonly ending?: { readonly before: Ending; readonly now: Ending };
  /** Where these differ. */
  readonly output?: OutputDifference;
}

export interface OutputDifference {
  /** Bytes of the whole outputs. */
  readonly before: number;
  readonly now: number;
  /** The first lines that differ, as a diff has them: `-`, or `+`, and the line. None where only what lies between the kept ends differs. */
  readonly lines: readonly string[];
  /** How many more of them differ, in what was compared. */
  readonly more: number;
}

/** One call of a tool, as a model, or a program, asked for it. */
export interface ToolCall {
  /** The context's name, where it has one. */
  readonly agent?: string;
  readonly toolName: string;
  /** As the framework numbers its calls, else a number of our own. */
  readonly toolCallId: string;
  /** JSON, exactly as the tool gets it: escape it before a terminal shows it. */
  readonly toolArguments: string;
}

/** Awaited by the loop, so a slow sink slows the run instead of filling memory. */
export type Emit = (event: RunEvent) => void | Promise<void>;
