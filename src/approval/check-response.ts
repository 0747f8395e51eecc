// Whatever an approver returned in, an `ApprovalResponse` out. Anything that is not clearly one is no approval.
import type { ApprovalResponse } from '../types.ts';

const OUTCOMES: readonly unknown[] = ['denied', 'timed-out', 'cancelled', 'failed', undefined];

/** @throws {TypeError} When it has another shape; the gate makes a `failed` of it. */
export function checkResponse(answer: unknown): ApprovalResponse {
  if (typeof answer !== 'object' || answer === null) throw new TypeError('the approver gave no answer');
  const { approved, reason, outcome, remember, endRun } = answer as Record<string, unknown>;
  if (typeof approved !== 'boolean') throw new TypeError('the answer has no `approved: true` or `approved: false`');
  if (typeof reason !== 'string') throw new TypeError('the answer has no `reason` (a text)');
  if (!OUTCOMES.includes(outcome) || (approved && outcome !== undefined))
    throw new TypeError('the answer has an unknown `outcome`');
  if (remember !== undefined && remember !== 'tool') throw new TypeError('the answer has an unknown `remember`');
  if (endRun !== undefined && typeof endRun !== 'boolean') throw new TypeError('the answer has an unknown `endRun`');
  return {
    approved,
    reason,
    ...(outcome ? { outcome } : {}),
    ...(remember ? { remember } : {}),
    ...(endRun ? { endRun } : {}),
  } as ApprovalResponse;
}
