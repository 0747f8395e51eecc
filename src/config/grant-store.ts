// The user's config folder in; their file of grants, to be read and changed, out. What it takes is loaded where there is such a file.
import { join } from 'node:path';
import { ConfigError } from '../errors.ts';
import type { GrantStore } from '../grant.ts';
import { configFolder, type Owner } from './places.ts';
import { isThere } from './safe-file.ts';

export interface GrantFile extends GrantStore {
  /** Undefined where no folder is the user's own. */
  readonly path: string | undefined;
  /** Removes the file, whatever is in it. @returns Whether there was one. */
  clear(): Promise<boolean>;
}

export function grantStore(owner: Owner): GrantFile {
  const folder = configFolder(owner);
  const path = folder && join(folder, 'grants.json');
  const isNone = () => path === undefined || !isThere(path);
  return {
    path,
    read: async () => (path === undefined || isNone() ? [] : (await import('./grant-file.ts')).readGrants(path)),
    async change(how) {
      if (path === undefined) throw new ConfigError('There is no folder to remember grants in. Set HOME to an absolute path.');
      await (await import('./grant-file.ts')).changeGrants(path, how);
    },
    async clear() {
      if (path === undefined || isNone()) return false;
      await (await import('./grant-file.ts')).removeGrants(path);
      return true;
    },
  };
}
