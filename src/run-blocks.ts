// The blocks of a turn in; what came of each, and whether that ends the run, out.
import { interruption } from './ask-agent.ts';
import { EXIT } from './errors.ts';
import { frozenCopy } from './frozen-copy.ts';
import { type BlockParts, runBlock } from './run-block.ts';
import { type End, RUN_ENDED } from './summary.ts';
import type { BlockOutcome, CodeBlock, ConversationMessage, Preparation, Refusal } from './types.ts';

export interface BlocksParts extends Omit<BlockParts, 'conversation'> {
  /** Goes on after a block failed, timed out or was not approved. @default false */
  readonly keepGoing?: boolean;
  /** What was said so far, given what came of the blocks before. */
  readonly conversation: (outcomes: readonly BlockOutcome[]) => readonly ConversationMessage[];
  /** What came of the first blocks, in an earlier run of theirs. @default none of them was run */
  readonly settled?: readonly BlockOutcome[];
}

export interface BlocksEnd {
  readonly outcomes: readonly BlockOutcome[];
  readonly end?: End;
}

/** The exit code of a run that an unapproved block ended; elsewhere the blocks decide. */
const ENDED_BY: Partial<Record<Refusal, number>> = { cancelled: EXIT.interrupted, 'timed-out': EXIT.unanswered };

/**
 * A block that fails, times out or is not approved stops the rest, which is reported as skipped. What the executor brings along comes
 * before the first block that can run; only what goes wrong with it is an outcome.
 */
export async function runBlocks(given: readonly CodeBlock[], parts: BlocksParts): Promise<BlocksEnd> {
  const blocks = frozenCopy(given);
  const { executor, emit, signal, keepGoing = false, settled = [] } = parts;
  const outcomes: BlockOutcome[] = [];
  const conversation = () => parts.conversation([...outcomes]);
  let end: End | undefined;
  let stopped: string | undefined;

  async function runOne(block: CodeBlock, preparation: Exclude<Preparation, { status: 'no-tool' }>): Promise<BlockOutcome> {
    const { outcome, endRun } = await runBlock(block, preparation, { ...parts, conversation });
    if (signal.aborted) end ??= interruption(signal);
    else if (endRun && outcome.status === 'refused') end ??= { why: outcome.reason, exitCode: ENDED_BY[outcome.outcome] };
    return outcome;
  }

  async function skip(block: CodeBlock, reason: string): Promise<BlockOutcome> {
    await emit({ type: 'block-skipped', block, reason });
    return { status: 'skipped', block, reason };
  }

  /** @returns What went wrong, if anything did. */
  async function setUp(): Promise<BlockOutcome | undefined> {
    for (const block of executor.setup?.() ?? []) {
      const preparation = await executor.prepare(block);
      const outcome = preparation.status === 'no-tool' ? await skip(block, preparation.reason) : await runOne(block, preparation);
      if (outcome.status !== 'ran' || outcome.result.exitCode !== 0 || end !== undefined) return outcome;
    }
    return undefined;
  }

  let isSetUp = false;
  for (const outcome of settled) {
    outcomes.push(outcome);
    stopped ??= stopReason(outcome, keepGoing);
  }
  for (const block of blocks.slice(settled.length)) {
    const preparation = await executor.prepare(block);
    if (preparation.status !== 'no-tool' && !isSetUp) {
      isSetUp = true;
      const fault = await setUp();
      if (fault !== undefined) {
        outcomes.push(fault);
        stopped = end === undefined ? 'what it needs could not be set up' : RUN_ENDED;
      }
    }
    if (preparation.status === 'no-tool' || stopped !== undefined) {
      outcomes.push(await skip(block, preparation.status === 'no-tool' ? preparation.reason : (stopped ?? '')));
      continue;
    }
    const outcome = await runOne(block, preparation);
    outcomes.push(outcome);
    stopped = end === undefined ? stopReason(outcome, keepGoing) : RUN_ENDED;
  }
  return { outcomes, ...(end === undefined ? {} : { end }) };
}

/** Why the rest of the turn is not run. */
function stopReason(outcome: BlockOutcome, keepGoing: boolean): string | undefined {
  if (outcome.status === 'ran' && outcome.result.interrupted) return `block ${outcome.block.index} was interrupted`;
  if (keepGoing || outcome.status === 'skipped') return undefined;
  if (outcome.status === 'refused') return `block ${outcome.block.index} was not approved`;
  return outcome.result.exitCode === 0 ? undefined : `block ${outcome.block.index} failed`;
}
