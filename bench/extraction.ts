// A large document in; speed, memory and completeness of the built library's `extractCodeBlocks` in fresh processes out.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type Finding, figure } from './finding.ts';
import { median, NODE, report } from './measure.ts';
import { FENCES, type Scratch } from './scratch.ts';

interface Times {
  readonly ms: number;
  readonly blocks: number;
}

const CHILD = fileURLToPath(new URL('./extract.js', import.meta.url));

export function extraction(scratch: Scratch): Finding[] {
  const path = scratch.file('large.md');
  const megabytes = readFileSync(path).length / 1e6;
  const runs = [1, 2, 3, 4, 5].map(() => report([NODE, CHILD, path], scratch));
  const reports = runs.map(({ stdout }): Times => JSON.parse(stdout));
  const seconds = median(reports.map(({ ms }) => ms)) / 1000;
  const found = Math.min(...reports.map(({ blocks }) => blocks));
  return [
    {
      what: 'speed',
      measured: { value: megabytes / seconds, unit: 'MB/s', goal: { at: 'least', limit: 15 } },
      note: `${megabytes.toFixed(1)} MB in ${(1000 * seconds).toFixed(0)} ms`,
    },
    { what: 'memory', peak: figure(Math.max(...runs.map(({ peakMb }) => peakMb)), 'MB', 200) },
    { what: 'found', measured: { value: found, unit: 'blocks', goal: { at: 'least', limit: FENCES } } },
  ];
}
