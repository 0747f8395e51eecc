// A policy that is a program and a block in, its answer as a reason out. Whatever goes wrong in there denies.
import type { Reading } from '../effects.ts';
import { visibleLine } from '../text/visible.ts';
import type { ApprovalResponse, Proposal, Reason } from '../types.ts';
import type { ModulePolicy } from './policy.ts';

export async function consult(policy: ModulePolicy, proposal: Proposal, reading: Reading): Promise<Reason> {
  const { block, tool, cwd } = proposal;
  const reason = (decision: 'allow' | 'deny', because: string): Reason => ({
    policy: policy.name,
    rule: 'approve',
    because: visibleLine(because),
    decision,
  });
  try {
    const answer: unknown = await policy.approve({
      id: crypto.randomUUID(),
      code: block.code,
      language: block.language,
      tool,
      digest: block.digest,
      cwd,
      effects: reading.effects,
      reasons: [],
      canRemember: false,
      context: [],
      signal: new AbortController().signal,
    });
    if (!isResponse(answer)) return reason('deny', 'Its answer was not {approved: true or false, reason: text}.');
    return reason(answer.approved ? 'allow' : 'deny', answer.reason);
  } catch (cause) {
    return reason('deny', `It failed: ${messageOf(cause)}`);
  }
}

function isResponse(value: unknown): value is ApprovalResponse {
  if (typeof value !== 'object' || value === null) return false;
  return 'approved' in value && typeof value.approved === 'boolean' && 'reason' in value && typeof value.reason === 'string';
}

/** Anything can be thrown, also what cannot be turned into a string. */
function messageOf(cause: unknown): string {
  if (cause instanceof Error && typeof cause.message === 'string') return cause.message;
  return typeof cause === 'string' ? cause : 'it threw something that is no error.';
}
