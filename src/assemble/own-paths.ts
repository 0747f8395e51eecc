// Whose machine and which policies in; where approve-run's own things lie out: what a block must not change unnoticed.
import { realpathSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type Owner, ownFolders } from '../config/places.ts';
import { isPolicyPath, policyFiles } from '../config/policy-files.ts';
import type { PolicyRef } from '../config/settings.ts';
import { PACKAGE_FOLDER } from '../tool/package-folder.ts';

/**
 * Absolute paths of files and folders, each also as what it is a link to.
 *
 * @param more What is kept elsewhere. @default nothing
 */
export async function ownPaths(
  owner: Owner,
  policies: readonly Pick<PolicyRef, 'ref' | 'base'>[],
  more: readonly string[] = [],
): Promise<readonly string[]> {
  const paths = [
    ownFolders(owner),
    more,
    // Of a checkout only what runs: its sources are somebody's work.
    PACKAGE_FOLDER.includes('/node_modules/') ? PACKAGE_FOLDER : ['bin', 'dist'].map((name) => join(PACKAGE_FOLDER, name)),
    // The link on PATH by which it was started.
    process.argv[1] ?? [],
    await Promise.all(policies.filter(({ ref }) => isPolicyPath(ref)).map(filesOf)),
  ].flat(2);
  return [...new Set(paths.flatMap((path) => [path, real(path)]))];
}

/** With those that it extends. */
async function filesOf({ ref, base }: Pick<PolicyRef, 'ref' | 'base'>): Promise<readonly string[]> {
  const files = await policyFiles([ref], base).catch(() => []);
  return [resolve(base, ref), ...files.map(({ file }) => file)];
}

function real(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}
