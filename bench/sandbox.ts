// What a sandbox costs: many blocks with and without one, as a ratio and as milliseconds a block.
import { type Finding, figure } from './finding.ts';
import { interleave, median } from './measure.ts';
import type { BLOCK_COUNTS, Scratch } from './scratch.ts';
import { ours } from './sides.ts';

const BLOCKS = 200 satisfies (typeof BLOCK_COUNTS)[number];
const FLAGS = ['--policy', 'allow-all'];
const ROUNDS = 7;
/** Milliseconds a block. */
const GOAL = 15;

export function sandbox(scratch: Scratch): Finding[] {
  const sides = [ours([...FLAGS, '--sandbox'], `${BLOCKS}.md`), ours(FLAGS, `${BLOCKS}.md`)];
  const [inside = [], outside = []] = interleave(
    sides.map(({ argv }) => argv(scratch)),
    ROUNDS,
    scratch,
  ).map((runs) => runs.map(({ ms }) => ms));
  const rounds = inside.map((ms, round) => ({ ms, bare: outside[round] ?? Number.NaN }));
  const costs = rounds.map(({ ms, bare }) => (ms - bare) / BLOCKS);
  const ratio = median(rounds.map(({ ms, bare }) => ms / bare));
  return [
    { what: '--sandbox', measured: figure(median(inside), 'ms') },
    { what: 'without it', measured: figure(median(outside), 'ms'), ratio: figure(ratio, 'x') },
    { what: 'a block costs more by', measured: figure(median(costs), 'ms', GOAL), note: range(costs) },
  ];
}

function range(values: readonly number[]): string {
  return `${Math.min(...values).toFixed(1)} to ${Math.max(...values).toFixed(1)} ms`;
}
