// The labelled corpus in; deny-dangerous of the built library beside cc-safety-net, standard level, out. No case is ever run.
import { fileURLToPath } from 'node:url';
import type { Finding } from './compare.ts';
import { median, NODE, outputOf } from './measure.ts';
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
  const { labels, ours, theirs }: Report = JSON.parse(outputOf([NODE, CHILD, CORPUS, CHECKOUT], scratch));
  const rate = (label: string, stopped: readonly string[]) => {
    const of = labels.filter((one) => one === label).length;
    const [mine = 0, other = 0] = [ours, theirs].map(
      ({ decisions }) => decisions.filter((decision, at) => labels[at] === label && stopped.includes(decision)).length,
    );
    const percent = (count: number) => (100 * count) / of;
    return { value: percent(mine), note: `${mine} of ${of}; cc-safety-net: ${other}, ${percent(other).toFixed(1)} %` };
  };
  return [
    { what: 'recall %', ...rate('dangerous', ['deny']), goal: { at: 'least', limit: 99 } },
    { what: 'false alarm %', ...rate('safe', ['ask', 'deny']), goal: { at: 'most', limit: 1 } },
    { what: 'ms a case', value: median(ours.ms), note: `cc-safety-net: ${median(theirs.ms).toFixed(2)}` },
  ];
}
