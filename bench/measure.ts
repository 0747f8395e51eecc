// Commands in; how long each took, round by round, and the peak memory of its largest process out.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Scratch } from './scratch.ts';

export type Argv = readonly [string, ...string[]];

export interface Samples {
  readonly ms: readonly number[];
  readonly peakMb: number;
}

interface Report {
  /** What it wrote, if it was asked for. */
  readonly stdout: string;
  readonly peakMb: number;
}

export const NODE = process.execPath;
/** Without what is installed for Python: it starts faster, and is smaller. */
const WATCHED: Argv = ['python3', '-I', '-S', fileURLToPath(new URL('./peak-memory.py', import.meta.url))];
const LIMIT_MS = 180_000;

/** Runs the commands in turn, `rounds` times, so that whatever else the machine does hits all of them alike. */
export function interleave(commands: readonly Argv[], rounds: number, scratch: Scratch): Samples[] {
  // Memory is taken in the warm-up, because what reports it would cost time.
  const peaks = commands.map((argv) => watch(argv, 'ignore', scratch).peakMb);
  const times = commands.map((): number[] => []);
  for (let round = 0; round < rounds; round++) {
    for (const [index, argv] of commands.entries()) times[index]?.push(time(argv, scratch));
  }
  return times.map((ms, index) => ({ ms, peakMb: peaks[index] ?? Number.NaN }));
}

/** Runs a command once; for children of ours that take their times themselves. */
export function report(argv: Argv, scratch: Scratch): Report {
  return watch(argv, 'pipe', scratch);
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  return ((sorted[Math.ceil(middle) - 1] ?? Number.NaN) + (sorted[Math.floor(middle)] ?? Number.NaN)) / 2;
}

function time(argv: Argv, scratch: Scratch): number {
  const [program, ...rest] = argv;
  const start = performance.now();
  const ended = spawnSync(program, rest, { ...options(scratch), stdio: 'ignore' });
  const ms = performance.now() - start;
  assertSuccess(argv, ended);
  return ms;
}

function watch(argv: Argv, stdout: 'ignore' | 'pipe', scratch: Scratch): Report {
  const [python, ...rest] = [...WATCHED, ...argv];
  const stdio: ('ignore' | 'pipe')[] = ['ignore', stdout, 'pipe', 'pipe'];
  const ended = spawnSync(python ?? '', rest, { ...options(scratch), stdio, encoding: 'utf8' });
  assertSuccess(argv, ended);
  return { stdout: ended.stdout ?? '', peakMb: Number(ended.output[3]) / 1024 };
}

function assertSuccess(argv: Argv, { status, signal, error, stderr }: Partial<ReturnType<typeof spawnSync>>): void {
  if (status === 0) return;
  const reason = error?.message ?? `ended with ${status ?? signal}`;
  throw new Error(`${argv.join(' ')}: ${reason}${stderr ? `: ${stderr}` : ''}`);
}

/** Neither NODE_EXTRA_CA_CERTS, which more than doubles Node's own start and so flatters every ratio, nor anyone's settings. */
function options({ work, home }: Scratch) {
  const { PATH } = process.env;
  return { cwd: work, env: { PATH, HOME: home }, timeout: LIMIT_MS };
}
