// A path in, what people read of it out: visible, and the home folder as `~`.
import { homedir } from 'node:os';
import { visibleLine } from '../../text/visible.ts';

export function shortPath(path: string): string {
  const home = homedir();
  return visibleLine(path === home || path.startsWith(`${home}/`) ? `~${path.slice(home.length)}` : path);
}
