// A policy that is a program and a block in, its answer as a reason out. Whatever goes wrong in there denies.
import { causeOf, checkResponse, requestFor } from '../approver.ts';
import type { Reading } from '../effects.ts';
import { visibleLine } from '../text/visible.ts';
import type { Proposal, Reason } from '../types.ts';
import type { ModulePolicy } from './policy.ts';

export async function consult(policy: ModulePolicy, proposal: Proposal, reading: Reading): Promise<Reason> {
  const said = (decision: 'allow' | 'deny', because: string): Reason => ({
    policy: policy.name,
    rule: 'approve',
    because: visibleLine(because),
    decision,
  });
  const { signal } = new AbortController();
  try {
    const request = requestFor(proposal, reading, {
      reasons: [],
      demanded: false,
      canRemember: false,
      context: [],
      signal,
      attempt: 1,
    });
    const { approved, reason } = checkResponse(await policy.approve(request));
    return said(approved ? 'allow' : 'deny', reason);
  } catch (thrown) {
    return said('deny', `It failed: ${causeOf(thrown)}.`);
  }
}
