// The user's config folder in; the path of their config file, if there is one, out.
import { join } from 'node:path';
import { USER_FILES } from './places.ts';
import { isThere } from './safe-file.ts';

export function findUserFile(folder: string): string | undefined {
  return USER_FILES.map((name) => join(folder, name)).find(isThere);
}
