// An approved block in; why it is no longer what was approved, if it is not, out.
import { realpathSync } from 'node:fs';
import { toUSVString } from 'node:util';
import { digestOf } from '../digest.ts';
import { visibleLine } from '../text/visible.ts';
import type { Approved, SandboxMode } from '../types.ts';
import type { Ending } from './ending.ts';
import { folderIdentity } from './folder-identity.ts';

/** What an approval binds is looked at once more, just before the start. */
export function changedSince({ block, cwd, folder, sandbox }: Approved, mode: SandboxMode): Ending | undefined {
  const refused = (error: string): Ending => ({ exitCode: 126, error });
  if (sandbox !== mode) return refused('It was approved for another sandbox.');
  if (digestOf(block.code) !== block.digest || toUSVString(block.code) !== block.code)
    return refused('The code is not what was approved.');
  try {
    const same = realpathSync(cwd) === cwd && (folder === undefined || folderIdentity(cwd) === folder);
    return same ? undefined : refused(`The folder ${visibleLine(cwd)} is another one since the approval.`);
  } catch {
    return refused(`The folder ${visibleLine(cwd)} is gone.`);
  }
}

/** So are the files that the block runs. */
export async function otherFiles({ executes, cwd }: Approved): Promise<Ending | undefined> {
  if (executes.length === 0) return undefined;
  const { changedFiles } = await import('./executed-files.ts');
  const changed = await changedFiles(executes);
  if (changed.length === 0) return undefined;
  const shown = changed.slice(0, 3).map((path) => visibleLine(path.startsWith(`${cwd}/`) ? `.${path.slice(cwd.length)}` : path));
  const more = changed.length > 3 ? ` and ${changed.length - 3} more` : '';
  return { exitCode: 126, changed, error: `Not started: changed since the approval: ${shown.join(', ')}${more}.` };
}
