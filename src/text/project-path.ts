// An absolute path and the working directory in, the path for people out: `./x.sh`, or as it is where it lies elsewhere.
import { shortPath } from './short-path.ts';

export function projectPath(path: string, cwd: string): string {
  return path.startsWith(`${cwd}/`) ? `.${shortPath(path.slice(cwd.length))}` : shortPath(path);
}
