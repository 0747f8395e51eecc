// The machine and the settings in; whether blocks can run in a sandbox here, and what to do where they cannot, out.
import { existsSync } from 'node:fs';
import { SandboxError } from '../../errors.ts';
import { resolveProgram } from '../../execution/resolve-program.ts';
import { trySandbox } from '../../execution/sandbox/sandbox.ts';
import { shortPath } from '../../text/short-path.ts';
import type { Finding, Place } from './finding.ts';

const NAME = '--sandbox';

export async function lookAtSandbox(place: Place): Promise<readonly Finding[]> {
  const { blockEnv: env, cwd, home, project, settings } = place;
  const choice = settings?.sandbox ?? 'off';
  const network = choice === 'net';
  const there = (paths: readonly string[] = []) => paths.filter((path) => existsSync(path));
  const [allowRead, allowWrite] = [there(settings?.allowRead), there(settings?.allowWrite)];
  try {
    const wanted = { cwd, home, project, env, network, allowRead, allowWrite };
    const bwrap = await trySandbox(wanted);
    return [{ mark: 'works', name: NAME, says: `${shortPath(bwrap)} · ${USED[choice]}` }];
  } catch (error) {
    if (!(error instanceof SandboxError)) throw error;
    const [first = '', todo = ''] = error.message.split('\n');
    const says = first.replace(/^the sandbox cannot be used: /, 'cannot be used: ').replace(/\. Nothing was run\.$/, '');
    const isThere = resolveProgram('bwrap', env.PATH ?? '', project) !== undefined;
    const mark = choice === 'on' || choice === 'net' ? 'broken' : isThere || choice === 'auto' ? 'note' : 'absent';
    return [{ mark, name: NAME, says, todo }];
  }
}

const USED = {
  off: 'works; blocks run in one only where you ask for it',
  auto: 'works, and is used, as your configuration says',
  net: 'works, and is used with the network, as your configuration says',
  on: 'works, and is used, as your configuration says',
} as const;
