// A request for an approval and policies in, their verdict out.
import { judgedOf } from '../approver.ts';
import type { Reading } from '../effects.ts';
import { homeFolder, judge } from '../policy/judge.ts';
import type { Policy } from '../policy/policy.ts';
import type { ApprovalRequest, Proposal, Verdict } from '../types.ts';
import { ownPaths } from './own-paths.ts';
import type { refsOf } from './policy-choices.ts';
import { saving } from './read-blocks.ts';

export async function judgeRequest(
  request: ApprovalRequest,
  policies: readonly Policy[],
  refs: ReturnType<typeof refsOf>,
): Promise<Verdict> {
  const { proposal, reading } = judgedOf(request);
  return judge(proposal, isRead(reading) ? reading : await readNow(proposal, refs), policies);
}

/** A gate whose own policies look at no code has not read it, and to these policies "nothing found" would mean harmless. */
function isRead({ effects, commands }: Reading): boolean {
  return effects.length > 0 || commands.length > 0;
}

/** Without the files that it runs: nobody would bind them to the approval, so nobody may vouch for them. */
async function readNow({ block, tool, cwd, saveAs }: Proposal, refs: ReturnType<typeof refsOf>): Promise<Reading> {
  const { analyse } = await import('../analysis/analyse.ts');
  const home = homeFolder();
  const own = await ownPaths({ home, env: process.env }, refs);
  return saving(saveAs, await analyse(block.code, tool, { cwd, home, own }), cwd);
}
