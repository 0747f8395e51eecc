// Commands in; how long each took, round by round, and the peak memory of its Node process out.
import { spawnSync } from 'node:child_process';
import type { Scratch } from './scratch.ts';

export type Argv = readonly [string, ...string[]];

export interface Samples {
  readonly ms: readonly number[];
  /** Of the process that argv starts with `process.execPath`; absent when there is none. */
  readonly peakMb?: number;
}

export const NODE = process.execPath;
const PEAK_MEMORY = new URL('./peak-memory.js', import.meta.url).href;
const LIMIT_MS = 180_000;

/** Runs the commands in turn, `rounds` times, so that whatever else the machine does hits all of them alike. */
export function interleave(commands: readonly Argv[], rounds: number, scratch: Scratch): Samples[] {
  // Memory is taken in the warm-up, because the hook that reports it would cost time.
  const peaks = commands.map((argv) => runOnce(argv.flatMap(hooked), scratch).peakMb);
  const times = commands.map((): number[] => []);
  for (let round = 0; round < rounds; round++) {
    for (const [index, argv] of commands.entries()) times[index]?.push(runOnce(argv, scratch).ms);
  }
  return times.map((ms, index) => {
    const peakMb = peaks[index];
    return peakMb === undefined ? { ms } : { ms, peakMb };
  });
}

/** Runs a command once and returns what it wrote; for children of ours that report by themselves. */
export function outputOf(argv: Argv, scratch: Scratch): string {
  const [program, ...rest] = argv;
  const { status, signal, error, stdout, stderr } = spawnSync(program, rest, { ...options(scratch), encoding: 'utf8' });
  if (status !== 0) throw new Error(`${argv.join(' ')}: ${error?.message ?? `ended with ${status ?? signal}`}: ${stderr}`);
  return stdout;
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  return ((sorted[Math.ceil(middle) - 1] ?? Number.NaN) + (sorted[Math.floor(middle)] ?? Number.NaN)) / 2;
}

function hooked(word: string): string[] {
  return word === NODE ? [NODE, '--import', PEAK_MEMORY] : [word];
}

function runOnce(argv: readonly string[], scratch: Scratch): { readonly ms: number; readonly peakMb?: number } {
  const [program = '', ...rest] = argv;
  const measuresMemory = argv.includes(PEAK_MEMORY);
  const stdio: 'ignore' | ('ignore' | 'pipe')[] = measuresMemory ? ['ignore', 'ignore', 'ignore', 'pipe'] : 'ignore';
  const start = performance.now();
  const { status, signal, error, output } = spawnSync(program, rest, { ...options(scratch), stdio });
  const ms = performance.now() - start;
  if (status !== 0) throw new Error(`${argv.join(' ')}: ${error?.message ?? `ended with ${status ?? signal}`}`);
  return measuresMemory ? { ms, peakMb: Number(output[3]) / 1024 } : { ms };
}

/** Neither NODE_EXTRA_CA_CERTS, which more than doubles Node's own start and so flatters every ratio, nor anyone's settings. */
function options({ work, home }: Scratch) {
  const { PATH } = process.env;
  return { cwd: work, env: { PATH, HOME: home }, timeout: LIMIT_MS };
}
