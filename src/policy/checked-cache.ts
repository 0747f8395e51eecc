// Remembers which policies have passed their own examples: one empty file each, named by what was checked and by whom.
import { promises } from 'node:fs';
import { join } from 'node:path';
import { digestOf } from '../digest.ts';
import { PACKAGE_FOLDER } from '../tool/package-folder.ts';
import type { CompiledPolicy } from './policy.ts';

/** Runs the check, unless the very same policy has passed it under this version of approve-run. */
export async function checkedOnce(policy: CompiledPolicy, folder: string | undefined, check: () => Promise<void>): Promise<void> {
  if (folder === undefined) return check();
  const marker = join(folder, await markerName(policy));
  if (await exists(marker)) return;
  await check();
  // A cache that cannot be written costs time, not safety.
  await promises
    .mkdir(folder, { recursive: true, mode: 0o700 })
    .then(() => promises.writeFile(marker, ''))
    .catch(() => undefined);
}

/** Rules, examples and resolved languages are all in there, so whatever the outcome depends on changes the name. */
async function markerName(policy: CompiledPolicy): Promise<string> {
  const manifest = join(PACKAGE_FOLDER, 'package.json');
  const { version } = JSON.parse(await promises.readFile(manifest, 'utf8')) as { version: string };
  return `policy-${digestOf(JSON.stringify(policy))}-${version}`;
}

async function exists(file: string): Promise<boolean> {
  return promises.access(file).then(
    () => true,
    () => false,
  );
}
