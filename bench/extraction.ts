// A large document in; speed, memory and completeness of the built library's `extractCodeBlocks` in fresh processes out.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Finding } from './compare.ts';
import { median, NODE, outputOf } from './measure.ts';
import { FENCES, type Scratch } from './scratch.ts';

interface Report {
  readonly ms: number;
  readonly blocks: number;
  readonly peakMb: number;
}

const CHILD = fileURLToPath(new URL('./extract.js', import.meta.url));

export function extraction(scratch: Scratch): Finding[] {
  const path = scratch.file('large.md');
  const megabytes = readFileSync(path).length / 1e6;
  const reports = [1, 2, 3].map((): Report => JSON.parse(outputOf([NODE, CHILD, path], scratch)));
  const seconds = median(reports.map(({ ms }) => ms)) / 1000;
  const peak = Math.max(...reports.map(({ peakMb }) => peakMb));
  const found = Math.min(...reports.map(({ blocks }) => blocks));
  return [
    { what: 'MB/s', value: megabytes / seconds, goal: { at: 'least', limit: 15 }, note: `${megabytes.toFixed(1)} MB` },
    { what: 'peak MB', value: peak, goal: { at: 'most', limit: 200 } },
    { what: 'blocks', value: found, goal: { at: 'least', limit: FENCES } },
  ];
}
