// Runs the blocks of a task unattended, in a sandbox or not, as this user or as one without any rights; what came of each block out.
import { spawnSync } from 'node:child_process';
import { chmodSync, chownSync, cpSync, mkdirSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { execa } from 'execa';
import { BINARY } from './approve-run.ts';
import { cleanEnv, fence, type Scratch } from './scratch.ts';

/** Whoever is nobody everywhere. */
const NOBODY = 65534;

export interface Sandboxed {
  readonly exitCode: number | null;
  readonly text: string;
  readonly hint: string | undefined;
}

/** A reason to skip a test, where bubblewrap cannot work (in most containers), or there is no other user to become. */
export function noSandbox(): string | false {
  const tried = spawnSync('bwrap', ['--unshare-all', '--unshare-user', '--disable-userns', '--ro-bind', '/', '/', 'true']);
  return tried.status === 0 ? false : `bubblewrap does not work here: ${tried.error?.message ?? tried.stderr}`;
}

/** How to start the built program. */
export function startAs(user: 'this user' | 'nobody', { home }: Scratch): readonly string[] {
  if (user === 'this user') return [process.execPath, BINARY];
  // A checkout may lie where only its owner may look.
  const folder = join(home, 'installed');
  for (const name of ['bin', 'dist', 'policies']) cpSync(join(BINARY, '../..', name), join(folder, name), { recursive: true });
  giveAway(home);
  const become = ['setpriv', `--reuid=${NOBODY}`, `--regid=${NOBODY}`, '--clear-groups', '--'];
  return [...become, process.execPath, join(folder, 'bin/approve-run.js')];
}

function giveAway(path: string): void {
  chownSync(path, NOBODY, NOBODY);
  if (!statSync(path, { throwIfNoEntry: false })?.isDirectory()) return;
  chmodSync(path, 0o755);
  for (const name of readdirSync(path)) {
    const below = join(path, name);
    if (statSync(below, { throwIfNoEntry: false })?.isDirectory()) giveAway(below);
    else if (statSync(below, { throwIfNoEntry: false })) chownSync(below, NOBODY, NOBODY);
  }
}

/**
 * Another test's socket went away in the very moment in which bubblewrap was to cover it (docs/security.md): the block did not start.
 */
export function lostRace(text: string): boolean {
  return /^bwrap: Can't (?:mkdir|create|find)/m.test(text);
}

/**
 * What did not start for a reason of that kind is run again, with all of its blocks.
 *
 * @param start What `startAs` says.
 * @returns One result a block.
 */
export async function runBlocks(...asked: Parameters<typeof runOnce>): Promise<readonly Sandboxed[]> {
  for (let attempt = 1; ; attempt += 1) {
    const results = await runOnce(...asked);
    if (attempt === 3 || !results.some(({ exitCode, text }) => exitCode === 1 && lostRace(text))) return results;
  }
}

async function runOnce(
  place: Scratch,
  blocks: readonly (readonly [language: string, code: string])[],
  args: readonly string[],
  { start = [process.execPath, BINARY], env = {} }: { start?: readonly string[]; env?: NodeJS.ProcessEnv } = {},
): Promise<readonly Sandboxed[]> {
  mkdirSync(place.cwd, { recursive: true });
  const task = blocks.map(([language, code]) => fence(language, code)).join('\n');
  const [program = '', ...before] = start;
  const all = [...before, '--json', '--policy', 'allow-all', '--keep-going', ...args, '-'];
  const { stdout, stderr } = await execa(program, all, {
    cwd: place.cwd,
    env: cleanEnv(place, env),
    extendEnv: false,
    reject: false,
    input: task,
    timeout: 120_000,
  });
  const results = stdout
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line))
    .filter(({ type }) => type === 'block-finished')
    .map(({ exitCode, output, sandboxHint, error }) => ({
      exitCode,
      text: `${error ?? ''}${output.head}${output.tail}`,
      hint: sandboxHint,
    }));
  if (results.length !== blocks.length)
    throw new Error(`${results.length} of ${blocks.length} blocks ran:\n${stdout}\n${stderr}`);
  return results;
}
