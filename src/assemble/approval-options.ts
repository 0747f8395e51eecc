// Who decides, as users of the library say it, in; a gate out, or a refusal to go without one.
import { createGrants } from '../approval/grants/grants.ts';
import { UsageError } from '../errors.ts';
import type { KindsOf } from '../known-options.ts';
import type { Policy } from '../policy/policy.ts';
import type { ApprovalFunction, Tool } from '../types.ts';
import { askByTurn, type TurnGate } from './ask-by-turn.ts';
import { joinGate } from './join-gate.ts';
import { judgesOf } from './open-gate.ts';
import { checkChoices, type PolicyChoice } from './policy-choices.ts';

export interface ApprovalOptions {
  /** Asked where the policies ask. */
  readonly approvalFunc?: ApprovalFunction | undefined;
  /** All of them judge; the strictest verdict counts. @default 'ask', so that `approvalFunc` is asked about every block */
  readonly policy?: PolicyChoice | readonly PolicyChoice[] | undefined;
  /** Tools whose blocks are approved beforehand, or `all`; what a rule asks is asked all the same. @default none */
  readonly always?: readonly string[] | undefined;
  /**
   * `block`: each block is asked about when its turn comes. `turn`: one question for all blocks of a message. `none`, said aloud: every
   * block runs unasked, but for one that would replace a file. @default 'block'
   */
  readonly approval?: 'block' | 'turn' | 'none' | undefined;
}

export const APPROVAL_KINDS: KindsOf<ApprovalOptions> = {
  approvalFunc: 'a function',
  policy: 'anything',
  always: 'a list of texts',
  approval: ['block', 'turn', 'none'],
};

/**
 * @param limits Policies that judge besides, whatever the options say.
 * @throws {UsageError} When nobody would decide, or when it contradicts itself.
 */
export function turnGate(
  options: ApprovalOptions,
  who: string,
  tools?: readonly Tool[],
  limits: readonly Policy[] = [],
): TurnGate {
  const { approvalFunc, policy, approval = 'block' } = options;
  const decides = approvalFunc !== undefined || policy !== undefined;
  if (approval === 'none' && decides)
    throw new UsageError(
      `${who}: approval 'none' runs every block unasked, so approvalFunc or policy would not count. Leave one out.`,
    );
  if (approval !== 'none' && !decides)
    throw new UsageError(
      `${who} would run code that nobody approved. Give it approvalFunc (consoleApproval() asks at the terminal) or a policy ('deny-dangerous'), or say approval: 'none'.`,
    );
  if (policy !== undefined) checkChoices(who, policy);
  const chosen = [...limits, ...(approval === 'none' ? ['allow-all'] : [policy ?? 'ask'].flat())];
  const grants = createGrants(options.always);
  let judges: ReturnType<typeof judgesOf> | undefined;
  const open = (approver: ApprovalFunction | undefined) =>
    joinGate({
      judges: () => {
        judges ??= judgesOf(chosen, tools);
        return judges;
      },
      grants,
      approver,
    });
  if (approval === 'turn' && approvalFunc !== undefined) return askByTurn(open, approvalFunc);
  const gate = open(approvalFunc);
  return () => gate;
}
