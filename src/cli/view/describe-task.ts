// A session in, the one line that stands above its run out.
import { visibleLine } from '../../text/visible.ts';
import type { Session } from '../assemble.ts';
import { shortPath } from './short-path.ts';

export function describeTask({ task, policies, cwd }: Session): { readonly name: string; readonly rest: string } {
  const count = task.blocks.length;
  const policy = policies.map(({ name }) => visibleLine(name)).join(' + ');
  return {
    name: visibleLine(task.title ?? task.source),
    rest: [`${count} block${count === 1 ? '' : 's'}`, `policy ${policy}`, shortPath(cwd)].join(' · '),
  };
}
