// The user's config folder in; the path of their config file, if there is one, out.
import { lstatSync } from 'node:fs';
import { join } from 'node:path';
import { USER_FILES } from './places.ts';

export function findUserFile(folder: string): string | undefined {
  return USER_FILES.map((name) => join(folder, name)).find((path) => lstatSync(path, { throwIfNoEntry: false }) !== undefined);
}
