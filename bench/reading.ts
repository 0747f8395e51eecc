// A tool in; how long the built library's `analyse` takes over its code, in fresh processes, out. Nothing that is read is run.
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { HOSTILE } from '../test/analysis/hostile-code.ts';
import type { Hostile } from '../test/analysis/hostile-nests.ts';
import { BLOCKS, copies } from './blocks.ts';
import { type Figure, type Finding, figure } from './finding.ts';
import { median, NODE, report } from './measure.ts';
import type { Scratch } from './scratch.ts';

interface Block {
  readonly code: string;
  readonly times: number;
}

interface Reading {
  readonly ms: readonly number[];
  /** Not everything in it could be told. */
  readonly opaque: boolean;
}

/** One process: a reading of each block, and the memory that all of them took. */
interface Process {
  readonly readings: readonly Reading[];
  readonly peakMb: number;
}

export const READERS = Object.keys(BLOCKS);

const CHILD = fileURLToPath(new URL('./read.js', import.meta.url));
/** Fresh ones; what is printed is their median. */
const PROCESSES = { ordinary: 5, hostile: 3 };
/** How often a block is read in one process, and how many of these are left out of the figure because the process warms up. */
const SMALL = { times: 300, warmUp: 200 };
const LARGE = { times: 15, warmUp: 5, copies: 100 };
/** So many of the hostile blocks, the slowest when all are read one after another, are read alone as well. */
const SUSPECTS = 6;

export function reading(tool: string, scratch: Scratch): Finding[] {
  return [...ordinary(tool, scratch), hostile(tool, scratch)];
}

function ordinary(tool: string, scratch: Scratch): Finding[] {
  const block = BLOCKS[tool] ?? '';
  const large = copies(block, LARGE.copies);
  const blocks = [
    { code: block, times: SMALL.times },
    { code: large, times: LARGE.times },
  ];
  const processes = repeat(PROCESSES.ordinary, () => read(tool, blocks, scratch));
  const readings = processes.map((one) => one.readings);
  // A reader that gives up is fast, and proves nothing.
  if (readings.flat().some(({ opaque }) => opaque)) throw new Error('the reader gave up on an ordinary block');
  const first = readings.map(([small]) => small?.ms[0] ?? Number.NaN);
  const warm = readings.map(([small]) => median(small?.ms.slice(SMALL.warmUp) ?? []));
  const long = readings.map(([, big]) => median(big?.ms.slice(LARGE.warmUp) ?? []));
  return [
    { what: '20 lines, first', measured: figure(median(first), 'ms', 50), note: 'loads the reader' },
    { what: '20 lines, again', measured: figure(median(warm), 'ms', 3) },
    {
      what: '2,000 lines',
      measured: figure(median(long), 'ms', 150),
      peak: highest(processes),
      note: `${Math.round(large.length / 1000)} KB`,
    },
  ];
}

/** The slowest as the only block of its process, as a run meets it; code that has been read before is twice as fast. */
function hostile(tool: string, scratch: Scratch): Finding {
  const cases = Object.values(HOSTILE[tool] ?? {}).flat();
  const block = { code: BLOCKS[tool] ?? '', times: 1 };
  const processOf = (some: readonly Hostile[]) => read(tool, [block, ...some.map(([, code]) => ({ code, times: 1 }))], scratch);
  const together = processOf(cases).readings.slice(1);
  const warm = cases.map((one, at) => ({ one, ms: together[at]?.ms[0] ?? Number.NaN })).sort(slowestFirst);
  const alone = warm.slice(0, SUSPECTS).map(({ one }) => {
    const processes = repeat(PROCESSES.hostile, () => processOf([one]));
    const ms = median(processes.map(({ readings }) => readings[1]?.ms[0] ?? Number.NaN));
    return { one, ms, peak: highest(processes) };
  });
  const [worst] = alone.sort(slowestFirst);
  if (worst === undefined) throw new Error(`no hostile code for ${tool}`);
  return {
    what: `worst of ${cases.length} hostile blocks`,
    measured: figure(worst.ms, 'ms', 250),
    peak: worst.peak,
    note: `${JSON.stringify(worst.one[0].slice(0, 40))}; ${warm[0]?.ms.toFixed(0)} ms after others`,
  };
}

function slowestFirst(one: { readonly ms: number }, other: { readonly ms: number }): number {
  return other.ms - one.ms;
}

function read(tool: string, blocks: readonly Block[], scratch: Scratch): Process {
  const path = scratch.file('blocks.json');
  writeFileSync(path, JSON.stringify({ tool, blocks }));
  const { stdout, peakMb } = report([NODE, CHILD, path], scratch);
  return { readings: JSON.parse(stdout), peakMb };
}

function repeat<T>(times: number, make: () => T): T[] {
  return Array.from({ length: times }, make);
}

function highest(processes: readonly Process[]): Figure {
  return figure(Math.max(...processes.map(({ peakMb }) => peakMb)), 'MB');
}
