// A program and arguments in; what it prints, if it ends well and soon, out. It runs where no file of the project can take part.
import { execa } from 'execa';

const PATIENCE_MS = 5000;

/** @returns Undefined when it fails, or does not end. */
export async function tryProgram(
  program: string,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<string | undefined> {
  const { failed, stdout } = await execa(program, args, {
    cwd: '/',
    env,
    extendEnv: false,
    reject: false,
    stdin: 'ignore',
    timeout: PATIENCE_MS,
    forceKillAfterDelay: 500,
    maxBuffer: 100_000,
  });
  return failed ? undefined : stdout;
}
