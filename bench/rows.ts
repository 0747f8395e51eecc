// The benchmarks as a table: ours, what it is measured against, and the goals. docs/benchmarks.md says how to read them.
import { codex } from './codex.ts';
import { type Comparison, compare } from './compare.ts';
import { extraction } from './extraction.ts';
import type { Finding } from './finding.ts';
import { page } from './page.ts';
import { READERS, reading } from './reading.ts';
import { receipts } from './receipts.ts';
import { safetyNet } from './safety-net.ts';
import { sandbox } from './sandbox.ts';
import { BLOCK_COUNTS, SAMPLES, type Scratch } from './scratch.ts';
import { bash, intoCat, NODE_ITSELF, ours, zx, zxMarkdown } from './sides.ts';
import { streaming } from './streaming.ts';

export interface Row {
  readonly name: string;
  /** `named`: somebody asked for this very row, so it may take its time. */
  measure(scratch: Scratch, named: boolean): readonly Finding[] | Promise<readonly Finding[]>;
}

/** The ways to run unattended. */
const UNATTENDED: readonly (readonly string[])[] = [
  ['--policy', 'allow-all'],
  ['--policy', 'deny-dangerous'],
  ['--always', 'bash'],
];
/** By the number of blocks: ratios to zx and to a bash loop, and our own memory. */
const GOALS: Readonly<Record<number, { readonly zx: number; readonly loop?: number; readonly peakMb?: number }>> = {
  10: { zx: 0.9 },
  200: { zx: 1.1, loop: 3.6, peakMb: 80 },
};

export const ROWS: readonly Row[] = [
  comparison('--version', {
    ours: ours(['--version']),
    others: [{ ...NODE_ITSELF, ratio: 1.5 }, zx('--version')],
    rounds: 21,
  }),
  comparison('--help', {
    ours: { ...ours(['--help']), peakMb: 50 },
    others: [{ ...NODE_ITSELF, ratio: 2 }, zx('--help')],
    rounds: 21,
  }),
  { name: 'codex wrapper', measure: codex },
  ...BLOCK_COUNTS.flatMap((count) => UNATTENDED.map((flags) => blocks(count, flags))),
  { name: '200 blocks in a sandbox', measure: sandbox },
  comparison('200 blocks with a journal', {
    ours: ours(['--policy', 'allow-all'], '200.md'),
    // A millisecond a block is what it may cost: two of them must be on the disk before and after each.
    others: [{ ...ours(['--policy', 'allow-all', '--journal', 'off'], '200.md'), ratio: 1.35 }],
    rounds: 9,
  }),
  { name: '1,000 blocks as a page', measure: page },
  { name: '20 blocks with receipts', measure: receipts },
  comparison('1 GB of output', {
    ours: { ...intoCat(ours(['--policy', 'allow-all'], 'gigabyte.md')), peakMb: 120 },
    others: [{ ...intoCat(bash('bash', 'gigabyte.sh')), ratio: 5 }],
    rounds: 5,
  }),
  { name: '10 MB of markdown', measure: extraction },
  ...Object.keys(SAMPLES).map((language) =>
    comparison(`check a ${language} block`, { ours: ours(['check'], `${language}.md`), others: [NODE_ITSELF], rounds: 21 }),
  ),
  ...READERS.map((tool) => ({ name: `read ${tool}`, measure: (scratch: Scratch) => reading(tool, scratch) })),
  { name: 'cc-safety-net', measure: safetyNet },
  { name: 'a model streams', measure: streaming },
];

function comparison(name: string, sides: Comparison): Row {
  return { name, measure: (scratch) => compare(sides, scratch) };
}

function blocks(count: (typeof BLOCK_COUNTS)[number], flags: readonly string[]): Row {
  const goals = GOALS[count];
  return comparison(`${count} ${count === 1 ? 'block' : 'blocks'} ${flags.join(' ')}`, {
    ours: { ...ours(flags, `${count}.md`), peakMb: goals?.peakMb },
    others: [
      { ...zxMarkdown(`${count}.md`), ratio: goals?.zx },
      { ...bash('bash -c, in a loop', `${count}.sh`), ratio: goals?.loop },
    ],
    rounds: count > 100 ? 9 : 21,
  });
}
