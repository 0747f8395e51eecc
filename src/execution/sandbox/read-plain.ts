// A path in, the text of that file out: none where there is no file, or where reading it would never end.
import { readFileSync, statSync } from 'node:fs';

const MOST_BYTES = 1024 * 1024;

export function readPlain(path: string): string {
  try {
    const found = statSync(path);
    return found.isFile() && found.size <= MOST_BYTES ? readFileSync(path, 'utf8') : '';
  } catch {
    return '';
  }
}
