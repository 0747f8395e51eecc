// A block that something can run in; judged, decided about and run, or why not, out. What a person changed, and what changed on disk
// since the approval, is judged and decided about anew.
import { digestOf } from './digest.ts';
import type { Emit } from './events.ts';
import type {
  BlockOutcome,
  BlockResult,
  CodeBlock,
  CodeExecutor,
  ConversationMessage,
  Gate,
  GateDecision,
  Judged,
  Preparation,
  Proposal,
} from './types.ts';

export interface BlockParts {
  readonly gate: Gate;
  readonly executor: CodeExecutor;
  readonly emit: Emit;
  readonly signal: AbortSignal;
  /** What was said so far, for whoever is asked. */
  readonly conversation: () => readonly ConversationMessage[];
}

export interface BlockEnd {
  readonly outcome: BlockOutcome;
  readonly endRun: boolean;
}

/** Files that are changed again and again would be asked about for ever. */
const MOST_STARTS = 3;

/** An approver that only ever edits would be asked for ever. */
const MOST_EDITS = 100;

type Decided = Exclude<GateDecision, { outcome: 'edited' }>;

const EDITED_TOO_OFTEN: Decided = {
  outcome: 'failed',
  by: 'approver',
  reason: `it was changed ${MOST_EDITS} times without an answer`,
  endRun: false,
};

const INTERRUPTED: BlockResult = {
  exitCode: null,
  signal: null,
  durationMs: 0,
  bytes: 0,
  output: { head: '', tail: '', omittedBytes: 0 },
  timedOut: false,
  interrupted: true,
  leftover: [],
};

export async function runBlock(
  block: CodeBlock,
  preparation: Exclude<Preparation, { status: 'no-tool' }>,
  parts: BlockParts,
): Promise<BlockEnd> {
  const { executor, emit, signal } = parts;
  if (preparation.status === 'missing') return finish(block, preparation.result, emit);
  let { proposal } = preparation;
  for (let start = 1; ; start += 1) {
    const answered = await decide(proposal, start > 1, parts);
    if ('result' in answered) return finish(answered.block, answered.result, emit);
    const { judged, decision } = answered;
    ({ proposal } = judged);
    if (decision.outcome !== 'approved') {
      const { outcome, reason, endRun } = decision;
      return { outcome: { status: 'refused', block: proposal.block, outcome, reason }, endRun };
    }
    const { approved } = decision;
    await emit({ type: 'block-started', block: approved.block, argv: approved.argv, cwd: approved.cwd });
    // Executors of others may not look at it.
    const result = signal.aborted
      ? INTERRUPTED
      : await executor.run(approved, (chunk) => emit({ type: 'block-output', block: approved.block, chunk }), signal);
    if (result.changed === undefined || start === MOST_STARTS) return finish(approved.block, result, emit);
    await emit({ type: 'block-changed', block: approved.block, files: result.changed });
    // What it would replace is looked at anew, too.
    const again = await executor.prepare(approved.block);
    if (again.status === 'missing') return finish(approved.block, again.result, emit);
    if (again.status === 'ready') ({ proposal } = again);
  }
}

/** Asks until the answer is about a block, and not another text for it. @returns The result where that text cannot run at all. */
async function decide(
  proposal: Proposal,
  changed: boolean,
  { gate, executor, emit, signal, conversation }: BlockParts,
): Promise<
  { readonly judged: Judged; readonly decision: Decided } | { readonly block: CodeBlock; readonly result: BlockResult }
> {
  let judged: Judged = Object.freeze({ ...(await gate.judge(proposal)), changed });
  await emit({ type: 'block-proposed', judged });
  for (let attempt = 1; ; attempt += 1) {
    const askedAt = performance.now();
    const answer = await gate.decide(judged, conversation, signal, attempt);
    const decision = answer.outcome === 'edited' && attempt > MOST_EDITS ? EDITED_TOO_OFTEN : answer;
    if (decision.outcome !== 'edited') {
      await emit(decided(judged.proposal.block, decision, performance.now() - askedAt));
      return { judged, decision };
    }
    const block = withCode(judged.proposal.block, decision.code);
    // What it is saved as, too, is what it says now.
    const again = await executor.prepare(block);
    if (again.status === 'missing') return { block, result: again.result };
    judged = await edited(judged, again.status === 'ready' ? again.proposal : { ...judged.proposal, block }, gate, emit);
  }
}

/** What a policy denies cannot be chosen by editing either: then the block is asked about as it was. */
async function edited(before: Judged, proposal: Proposal, gate: Gate, emit: Emit): Promise<Judged> {
  const judged = await gate.judge(proposal);
  await emit({ type: 'block-edited', judged });
  if (judged.verdict.decision !== 'deny') return judged;
  await emit({ type: 'block-proposed', judged: before });
  return before;
}

/** A block keeps what the agent wrote, however often it is edited; one that is back at that was not edited. */
function withCode({ proposed, ...block }: CodeBlock, code: string): CodeBlock {
  const original = proposed ?? { code: block.code, digest: block.digest };
  const digest = digestOf(code);
  return { ...block, code, digest, ...(digest === original.digest ? {} : { proposed: original }) };
}

function decided(block: CodeBlock, decision: Decided, waitedMs: number) {
  const { outcome, by, reason } = decision;
  const endsRun = decision.outcome !== 'approved' && decision.endRun ? { endsRun: true } : {};
  return { type: 'block-decided', block, outcome, by, reason, ...endsRun, waitedMs: Math.round(waitedMs) } as const;
}

async function finish(block: CodeBlock, result: BlockResult, emit: Emit): Promise<BlockEnd> {
  await emit({ type: 'block-finished', block, result });
  return { outcome: { status: 'ran', block, result }, endRun: false };
}
