// A program and arguments in; what it prints, if it ends well and soon, out. It runs where nothing of the project can take part.
import { realpathSync } from 'node:fs';
import { execa } from 'execa';
import { searchFolders } from '../../execution/resolve-program.ts';
import type { Place } from './finding.ts';

const PATIENCE_MS = 3000;

/** @returns Undefined when it fails, or does not end. */
export async function tryProgram(
  program: string,
  args: readonly string[],
  { blockEnv, project }: Pick<Place, 'blockEnv' | 'project'>,
): Promise<string | undefined> {
  // Interpreters are often scripts that start others by name.
  const folders = searchFolders(blockEnv.PATH ?? '').filter((folder) => !isInside(folder, project));
  const { failed, stdout } = await execa(program, args, {
    cwd: '/',
    env: { ...blockEnv, PATH: folders.join(':') },
    extendEnv: false,
    reject: false,
    stdin: 'ignore',
    timeout: PATIENCE_MS,
    forceKillAfterDelay: 500,
    maxBuffer: 100_000,
  });
  return failed ? undefined : stdout;
}

function isInside(folder: string, project: string | undefined): boolean {
  try {
    return project !== undefined && `${realpathSync(folder)}/`.startsWith(`${project}/`);
  } catch {
    return true;
  }
}
