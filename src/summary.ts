// What came of every block of a run in; counts and the one exit code that stands for them out.
import { EXIT } from './errors.ts';
import type { BlockOutcome, Exchange } from './types.ts';

export interface Summary {
  readonly ran: number;
  readonly failed: number;
  readonly denied: number;
  readonly skipped: number;
  readonly durationMs: number;
  readonly exitCode: number;
  /** Why the run ended before the agent was done. */
  readonly ended?: string;
}

/** Why a run ended early; without a code of its own, the blocks decide. */
export interface End {
  readonly why: string;
  readonly exitCode?: number | undefined;
}

/** Where several codes apply: 130/143, then 5, 6, 4, 3, 1. Of an agent's turns only the last one with blocks tells 0 from 1. */
export function summarise(history: readonly Exchange[], end: End | undefined, durationMs: number): Summary {
  const outcomes = history.flatMap((exchange) => exchange.outcomes);
  const last = history.findLast((exchange) => exchange.outcomes.length > 0)?.outcomes ?? [];
  return {
    ran: outcomes.filter(({ status }) => status === 'ran').length,
    failed: outcomes.filter(hasFailed).length,
    denied: outcomes.filter(({ status }) => status === 'refused').length,
    skipped: outcomes.filter(({ status }) => status === 'skipped').length,
    durationMs,
    exitCode: end?.exitCode ?? exitCodeOf(outcomes, last),
    ...(end === undefined ? {} : { ended: end.why }),
  };
}

function exitCodeOf(all: readonly BlockOutcome[], last: readonly BlockOutcome[]): number {
  if (last.some((outcome) => outcome.status === 'ran' && outcome.result.interrupted)) return EXIT.interrupted;
  if (all.some((outcome) => outcome.status === 'refused' && outcome.outcome === 'timed-out')) return EXIT.unanswered;
  if (all.some((outcome) => outcome.status === 'refused')) return EXIT.denied;
  return last.some(hasFailed) ? EXIT.blockFailed : EXIT.ok;
}

function hasFailed(outcome: BlockOutcome): boolean {
  return outcome.status === 'ran' && outcome.result.exitCode !== 0;
}
