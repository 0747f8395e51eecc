// The labelled corpus in; deny-dangerous of the built library beside cc-safety-net, standard level, out. No case is ever run.
import { fileURLToPath } from 'node:url';
import { type Finding, figure, type Goal } from './finding.ts';
import { median, NODE, report } from './measure.ts';
import type { Scratch } from './scratch.ts';

interface Side {
  /** For each case, on average, pass by pass. */
  readonly ms: readonly number[];
  readonly decisions: readonly ('allow' | 'ask' | 'deny')[];
}

interface Report {
  readonly labels: readonly ('dangerous' | 'safe')[];
  readonly ours: Side;
  readonly theirs: Side;
}

const CHILD = fileURLToPath(new URL('./judge.js', import.meta.url));
const CORPUS = fileURLToPath(new URL('../test/analysis/danger-dev.jsonl', import.meta.url));
const CHECKOUT = fileURLToPath(new URL('..', import.meta.url)).replace(/\/$/, '');

export function safetyNet(scratch: Scratch): Finding[] {
  const { stdout, peakMb } = report([NODE, CHILD, CORPUS, CHECKOUT], scratch);
  const { labels, ours, theirs }: Report = JSON.parse(stdout);
  const rate = (what: string, label: string, stopped: readonly string[], goal: Goal): Finding => {
    const of = labels.filter((one) => one === label).length;
    const [mine = 0, other = 0] = [ours, theirs].map(
      ({ decisions }) => decisions.filter((decision, at) => labels[at] === label && stopped.includes(decision)).length,
    );
    const percent = (count: number) => (100 * count) / of;
    const note = `${mine} of ${of}; cc-safety-net: ${other}, ${percent(other).toFixed(1)} %`;
    return { what, measured: { value: percent(mine), unit: '%', goal }, note };
  };
  const ratios = ours.ms.map((ms, pass) => ms / (theirs.ms[pass] ?? Number.NaN));
  return [
    rate('dangerous, denied', 'dangerous', ['deny'], { at: 'least', limit: 99 }),
    rate('safe, stopped all the same', 'safe', ['ask', 'deny'], { at: 'most', limit: 1 }),
    {
      what: 'deny-dangerous, a case',
      measured: figure(median(ours.ms), 'ms'),
      peak: figure(peakMb, 'MB'),
      note: 'both in one process',
    },
    { what: 'cc-safety-net, a case', measured: figure(median(theirs.ms), 'ms'), ratio: figure(median(ratios), 'x') },
  ];
}
