// A session in, the one line that stands above its run out.
import { homedir } from 'node:os';
import { visibleLine } from '../../text/visible.ts';
import type { Session } from '../assemble.ts';

/** @param proposes How many blocks there are, or which model writes them. */
export function describeTask(
  { task, policies, cwd }: Session,
  proposes: string,
): { readonly name: string; readonly rest: string } {
  const policy = policies.map(({ name }) => visibleLine(name)).join(' + ');
  return {
    name: visibleLine(task.title ?? task.source),
    rest: [visibleLine(proposes), `policy ${policy}`, visibleLine(shortPath(cwd))].join(' · '),
  };
}

/** The home folder as `~`. */
function shortPath(path: string): string {
  const home = homedir();
  return path === home || path.startsWith(`${home}/`) ? `~${path.slice(home.length)}` : path;
}
