// A proposal in; `Approved`, or why not, out. Policy, then grants, then the approver: the only place where `Approved` is made.
import { mintApproved } from '../approved.ts';
import { causeOf, checkResponse, requestFor } from '../approver.ts';
import type { Reading } from '../effects.ts';
import type {
  ApprovalFunction,
  ApprovalRequest,
  DecidedBy,
  Exchange,
  Gate,
  GateDecision,
  Judged,
  Proposal,
  Refusal,
  Verdict,
} from '../types.ts';
import type { Grants } from './grants.ts';

export interface GateParts {
  /** Code to effects. */
  readonly read: (proposal: Proposal) => Promise<Reading>;
  /** Effects to a verdict. */
  readonly judge: (proposal: Proposal, reading: Reading) => Promise<Verdict>;
  readonly grants: Grants;
  /** Without one nobody can be asked, and every ask is denied. */
  readonly approver?: ApprovalFunction | undefined;
}

/**
 * Builds the gate.
 *
 * What a policy denies stays denied whatever grants and approvers say; a grant answers only an ask that no rule demands; and
 * whatever goes wrong while somebody is asked is no approval.
 */
export function createGate({ read, judge, grants, approver }: GateParts): Gate {
  return {
    async judge(proposal) {
      const reading = await read(proposal);
      return { proposal, reading, verdict: await judge(proposal, reading) };
    },

    async decide(judged, history, signal) {
      const { proposal, verdict } = judged;
      const because = verdict.reasons[0]?.because ?? '';
      if (signal.aborted) return refused('cancelled', 'approver', 'the run was ended', true);
      if (verdict.decision === 'deny') return refused('denied', 'policy', because);
      if (verdict.decision === 'allow') return approved(proposal, 'policy', because);
      const remembered = isGrantable(judged) ? await grants.covers(judged) : undefined;
      if (remembered !== undefined) return approved(proposal, 'grant', remembered);
      if (approver === undefined) return refused('denied', 'nobody', 'nobody could be asked');

      const response = await ask(approver, request(judged, history, signal));
      if (!response.approved) {
        const { outcome = 'denied', reason, endRun = outcome === 'timed-out' } = response;
        return refused(outcome, 'approver', reason, endRun);
      }
      if (response.remember === 'tool' && isGrantable(judged)) grants.add(proposal.tool);
      return approved(proposal, 'approver', response.reason);
    },
  };
}

/** Fails closed: a throw, a rejection, an abort or an answer of another shape each become a refusal that says so. */
async function ask(approver: ApprovalFunction, asked: ApprovalRequest) {
  const ended = new Promise<'ended'>((resolve) => asked.signal.addEventListener('abort', () => resolve('ended'), { once: true }));
  try {
    const answer = await Promise.race([(async () => approver(asked))(), ended]);
    if (asked.signal.aborted)
      return { approved: false, outcome: 'cancelled', reason: 'the run was ended', endRun: true } as const;
    return checkResponse(answer);
  } catch (error) {
    return { approved: false, outcome: 'failed', reason: `could not be asked: ${causeOf(error)}` } as const;
  }
}

function request(judged: Judged, context: readonly Exchange[], signal: AbortSignal): ApprovalRequest {
  const { reasons, confirm } = judged.verdict;
  const canRemember = isGrantable(judged);
  const rest = { reasons, canRemember, context, signal, ...(confirm ? { confirm } : {}) };
  return requestFor(judged.proposal, judged.reading, rest);
}

/** Whether anything remembered may answer, and anything may be remembered: never where a rule asks, nor where text hides or a person wrote it. */
function isGrantable({ proposal: { block }, reading, verdict }: Judged): boolean {
  const edited = (block as { readonly proposed?: unknown }).proposed !== undefined;
  return !verdict.demanded && !edited && !reading.effects.some(({ kind }) => kind === 'hidden-text');
}

function approved(proposal: Proposal, by: DecidedBy, reason: string): GateDecision {
  return { outcome: 'approved', by, reason, approved: mintApproved(proposal) };
}

function refused(outcome: Refusal, by: DecidedBy, reason: string, endRun = false): GateDecision {
  return { outcome, by, reason, endRun };
}
