// A path in, what lies there out, links not followed; nothing where nobody can look.
import { lstatSync, type Stats } from 'node:fs';

export function lookAt(path: string): Stats | undefined {
  try {
    return lstatSync(path);
  } catch {
    return undefined;
  }
}
