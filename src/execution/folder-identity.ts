// A path in; what tells the folder there from every other one, as long as it exists, out.
import { statSync } from 'node:fs';

export function folderIdentity(path: string): string | undefined {
  const found = statSync(path, { bigint: true, throwIfNoEntry: false });
  return found?.isDirectory() ? `${found.dev}:${found.ino}` : undefined;
}
