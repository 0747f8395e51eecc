// The benchmarks as a table: ours, what it is measured against, and the goal.
import { fileURLToPath } from 'node:url';
import { type Comparison, compare, type Finding } from './compare.ts';
import { extraction } from './extraction.ts';
import { type Argv, NODE } from './measure.ts';
import { READERS, reading } from './reading.ts';
import { safetyNet } from './safety-net.ts';
import { BLOCK_COUNTS, SAMPLES, type Scratch } from './scratch.ts';

export interface Row {
  readonly name: string;
  measure(scratch: Scratch): Finding[];
}

const OURS: Argv = [NODE, fileURLToPath(new URL('../bin/approve-run.js', import.meta.url))];
const ZX: Argv = [NODE, fileURLToPath(import.meta.resolve('zx/cli'))];
const INTO_CAT: Argv = ['bash', '-o', 'pipefail', '-c', '"$@" | cat', 'bash'];
const START = { against: 'node -e 0', theirs: (): Argv => [NODE, '-e', '0'], rounds: 21 };

/** The ways to run unattended. */
const UNATTENDED: readonly (readonly string[])[] = [
  ['--policy', 'allow-all'],
  ['--policy', 'deny-dangerous'],
  ['--always', 'bash'],
];
const GOAL_AGAINST_ZX: Readonly<Record<number, { ratio: number }>> = { 10: { ratio: 0.9 }, 200: { ratio: 1.1 } };

const COMPARISONS: readonly Comparison[] = [
  { name: '--version', ours: () => [...OURS, '--version'], ...START, ratio: 1.5 },
  { name: '--help', ours: () => [...OURS, '--help'], ...START, ratio: 2 },
  ...BLOCK_COUNTS.flatMap((count) =>
    UNATTENDED.map((flags) => ({
      name: `${count} blocks ${flags.join(' ')}`,
      ours: ({ file }: Scratch): Argv => [...OURS, ...flags, file(`${count}.md`)],
      against: 'zx',
      theirs: ({ file }: Scratch): Argv => [...ZX, file(`${count}.md`)],
      rounds: count > 100 ? 5 : 11,
      ...GOAL_AGAINST_ZX[count],
    })),
  ),
  {
    name: '1 GB of output',
    ours: ({ file }) => [...INTO_CAT, ...OURS, '--policy', 'allow-all', file('gigabyte.md')],
    against: 'bash | cat',
    theirs: ({ file }) => [...INTO_CAT, 'bash', file('gigabyte.sh')],
    rounds: 3,
    ratio: 5,
    peakMb: 120,
  },
  ...Object.keys(SAMPLES).map((language) => ({
    name: `check a ${language} block`,
    ours: ({ file }: Scratch): Argv => [...OURS, 'check', file(`${language}.md`)],
    ...START,
  })),
];

export const ROWS: readonly Row[] = [
  ...COMPARISONS.map((comparison) => ({
    name: comparison.name,
    measure: (scratch: Scratch) => compare(comparison, scratch),
  })),
  { name: '10 MB of markdown', measure: extraction },
  ...READERS.map((tool) => ({ name: `read ${tool}`, measure: (scratch: Scratch) => reading(tool, scratch) })),
  { name: 'cc-safety-net', measure: safetyNet },
];
