// Names of policies and who is asked in, a gate out: what most users of the library need.
import { createGrants } from '../approval/grants/grants.ts';
import { homeFolder } from '../policy/judge.ts';
import type { ApprovalFunction, Gate, Tool } from '../types.ts';
import { type Judges, joinGate } from './join-gate.ts';
import { ownPaths } from './own-paths.ts';
import { asList, loadChoices, type PolicyChoice, refsOf } from './policy-choices.ts';

export interface OpenGateOptions {
  /** All of them judge; the strictest verdict counts. @default 'ask' */
  readonly policy?: PolicyChoice | readonly PolicyChoice[] | undefined;
  /** Who is asked where the policies ask. Without one nobody is, and what needs an answer is denied. */
  readonly approvalFunc?: ApprovalFunction | undefined;
  /** Tools whose blocks are approved beforehand, or `all`; what a rule asks is asked all the same. @default none */
  readonly always?: readonly string[] | undefined;
  /** What the languages of a policy may mean. @default the built-in tools */
  readonly tools?: readonly Tool[] | undefined;
}

/**
 * Opens a gate: every block is read, judged by the policies, and asked about where they ask.
 *
 * Policies are loaded when the first block is judged; one that cannot be found, or fails its own examples, rejects that with a
 * `PolicyError`.
 *
 * @example
 * ```ts
 * import { documentAgent, localExecutor, openGate, parseTask, run } from 'approve-run';
 *
 * const task = await parseTask('```bash\necho hello\n```\n');
 * const summary = await run({
 *   agent: documentAgent(task),
 *   gate: openGate({ policy: 'deny-dangerous' }),
 *   executor: localExecutor(),
 *   emit: (event) => console.log(event.type),
 * });
 * console.log(summary.exitCode); // 0
 * ```
 */
export function openGate({ policy = 'ask', approvalFunc, always, tools }: OpenGateOptions): Gate {
  const chosen = asList(policy);
  return joinGate({ judges: () => judgesOf(chosen, tools), grants: createGrants(always), approver: approvalFunc });
}

export async function judgesOf(chosen: readonly PolicyChoice[], tools: readonly Tool[] | undefined): Promise<Judges> {
  const home = homeFolder();
  const refs = refsOf(chosen);
  return {
    policies: await loadChoices(chosen, tools),
    home,
    own: () => ownPaths({ home, env: process.env }, refs),
    happens: true,
  };
}
