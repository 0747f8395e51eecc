// The machine in; whether bubblewrap is there and may be used, and that nothing here uses it yet, out.
import { resolveProgram } from '../../execution/resolve-program.ts';
import { shortPath } from '../view/short-path.ts';
import type { Finding, Place } from './finding.ts';
import { tryProgram } from './try-program.ts';

const SANDBOX: Finding = {
  mark: 'absent',
  name: '--sandbox',
  says: 'does not exist yet in this version: an approved block has all of your rights',
};
const TRIAL = ['--ro-bind', '/', '/', '--unshare-all', '--die-with-parent', '--'];

export async function lookAtSandbox(place: Place): Promise<readonly Finding[]> {
  const { blockEnv, project } = place;
  const name = 'bubblewrap';
  const path = blockEnv.PATH ?? '';
  const bwrap = resolveProgram('bwrap', path, project);
  if (bwrap === undefined) return [SANDBOX, { mark: 'absent', name, says: 'not found, and not used yet' }];
  const nothing = resolveProgram('true', path, project) ?? '/bin/true';
  const works = (await tryProgram(bwrap, [...TRIAL, nothing], place)) !== undefined;
  if (works) return [SANDBOX, { mark: 'works', name, says: `${shortPath(bwrap)} · works without privileges; not used yet` }];
  const says = `${shortPath(bwrap)} · cannot make a sandbox here; not used yet`;
  return [SANDBOX, { mark: 'note', name, says, todo: 'This system may forbid user namespaces, as containers often do.' }];
}
