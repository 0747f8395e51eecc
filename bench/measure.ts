// Commands in; how long each took, round by round, and the peak memory of its largest process out.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Scratch } from './scratch.ts';

export type Argv = readonly [string, ...string[]];

export interface Run {
  readonly ms: number;
  readonly peakMb: number;
  /** What it wrote, if it was asked for. */
  readonly stdout: string;
}

export const NODE = process.execPath;
const MEASURE = fileURLToPath(new URL('./measure.py', import.meta.url));
/** Without anybody's own modules: it starts faster, and is smaller. */
const PYTHON = ['python3', '-I', '-S'] as const;
const LIMIT_MS = 180_000;

/** Runs the commands in turn, `rounds` times, so that whatever else the machine does hits all of them alike. */
export function interleave(commands: readonly Argv[], rounds: number, scratch: Scratch): Run[][] {
  for (const argv of commands) run(argv, 'ignore', scratch);
  const runs = commands.map((): Run[] => []);
  for (let round = 0; round < rounds; round++) {
    for (const [index, argv] of commands.entries()) runs[index]?.push(run(argv, 'ignore', scratch));
  }
  return runs;
}

/** Runs a command once; for children of ours that take their times themselves. */
export function report(argv: Argv, scratch: Scratch): Run {
  return run(argv, 'pipe', scratch);
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  return ((sorted[Math.ceil(middle) - 1] ?? Number.NaN) + (sorted[Math.floor(middle)] ?? Number.NaN)) / 2;
}

function run(argv: Argv, stdout: 'ignore' | 'pipe', { work, home }: Scratch): Run {
  const [python, ...options] = PYTHON;
  const ended = spawnSync(python, [...options, MEASURE, ...argv], {
    cwd: work,
    // Neither NODE_EXTRA_CA_CERTS, which more than doubles Node's own start and so flatters every ratio, nor anyone's settings.
    env: { PATH: process.env.PATH, HOME: home },
    timeout: LIMIT_MS,
    stdio: ['ignore', stdout, 'pipe', 'pipe'],
    encoding: 'utf8',
  });
  const { status, signal, error, stderr } = ended;
  if (status !== 0) throw new Error(`${argv.join(' ')}: ${error?.message ?? `ended with ${status ?? signal}`}: ${stderr}`);
  const [ms = Number.NaN, kib = Number.NaN] = String(ended.output[3]).split(' ').map(Number);
  return { ms, peakMb: kib / 1024, stdout: ended.stdout ?? '' };
}
