// What receipts cost: blocks in a small folder with and without them, as a ratio, and one look at as many files as are looked at.
import { fileURLToPath } from 'node:url';
import { type Finding, figure } from './finding.ts';
import { median, NODE, report } from './measure.ts';
import type { Scratch } from './scratch.ts';

const CHILD = fileURLToPath(new URL('./receive.js', import.meta.url));
const ROUNDS = 9;
const MOST_RATIO = 1.3;
const MOST_MS = 150;

export function receipts(scratch: Scratch): Finding[] {
  const { withReceipts, without, large } = JSON.parse(report([NODE, CHILD, String(ROUNDS)], scratch).stdout) as Record<
    'withReceipts' | 'without' | 'large',
    readonly number[]
  >;
  const ratios = withReceipts.map((ms, round) => ms / (without[round] ?? Number.NaN));
  return [
    { what: 'with receipts', measured: figure(median(withReceipts), 'ms') },
    { what: 'without', measured: figure(median(without), 'ms'), ratio: figure(median(ratios), 'x', MOST_RATIO) },
    { what: 'one look at 20,000 entries', measured: figure(median(large), 'ms', MOST_MS) },
  ];
}
