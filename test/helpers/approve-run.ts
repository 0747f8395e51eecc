// Runs the built binary as a script would: no terminal, streams apart.
import { join } from 'node:path';
import { execa } from 'execa';
import { cleanEnv, type Scratch } from './scratch.ts';

export const BINARY = join(import.meta.dirname, '../../bin/approve-run.js');

export interface Ran {
  readonly code: number | undefined;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RanOptions {
  readonly input?: string | Buffer;
  readonly env?: NodeJS.ProcessEnv;
  readonly cwd?: string;
}

export async function approveRun(
  place: Scratch,
  args: readonly string[],
  { input, env = {}, cwd }: RanOptions = {},
): Promise<Ran> {
  const { exitCode, stdout, stderr } = await execa(process.execPath, [BINARY, ...args], {
    cwd: cwd ?? place.cwd,
    env: cleanEnv(place, env),
    extendEnv: false,
    reject: false,
    stripFinalNewline: false,
    timeout: 60_000,
    ...(input === undefined ? { stdin: 'ignore' as const } : { input }),
  });
  return { code: exitCode, stdout, stderr };
}
