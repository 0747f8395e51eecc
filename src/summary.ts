// What came of every block of a run in; counts and the one exit code that stands for them out.
import { EXIT } from './errors.ts';
import type { BlockOutcome, Exchange, LeftProcess, Usage } from './types.ts';

export interface Summary {
  readonly turns: number;
  readonly ran: number;
  readonly failed: number;
  readonly denied: number;
  readonly skipped: number;
  readonly durationMs: number;
  readonly exitCode: number;
  /** Processes of blocks that were found only when the run was over. */
  readonly leftover: readonly LeftProcess[];
  /** Why the run ended before the agent was done. */
  readonly ended?: string;
  /** Of all turns together, where a provider counted. */
  readonly usage?: Usage;
}

/** Why a block is skipped that comes after the end of its run. */
export const RUN_ENDED = 'the run was ended';

/** Why a run ended early; without a code of its own, the blocks decide. */
export interface End {
  readonly why: string;
  readonly exitCode?: number | undefined;
}

/** Where several codes apply: 130/143, then 5, 6, 4, 3, 1. Of an agent's turns only the last one that did something tells 0 from 1. */
export function summarise(
  history: readonly Exchange[],
  end: End | undefined,
  durationMs: number,
  leftover: readonly LeftProcess[],
): Summary {
  const outcomes = history.flatMap((exchange) => exchange.outcomes);
  const usage = totalUsage(history);
  return {
    turns: history.length,
    ran: outcomes.filter(({ status }) => status === 'ran').length,
    failed: outcomes.filter(hasFailed).length,
    denied: outcomes.filter(({ status }) => status === 'refused').length,
    skipped: outcomes.filter(({ status }) => status === 'skipped').length,
    durationMs,
    leftover,
    exitCode: end?.exitCode ?? exitCodeOf(outcomes, history),
    ...(end === undefined ? {} : { ended: end.why }),
    ...(usage === undefined ? {} : { usage }),
  };
}

function exitCodeOf(all: readonly BlockOutcome[], history: readonly Exchange[]): number {
  // An agent that had a turn after an interruption was told of it, and went on.
  if (history.at(-1)?.outcomes.some((outcome) => outcome.status === 'ran' && outcome.result.interrupted)) return EXIT.interrupted;
  if (all.some(({ status }) => status === 'refused')) return EXIT.denied;
  const last = history.findLast(({ outcomes }) => outcomes.some(({ status }) => status !== 'skipped'));
  return last?.outcomes.some(hasFailed) ? EXIT.blockFailed : EXIT.ok;
}

function totalUsage(history: readonly Exchange[]): Usage | undefined {
  const counted = history.flatMap(({ turn }) => turn.usage ?? []);
  if (counted.length === 0) return undefined;
  const sum = (key: keyof Usage) => counted.reduce((total, usage) => total + (usage[key] ?? Number.NaN), 0);
  const costUsd = sum('costUsd');
  return {
    inputTokens: sum('inputTokens'),
    cachedTokens: sum('cachedTokens'),
    outputTokens: sum('outputTokens'),
    ...(Number.isNaN(costUsd) ? {} : { costUsd }),
  };
}

function hasFailed(outcome: BlockOutcome): boolean {
  return outcome.status === 'ran' && outcome.result.exitCode !== 0;
}
