// Policies in; an approval function that lets them answer what a gate asks out. Whatever they do not clearly allow is not approved.
import { type ApproverConfig, causeOf, type SerializableApproval } from '../approver.ts';
import { SerializationError } from '../errors.ts';
import { checkKnown } from '../known-options.ts';
import type { ApprovalFunction, ApprovalRequest, ApprovalResponse } from '../types.ts';
import { checkChoices, loadChoices, type PolicyChoice, refsOf, writtenNames } from './policy-choices.ts';

/** What is left to others. */
export interface PolicyApprovalOptions {
  /** Asked where the policies ask, and where an allow of theirs does not count. @default nobody: then it is not approved */
  readonly otherwise?: ApprovalFunction | undefined;
}

/**
 * Lets policies answer: what they allow is approved, what they deny is denied with the rule's reason, what they ask goes to `otherwise`.
 *
 * As in a gate, no allow answers for what a rule demands an ask for, or for code that a person changed: that goes to `otherwise`, too. An
 * `always` given there is not remembered, since it would answer before the policies could deny. They are loaded now, relative paths
 * from the working directory; when that fails, nothing is approved.
 *
 * @param policy Built-in names, paths of files or modules, or policies; the strictest verdict counts.
 * @throws {PolicyError} When there is no built-in policy of that name.
 * @example
 * ```ts
 * import assert from 'node:assert/strict';
 * import { documentAgent, localExecutor, openGate, parseTask, policyApproval, run } from 'approve-run';
 *
 * const task = await parseTask('```bash\necho hello\n```\n\n```bash\nrm -rf ~\n```\n');
 * const said: string[] = [];
 * await run({
 *   agent: documentAgent(task),
 *   gate: openGate({ approvalFunc: policyApproval('deny-dangerous') }),
 *   executor: localExecutor({ env: { PATH: process.env.PATH ?? '' } }),
 *   emit: (event) => void (event.type === 'block-decided' && said.push(event.outcome)),
 * });
 * assert.deepEqual(said, ['approved', 'denied']);
 * ```
 */
export function policyApproval(
  policy: PolicyChoice | readonly PolicyChoice[],
  options: PolicyApprovalOptions = {},
): SerializableApproval {
  checkKnown('policyApproval', options, { otherwise: 'a function' });
  const { otherwise } = options;
  const chosen = checkChoices('policyApproval', policy);
  const refs = refsOf(chosen);
  const loaded = loadChoices(chosen).catch((error: unknown) => causeOf(error));

  async function approve(request: ApprovalRequest): Promise<ApprovalResponse> {
    const policies = await loaded;
    if (typeof policies === 'string') return { approved: false, outcome: 'failed', reason: `could not be asked: ${policies}` };
    const { judgeRequest } = await import('./judge-request.ts');
    const verdict = await judgeRequest(request, policies, refs);
    const because = verdict.reasons[0]?.because ?? 'No policy allows it.';
    if (verdict.decision === 'deny') return { approved: false, reason: because };
    const why = verdict.decision === 'ask' ? `its policy asks: ${because}` : whyNoAllow(request);
    if (why === undefined) return { approved: true, reason: because };
    if (otherwise === undefined) return { approved: false, reason: `nobody else could be asked, and ${why}` };
    const asks = verdict.reasons.filter(({ decision }) => decision === 'ask');
    const response = await otherwise({
      ...request,
      reasons: [...asks, ...request.reasons],
      demanded: request.demanded || verdict.demanded,
      ...(verdict.confirm ? { confirm: verdict.confirm } : {}),
      canRemember: false,
    });
    return forgetful(response);
  }

  function toConfig(): ApproverConfig {
    if (otherwise !== undefined) throw unwritten('its `otherwise`, which is a function. Leave it out');
    const names = writtenNames(
      chosen.filter((one) => typeof one === 'string'),
      (why) => new SerializationError(`policyApproval cannot be written down: ${why}.`),
    );
    const objects = chosen.filter((one) => typeof one !== 'string').map(({ name }) => `"${name}"`);
    if (objects.length > 0)
      throw unwritten(`the policy ${objects.join(', ')}, which is given by value. Name a built-in one or a file`);
    return { kind: 'policy', policy: names.length === 1 && names[0] !== undefined ? names[0] : names };
  }

  return Object.assign(approve, { toConfig });
}

/** Grants and allows of the gate do not count there either. */
function whyNoAllow({ demanded, proposed, reasons }: ApprovalRequest): string | undefined {
  if (demanded) return `a rule demands that somebody is asked: ${reasons[0]?.because ?? ''}`;
  return proposed === undefined ? undefined : 'a person changed it, so no policy answers for it';
}

function forgetful(response: ApprovalResponse): ApprovalResponse {
  if (response?.remember === undefined) return response;
  const { remember, ...rest } = response;
  return rest;
}

function unwritten(what: string): SerializationError {
  return new SerializationError(`policyApproval cannot be written down with ${what}.`);
}
