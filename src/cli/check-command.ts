// `approve-run check task.md`: the verdict, the rule and the effects of every block out. Runs nothing.
import { openSession } from './assemble.ts';
import { checkBlocks } from './check-blocks.ts';

export interface CheckOptions {
  readonly task: string;
  readonly policy?: readonly string[];
  readonly cwd?: string;
  readonly json?: boolean;
}

export async function checkCommand({ task, policy, cwd, json = false }: CheckOptions): Promise<number> {
  const session = await openSession({ task, cwd, flags: policy === undefined ? {} : { policy }, happens: false });
  const { blocks } = session.task;
  return checkBlocks(session, blocks, { json, proposes: `${blocks.length} block${blocks.length === 1 ? '' : 's'}` });
}
