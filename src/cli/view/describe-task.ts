// A session in, the one line that stands above its run out.

import { shortPath } from '../../text/short-path.ts';
import { visibleLine } from '../../text/visible.ts';
import { sandboxWords } from '../../view/sandbox-words.ts';
import type { Session } from '../assemble.ts';

/** @param proposes How many blocks there are, or which model writes them. */
export function describeTask(
  { task, policies, cwd, sandboxMode }: Session,
  proposes: string,
): { readonly name: string; readonly rest: string } {
  const policy = policies.map(({ name }) => visibleLine(name)).join(' + ');
  return {
    name: visibleLine(task.title ?? task.source),
    rest: [visibleLine(proposes), `policy ${policy}`, ...sandboxWords(sandboxMode), shortPath(cwd)].join(' · '),
  };
}
