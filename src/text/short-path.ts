// A path in, the same path for people out: the home folder as `~`, nothing that could drive a terminal.
import { homedir } from 'node:os';
import { visibleLine } from './visible.ts';

export function shortPath(path: string): string {
  const home = homedir();
  return visibleLine(path === home || path.startsWith(`${home}/`) ? `~${path.slice(home.length)}` : path);
}
