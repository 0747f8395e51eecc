// A proposal in; `Approved`, or why not, out. Policy, then grants, then the approver: the only place where `Approved` is made.
import { mintApproved } from '../approved.ts';
import { causeOf, checkResponse, requestFor } from '../approver.ts';
import type { Reading } from '../effects.ts';
import { frozenCopy } from '../frozen-copy.ts';
import type {
  ApprovalFunction,
  ApprovalRequest,
  ConversationMessage,
  DecidedBy,
  Gate,
  GateDecision,
  Judged,
  Proposal,
  Refusal,
  Verdict,
} from '../types.ts';
import type { Grants } from './grants/grants.ts';

export interface GateParts {
  /** Code to effects. */
  readonly read: (proposal: Proposal) => Promise<Reading>;
  /** Effects to a verdict. */
  readonly judge: (proposal: Proposal, reading: Reading) => Promise<Verdict>;
  readonly grants: Grants;
  /** Without one nobody can be asked, and every ask is denied. */
  readonly approver?: ApprovalFunction | undefined;
  /** An approval that was given before, of exactly this, and in whose words; it answers whatever a policy does not deny. */
  readonly precedent?: ((judged: Judged) => string | undefined) | undefined;
}

/**
 * Builds the gate.
 *
 * What a policy denies stays denied whatever grants and approvers say; a grant answers only an ask that no rule demands; and
 * whatever goes wrong while somebody is asked is no approval. Most users want `openGate`, which brings the reader and the policies.
 *
 * @example
 * ```ts
 * import { analyse, createGate, createGrants, judge, loadPolicy } from 'approve-run';
 *
 * const policies = [await loadPolicy('workspace')];
 * const gate = createGate({
 *   read: ({ block, tool, cwd }) => analyse(block.code, tool, { cwd, home: '/home/me' }),
 *   judge: (proposal, reading) => judge(proposal, reading, policies),
 *   grants: createGrants(),
 *   approver: async () => ({ approved: false, reason: 'not today' }),
 * });
 * console.log(Object.keys(gate)); // [ 'judge', 'decide' ]
 * ```
 */
export function createGate({ read, judge, grants, approver, precedent }: GateParts): Gate {
  return {
    async judge(given) {
      // Others keep hold of its parts: agents of blocks, approvers and listeners of what they are shown.
      const proposal = frozenCopy(given);
      const reading = frozenCopy(await read(proposal));
      return frozenCopy({ proposal, reading, verdict: await judge(proposal, reading) });
    },

    async decide(judged, conversation, signal, attempt = 1) {
      const { proposal, verdict } = judged;
      // Who wrote the code answers for it, and nothing that was said before they did.
      const edited = proposal.block.proposed !== undefined;
      const because = verdict.reasons[0]?.because ?? '';
      if (signal.aborted) return refused('cancelled', 'approver', 'the run was ended', true);
      if (verdict.decision === 'deny') return refused('denied', 'policy', because);
      const before = judged.changed ? undefined : precedent?.(judged);
      if (before !== undefined) return approved(judged, 'record', before);
      if (verdict.decision === 'allow' && !edited) return approved(judged, 'policy', because);
      const remembered = canRemember(judged) ? await grants.covers(judged) : undefined;
      if (signal.aborted) return refused('cancelled', 'approver', 'the run was ended', true);
      if (remembered !== undefined) return approved(judged, 'grant', remembered);
      if (approver === undefined) return refused('denied', 'nobody', 'nobody could be asked');

      const response = await ask(approver, request(judged, conversation(), signal, attempt), signal);
      if ('edited' in response && response.edited !== undefined) {
        const same = response.edited === proposal.block.code;
        return same
          ? refused('failed', 'approver', 'the edited code is what was asked about')
          : { outcome: 'edited', code: response.edited };
      }
      if (!response.approved) {
        const { outcome = 'denied', reason, endRun = outcome === 'timed-out' } = response;
        return refused(outcome, 'approver', reason, endRun);
      }
      if (response.remember === 'tool' && canRemember(judged)) grants.add(proposal.tool);
      return approved(judged, 'approver', response.reason);
    },
  };
}

/** Fails closed: a throw, a rejection, an abort or an answer of another shape each become a refusal that says so. */
async function ask(approver: ApprovalFunction, asked: ApprovalRequest, signal: AbortSignal) {
  const answered = new AbortController();
  const ended = new Promise<'ended'>((resolve) =>
    signal.addEventListener('abort', () => resolve('ended'), { once: true, signal: answered.signal }),
  );
  try {
    const answer = await Promise.race([(async () => approver(asked))(), ended]);
    if (signal.aborted) return { approved: false, outcome: 'cancelled', reason: 'the run was ended', endRun: true } as const;
    return checkResponse(answer);
  } catch (error) {
    return { approved: false, outcome: 'failed', reason: `could not be asked: ${causeOf(error)}` } as const;
  } finally {
    answered.abort();
  }
}

/**
 * Neither what a rule demands an ask for, nor what changed since it was proposed or approved, nor what does not show is answered by a
 * grant, or leads to one.
 */
function canRemember({ proposal, reading, verdict, changed = false }: Judged): boolean {
  const hidden = reading.effects.some(({ kind }) => kind === 'hidden-text');
  return !verdict.demanded && !changed && proposal.block.proposed === undefined && !hidden;
}

function request(judged: Judged, context: readonly ConversationMessage[], signal: AbortSignal, attempt: number): ApprovalRequest {
  const { proposal, reading, verdict } = judged;
  const { reasons, demanded, confirm } = verdict;
  const rest = { reasons, demanded, canRemember: canRemember(judged), context, signal, attempt };
  return requestFor(proposal, reading, { ...rest, ...(confirm ? { confirm } : {}) });
}

function approved({ proposal, reading }: Judged, by: DecidedBy, reason: string): GateDecision {
  const { executes, effects, skipped } = reading;
  return { outcome: 'approved', by, reason, approved: mintApproved(proposal, executes, skipped ? undefined : effects) };
}

function refused(outcome: Refusal, by: DecidedBy, reason: string, endRun = false): GateDecision {
  return { outcome, by, reason, endRun };
}
