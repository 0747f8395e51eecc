// The settings of a run in; the sandbox that its blocks run in, if they do, and what is to be said about it, out.
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Settings } from '../config/load-settings.ts';
import { ownFolders } from '../config/places.ts';
import { policyFiles } from '../config/policy-files.ts';
import { SandboxError, UsageError } from '../errors.ts';
import type { Sandbox } from '../execution/sandbox/sandbox.ts';
import { visibleLine } from '../text/visible.ts';
import type { SandboxMode } from '../types.ts';

export interface SandboxPlace {
  readonly cwd: string;
  readonly home: string;
  readonly project: string | undefined;
  /** What blocks see. */
  readonly env: Readonly<Record<string, string>>;
  /** Path of the task, if it is a file. */
  readonly task: string | undefined;
}

interface Opened {
  readonly mode: SandboxMode;
  /** Absent where nothing will run, too. */
  readonly sandbox?: Sandbox;
  readonly notices: readonly string[];
}

/** @throws {SandboxError | UsageError} When it was asked for and cannot be had; `auto` says so, and goes on without. */
export async function openSandbox(settings: Settings, place: SandboxPlace, happens: boolean): Promise<Opened> {
  const { sandbox: choice, allowRead, allowWrite, origins } = settings;
  if (choice === 'off') {
    const flag = [origins.allowRead, origins.allowWrite].find((from) => from?.startsWith('--'));
    if (flag !== undefined) throw new UsageError(`${flag} is about a sandbox, and there is none. Add --sandbox.`);
    return { mode: 'none', notices: [] };
  }
  // Whether `auto` would be used, only a trial tells.
  if (!happens) return { mode: choice === 'auto' ? 'none' : choice, notices: [] };
  // What a configuration shows need not be on every machine.
  if (origins.allowRead?.startsWith('--')) requireThere(allowRead, origins.allowRead);
  requireThere(allowWrite, origins.allowWrite);
  const { openSandbox: open, trySandbox } = await import('../execution/sandbox/sandbox.ts');
  const { task, ...rest } = place;
  const wanted = { ...rest, network: choice === 'net', allowRead: allowRead.filter((path) => existsSync(path)), allowWrite };
  try {
    const { journal } = settings;
    const folders = [
      ...ownFolders({ home: place.home, env: process.env }),
      ...(journal === undefined || journal === 'off' ? [] : [journal]),
    ];
    const kept = [...(await keptFiles(settings, task)), ...folders.map((path) => ({ path, standIn: 'folder' as const }))];
    const sandbox = await open({ ...wanted, kept });
    return { mode: sandbox.mode, sandbox, notices: [] };
  } catch (error) {
    if (choice !== 'auto' || !(error instanceof SandboxError)) throw error;
    const unusable = await refusal(trySandbox(wanted));
    // It works here: what does not is something in the folder, and what a repository brings along must not loosen anything.
    if (unusable === undefined) throw error;
    const why = unusable.split('\n')[0]?.replace(' Nothing was run.', '') ?? '';
    return { mode: 'none', notices: [`${why} Blocks run without it, with all of your rights.`] };
  }
}

async function refusal(trial: Promise<unknown>): Promise<string | undefined> {
  try {
    await trial;
    return undefined;
  } catch (error) {
    if (error instanceof SandboxError) return error.message;
    throw error;
  }
}

function requireThere(paths: readonly string[], from: string | undefined): void {
  const missing = paths.find((path) => !existsSync(path));
  if (missing !== undefined) throw new UsageError(`${from} ${visibleLine(missing)}: there is no such file or folder.`);
}

/** What decides about this run, and the next one. */
async function keptFiles({ policies, files }: Settings, task: string | undefined) {
  const named = (await Promise.all(policies.map(({ ref, base }) => policyFiles([ref], base)))).flat();
  const paths = [
    ...named.map(({ file }) => file),
    ...files.map(({ path }) => path),
    ...(task === undefined ? [] : [resolve(task)]),
  ];
  return paths.map((path) => ({ path }));
}
