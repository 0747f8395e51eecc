// A tool in; how long the built library's `analyse` takes over its code, in fresh processes, out. Nothing that is read is run.
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { HOSTILE } from '../test/analysis/hostile-code.ts';
import type { Hostile } from '../test/analysis/hostile-nests.ts';
import { BLOCKS, copies } from './blocks.ts';
import type { Finding } from './compare.ts';
import { median, NODE, outputOf } from './measure.ts';
import type { Scratch } from './scratch.ts';

interface Block {
  readonly code: string;
  readonly times: number;
}

interface Report {
  readonly ms: readonly number[];
  /** Not everything in it could be told. */
  readonly opaque: boolean;
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
  const reports = repeat(PROCESSES.ordinary, () => read(tool, blocks, scratch));
  // A reader that gives up is fast, and proves nothing.
  if (reports.flat().some(({ opaque }) => opaque)) throw new Error('the reader gave up on an ordinary block');
  const first = reports.map(([small]) => small?.ms[0] ?? Number.NaN);
  const warm = reports.map(([small]) => median(small?.ms.slice(SMALL.warmUp) ?? []));
  const long = reports.map(([, big]) => median(big?.ms.slice(LARGE.warmUp) ?? []));
  return [
    finding('first ms', median(first), 50, 'loads the reader, reads 20 lines'),
    finding('20 lines ms', median(warm), 3),
    finding('2,000 lines ms', median(long), 150, `${Math.round(large.length / 1000)} KB`),
  ];
}

/** The slowest as the only block of its process, as a run meets it; code that has been read before is twice as fast. */
function hostile(tool: string, scratch: Scratch): Finding {
  const cases = Object.values(HOSTILE[tool] ?? {}).flat();
  const block = { code: BLOCKS[tool] ?? '', times: 1 };
  const msOf = (some: readonly Hostile[]) => {
    const reports = read(tool, [block, ...some.map(([, code]) => ({ code, times: 1 }))], scratch);
    return some.map((one, at) => ({ one, ms: reports[at + 1]?.ms[0] ?? Number.NaN })).sort(slowestFirst);
  };
  const warm = msOf(cases);
  const alone = warm.slice(0, SUSPECTS).map(({ one }) => {
    const times = repeat(PROCESSES.hostile, () => msOf([one])[0]?.ms ?? Number.NaN);
    return { one, ms: median(times) };
  });
  const [worst] = alone.sort(slowestFirst);
  if (worst === undefined) throw new Error(`no hostile code for ${tool}`);
  const name = JSON.stringify(worst.one[0].slice(0, 40));
  return finding('hostile ms', worst.ms, 250, `${name}, worst of ${cases.length}; one after another ${warm[0]?.ms.toFixed(0)}`);
}

function slowestFirst(one: { readonly ms: number }, other: { readonly ms: number }): number {
  return other.ms - one.ms;
}

function read(tool: string, blocks: readonly Block[], scratch: Scratch): readonly Report[] {
  const path = scratch.file('blocks.json');
  writeFileSync(path, JSON.stringify({ tool, blocks }));
  return JSON.parse(outputOf([NODE, CHILD, path], scratch));
}

function repeat<T>(times: number, make: () => T): T[] {
  return Array.from({ length: times }, make);
}

function finding(what: string, value: number, limit: number, note = ''): Finding {
  return { what, value, goal: { at: 'most', limit }, note };
}
