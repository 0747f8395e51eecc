// Policies, and who is asked, in; a gate that reads, judges and asks out. The command line and the library have theirs from here.
import { createGate } from '../approval/gate.ts';
import type { Grants } from '../approval/grants/grants.ts';
import type { Reading } from '../effects.ts';
import { judge } from '../policy/judge.ts';
import { needsReading } from '../policy/needs-reading.ts';
import type { Policy } from '../policy/policy.ts';
import type { ApprovalFunction, Gate, Judged, Proposal, Reason, Verdict } from '../types.ts';
import { blockReader } from './read-blocks.ts';

export interface Judges {
  /** All of them judge; the strictest verdict counts. */
  readonly policies: readonly Policy[];
  readonly home: string;
  /** approve-run's own things, which no block may change unnoticed; looked up only where code is read. */
  readonly own: () => Promise<readonly string[]>;
  /** Whether blocks run after they are judged. */
  readonly happens: boolean;
}

export interface JoinedParts {
  /** Called when the first block is judged. */
  readonly judges: () => Promise<Judges>;
  readonly grants: Grants;
  readonly approver: ApprovalFunction | undefined;
  readonly past?: Past | undefined;
}

/** What an earlier run says of a block. */
export interface Past {
  /** Why somebody has to be asked, whatever policies and grants say, short of a denial. */
  readonly demand: (proposal: Proposal, verdict: Verdict, reading: Reading) => Reason | undefined;
  /** An approval of exactly this, in a line. */
  readonly precedent?: (judged: Judged) => string | undefined;
  /** Whether the run ends with the block that is decided about, where nobody could be asked: it can be gone on with when somebody can. */
  readonly waits?: () => boolean;
}

const NOTHING_READ: Reading = { effects: [], commands: [], skipped: true };

export function joinGate({ judges, grants, approver, past }: JoinedParts): Gate {
  let joined: ReturnType<typeof join> | undefined;
  const opened = () => {
    // What an earlier run demands is asked about under policies that look at nothing, too.
    joined ??= join(judges, past !== undefined);
    return joined;
  };
  const gate = createGate({
    read: async (proposal) => (await opened()).read(proposal),
    judge: async (proposal, reading) => {
      const verdict = await (await opened()).judge(proposal, reading);
      return demanding(verdict, past?.demand(proposal, verdict, reading));
    },
    grants,
    approver,
    precedent: past?.precedent,
  });
  return {
    ...gate,
    async decide(...about) {
      const decision = await gate.decide(...about);
      const ends = decision.outcome === 'denied' && decision.by === 'nobody' && past?.waits?.();
      return ends ? { ...decision, endRun: true } : decision;
    },
  };
}

async function join(judges: JoinedParts['judges'], reads: boolean) {
  const { policies, home, own, happens } = await judges();
  // Without any, everything is asked about.
  const needed = reads || policies.length === 0 || policies.some((policy) => needsReading(policy) || mayAsk(policy));
  let reader: ReturnType<typeof blockReader> | undefined;
  return {
    async read(proposal: Proposal) {
      // What replaces a file is asked about whatever they say, and whoever is asked is told what it does.
      if (!needed && proposal.saveAs?.replaces === undefined) return NOTHING_READ;
      reader ??= blockReader({ home, own: await own() }, happens);
      return reader(proposal);
    },
    judge: async (proposal: Proposal, reading: Reading) => keepFile(proposal, await judge(proposal, reading, policies)),
  };
}

/** Whoever is asked is told what the code does: to them, nothing found would mean harmless. */
function mayAsk(policy: Policy): boolean {
  return 'rules' in policy && (policy.default === 'ask' || policy.rules.some(({ decision }) => decision === 'ask'));
}

/** A file that was there before is lost only where somebody said so, whatever the policies say. */
function keepFile({ saveAs }: Proposal, verdict: Verdict): Verdict {
  if (saveAs?.replaces === undefined) return verdict;
  const because = 'It would replace a file that was there before.';
  return demanding(verdict, { policy: 'approve-run', rule: 'replaces-file', because, decision: 'ask' });
}

function demanding(verdict: Verdict, reason: Reason | undefined): Verdict {
  if (reason === undefined || verdict.decision === 'deny') return verdict;
  return { ...verdict, decision: 'ask', demanded: true, reasons: [reason, ...verdict.reasons] };
}
