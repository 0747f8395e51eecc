// THE LOOP. An agent proposes, the gate decides, the executor runs what was approved, and what came of it goes back to the agent.
import { interruption, nextTurn } from './ask-agent.ts';
import { EXIT } from './errors.ts';
import type { Emit } from './events.ts';
import { runBlock } from './run-block.ts';
import { type End, type Summary, summarise } from './summary.ts';
import type { Agent, BlockOutcome, CodeBlock, Exchange, Executor, Gate, Preparation, Refusal, Turn } from './types.ts';

export interface RunParts {
  readonly agent: Agent;
  /** Finds what runs a block, or says why nothing does. */
  readonly prepare: (block: CodeBlock) => Preparation;
  readonly gate: Gate;
  readonly executor: Executor;
  /** Awaited for every event. */
  readonly emit: Emit;
  /** Ends the run at the next await. */
  readonly signal?: AbortSignal;
  /** Goes on with a turn after a block failed, timed out or was not approved. @default false */
  readonly keepGoing?: boolean;
  /** @default 20 */
  readonly maxTurns?: number;
}

type Parts = RunParts & { readonly signal: AbortSignal };

/** The exit code of a run that an unapproved block ended; elsewhere the blocks decide. */
const ENDED_BY: Partial<Record<Refusal, number>> = { cancelled: EXIT.interrupted, 'timed-out': EXIT.unanswered };

/** After this many turns in which every block was refused, the agent is not going to find another way. */
const REFUSED_TURNS = 3;

/**
 * Runs an agent to its end.
 *
 * Within a turn, a block that fails, times out or is not approved stops the rest of the turn, which is reported as skipped.
 *
 * @returns Counts, and the exit code that stands for them. An agent that throws ends the run; it does not reject.
 */
export async function run(options: RunParts): Promise<Summary> {
  const parts = { ...options, signal: options.signal ?? new AbortController().signal };
  const startedAt = performance.now();
  const history: Exchange[] = [];
  await parts.emit({ type: 'run-started', agent: parts.agent.name });
  let end: End | undefined;
  for (let done = false; !done && end === undefined; ) {
    const turn = limitOf(history, parts) ?? (await nextTurn(history, parts));
    if (turn === undefined) break;
    if ('why' in turn) end = turn;
    else {
      end = await runTurn(turn, history, parts);
      done = turn.final ?? false;
    }
  }
  const leftover = (await parts.executor.close?.()) ?? [];
  const summary = summarise(history, end, Math.round(performance.now() - startedAt), leftover);
  await parts.emit({ type: 'run-finished', summary });
  return summary;
}

function limitOf(history: readonly Exchange[], { signal, maxTurns = 20 }: Parts): End | undefined {
  if (signal.aborted) return interruption(signal);
  if (history.length >= maxTurns) return { why: `${maxTurns} turns were not enough`, exitCode: EXIT.limit };
  const last = history.slice(-REFUSED_TURNS);
  const refused = last.filter(({ outcomes }) => outcomes.some(isRefused) && !outcomes.some(({ status }) => status === 'ran'));
  return refused.length < REFUSED_TURNS
    ? undefined
    : { why: `${REFUSED_TURNS} turns running were not approved`, exitCode: EXIT.limit };
}

/** Adds the turn to the history, also when it ends the run. */
async function runTurn(turn: Turn, history: Exchange[], parts: Parts): Promise<End | undefined> {
  const { text, blocks, usage } = turn;
  await parts.emit({
    type: 'turn-started',
    turn: history.length + 1,
    text,
    blocks: blocks.length,
    ...(usage === undefined ? {} : { usage }),
  });
  const before = [...history];
  const outcomes: BlockOutcome[] = [];
  history.push({ turn, outcomes });
  let end: End | undefined;
  let stopped: string | undefined;
  for (const block of blocks) {
    const preparation = parts.prepare(block);
    if (preparation.status === 'no-tool' || stopped !== undefined) {
      const reason = preparation.status === 'no-tool' ? preparation.reason : (stopped ?? '');
      await parts.emit({ type: 'block-skipped', block, reason });
      outcomes.push({ status: 'skipped', block, reason });
      continue;
    }
    const { outcome, endRun } = await runBlock(block, preparation, before, parts);
    outcomes.push(outcome);
    if (parts.signal.aborted) end ??= interruption(parts.signal);
    else if (endRun && isRefused(outcome)) end ??= { why: outcome.reason, exitCode: ENDED_BY[outcome.outcome] };
    stopped = end === undefined ? stopReason(outcome, parts.keepGoing ?? false) : 'the run was ended';
  }
  return end;
}

/** Why the rest of the turn is not run. */
function stopReason(outcome: BlockOutcome, keepGoing: boolean): string | undefined {
  if (outcome.status === 'ran' && outcome.result.interrupted) return `block ${outcome.block.index} was interrupted`;
  if (keepGoing || outcome.status === 'skipped') return undefined;
  if (outcome.status === 'refused') return `block ${outcome.block.index} was not approved`;
  return outcome.result.exitCode === 0 ? undefined : `block ${outcome.block.index} failed`;
}

function isRefused(outcome: BlockOutcome): outcome is BlockOutcome & { status: 'refused' } {
  return outcome.status === 'refused';
}
