// A command of ours and others that do the same in; the median time and the peak memory of each, and the ratios, out.
import { type Finding, figure } from './finding.ts';
import { type Argv, interleave, median, type Run } from './measure.ts';
import type { Scratch } from './scratch.ts';

export interface Side {
  readonly name: string;
  argv(scratch: Scratch): Argv;
}

export interface Comparison {
  /** With the largest peak memory, in MB, that is good enough. */
  readonly ours: Side & { readonly peakMb?: number | undefined };
  /** Each with the largest ratio, our time divided by its time, that is good enough. */
  readonly others: readonly (Side & { readonly ratio?: number | undefined })[];
  readonly rounds: number;
}

export function compare({ ours, others, rounds }: Comparison, scratch: Scratch): Finding[] {
  const commands = [ours, ...others].map(({ argv }) => argv(scratch));
  const [mine = [], ...theirs] = interleave(commands, rounds, scratch);
  return [
    line(ours.name, mine, ours.peakMb),
    ...others.map(({ name, ratio }, at) => {
      const runs = theirs[at] ?? [];
      // Each round has its own ratio: what slows the machine for a while slows both sides of it.
      const ratios = runs.map(({ ms }, round) => (mine[round]?.ms ?? Number.NaN) / ms);
      return { ...line(name, runs), ratio: figure(median(ratios), 'x', ratio) };
    }),
  ];
}

function line(what: string, runs: readonly Run[], peakMb?: number): Finding {
  const ms = runs.map((run) => run.ms);
  const peak = median(runs.map((run) => run.peakMb));
  return {
    what,
    measured: figure(median(ms), 'ms'),
    peak: figure(peak, 'MB', peakMb),
    note: `${Math.min(...ms).toFixed(0)} to ${Math.max(...ms).toFixed(0)} ms`,
  };
}
