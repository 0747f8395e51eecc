// What a journal says of a run, read back: nouns only. Whoever may write to the folder may have written it; verify it first.
import type { Reading } from '../effects.ts';
import type { BlockResult, Outcome, Proposal, Usage, Verdict } from '../types.ts';
import type { Fields } from './chain.ts';
import type { KeptOutput } from './output-files.ts';

export interface RecordedRun {
  readonly run: string;
  /** When it began, ISO 8601. */
  readonly time: string;
  /** As it was asked for; where it was gone on with, as it was then. */
  readonly start: RecordedStart;
  readonly turns: readonly RecordedTurn[];
  /** The process that wrote it last. */
  readonly writer: RecordedWriter;
  /** Absent where it did not come to its end. */
  readonly summary?: { readonly exitCode: number; readonly ended?: string };
}

export interface RecordedStart {
  /** The version that wrote it. */
  readonly approveRun: string;
  readonly agent: string;
  readonly model?: string;
  /** The run whose blocks it ran again. */
  readonly replays?: string;
  readonly cwd: string;
  readonly sandbox: string;
  readonly keepGoing: boolean;
  readonly task: { readonly source: string; readonly path?: string; readonly digest: string; readonly text: string };
  readonly policies: readonly RecordedPolicy[];
  /** By the name of its key in a file. */
  readonly settings: Fields;
  /** What the command line said, as `Flags` has it. */
  readonly flags: Fields;
  readonly host: string;
}

export interface RecordedWriter {
  readonly pid: number;
  /** What tells it from others of that number, as `ownBirth` does. */
  readonly born?: string;
}

export interface RecordedPolicy {
  readonly ref: string;
  readonly files: readonly { readonly path: string; readonly digest: string }[];
}

export interface RecordedTurn {
  /** Counts from 1. */
  readonly turn: number;
  readonly text: string;
  readonly final: boolean;
  readonly usage?: Usage;
  /** How many blocks are in it. */
  readonly count: number;
  /** The agent was asked for the next one, so whatever came of this one is known to it. */
  readonly over: boolean;
  /** Those that something happened to, by their index. */
  readonly blocks: ReadonlyMap<number, RecordedBlock>;
}

interface RecordedJudged {
  readonly proposal: Proposal;
  readonly verdict: Verdict;
  readonly executes: Reading['executes'];
  /** Nobody looked at what it does: no policy wanted to know. */
  readonly skipped?: boolean;
}

export interface RecordedBlock {
  /** As it was judged last. Absent where it was skipped, or nothing here could run it. */
  readonly judged?: RecordedJudged;
  readonly decision?: { readonly outcome: Outcome; readonly by: string; readonly reason: string; readonly endsRun: boolean };
  /** It was started, and is not known to have ended. */
  readonly started: boolean;
  /** What became of an earlier start, where the run was gone on with: nobody knows, or it was interrupted. It has not ended since. */
  readonly broke?: 'unknown' | 'interrupted';
  readonly result?: BlockResult;
  readonly kept?: KeptOutput;
  /** Why it was passed over. */
  readonly skipped?: string;
}
