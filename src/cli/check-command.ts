// `approve-run check task.md`: the verdict, the rule and the effects of every block out. Runs nothing.
import { openSession } from './assemble.ts';
import { checkBlocks } from './check-blocks.ts';
import { countOf, requireBlocks } from './choose-agent.ts';

export interface CheckOptions {
  readonly task: string;
  readonly policy?: readonly string[];
  readonly cwd?: string;
  readonly json?: boolean;
}

export async function checkCommand({ task, policy, cwd, json = false }: CheckOptions): Promise<number> {
  const session = await openSession({ task, cwd, flags: policy === undefined ? {} : { policy }, happens: false });
  requireBlocks(session);
  return checkBlocks(session, session.task.blocks, { json, proposes: countOf(session.task) });
}
