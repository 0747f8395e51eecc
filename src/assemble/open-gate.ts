// Names of policies and who is asked in, a gate out: what most users of the library need.
import { createGrants } from '../approval/grants/grants.ts';
import { checkKnown, type KindsOf } from '../known-options.ts';
import { homeFolder } from '../policy/judge.ts';
import type { ApprovalFunction, Gate, Tool } from '../types.ts';
import { type Judges, joinGate } from './join-gate.ts';
import { ownPaths } from './own-paths.ts';
import { checkChoices, loadChoices, type PolicyChoice, refsOf } from './policy-choices.ts';

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

const KINDS: KindsOf<OpenGateOptions> = {
  policy: 'anything',
  approvalFunc: 'a function',
  always: 'a list of texts',
  tools: 'a list',
};

/**
 * Opens a gate: every block is read, judged by the policies, and asked about where they ask.
 *
 * Policies are loaded when the first block is judged; a file that cannot be found, or fails its own examples, rejects that with a
 * `PolicyError`.
 *
 * @throws {PolicyError} When there is no built-in policy of that name.
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
export function openGate(options: OpenGateOptions): Gate {
  checkKnown('openGate', options, KINDS);
  const { policy = 'ask', approvalFunc, always, tools } = options;
  const chosen = checkChoices('openGate', policy);
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
