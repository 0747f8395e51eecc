// Two commands and the goals in; the ratio of their times and the peak memory of ours out.
import { type Argv, interleave, median } from './measure.ts';
import type { Scratch } from './scratch.ts';

export interface Finding {
  readonly what: string;
  readonly value: number;
  readonly goal?: { readonly at: 'most' | 'least'; readonly limit: number };
  readonly note?: string;
}

export interface Comparison {
  readonly name: string;
  readonly ours: (scratch: Scratch) => Argv;
  readonly against: string;
  readonly theirs: (scratch: Scratch) => Argv;
  readonly rounds: number;
  /** The largest ratio and the largest peak memory, in MB, that are good enough. */
  readonly ratio?: number;
  readonly peakMb?: number;
}

export function compare({ ours, against, theirs, rounds, ratio, peakMb }: Comparison, scratch: Scratch): Finding[] {
  const [mine, other] = interleave([ours(scratch), theirs(scratch)], rounds, scratch);
  if (mine === undefined || other === undefined) return [];
  // Each round has its own ratio: what slows the machine for a while slows both sides of it.
  const ratios = mine.ms.map((ms, round) => ms / (other.ms[round] ?? Number.NaN));
  const times = `${median(mine.ms).toFixed(0)} / ${median(other.ms).toFixed(0)} ms`;
  const memory = other.peakMb === undefined ? '' : `${against}: ${other.peakMb.toFixed(0)}`;
  return [
    { what: `x ${against}`, value: median(ratios), ...atMost(ratio), note: times },
    { what: 'peak MB', value: mine.peakMb ?? Number.NaN, ...atMost(peakMb), note: memory },
  ];
}

function atMost(limit: number | undefined): Pick<Finding, 'goal'> {
  return limit === undefined ? {} : { goal: { at: 'most', limit } };
}
