// The blocks of a turn in; what came of each, and whether that ends the run, out.
import { interruption } from './ask-agent.ts';
import { EXIT } from './errors.ts';
import { type BlockParts, runBlock } from './run-block.ts';
import type { End } from './summary.ts';
import type { BlockOutcome, CodeBlock, ConversationMessage, Refusal } from './types.ts';

export interface BlocksParts extends Omit<BlockParts, 'conversation'> {
  /** Goes on after a block failed, timed out or was not approved. @default false */
  readonly keepGoing?: boolean;
  /** What was said so far, given what came of the blocks before. */
  readonly conversation: (outcomes: readonly BlockOutcome[]) => readonly ConversationMessage[];
}

export interface BlocksEnd {
  readonly outcomes: readonly BlockOutcome[];
  readonly end?: End;
}

/** The exit code of a run that an unapproved block ended; elsewhere the blocks decide. */
const ENDED_BY: Partial<Record<Refusal, number>> = { cancelled: EXIT.interrupted, 'timed-out': EXIT.unanswered };

/** A block that fails, times out or is not approved stops the rest, which is reported as skipped. */
export async function runBlocks(blocks: readonly CodeBlock[], parts: BlocksParts): Promise<BlocksEnd> {
  const outcomes: BlockOutcome[] = [];
  const conversation = () => parts.conversation([...outcomes]);
  let end: End | undefined;
  let stopped: string | undefined;
  for (const block of blocks) {
    const preparation = await parts.executor.prepare(block);
    if (preparation.status === 'no-tool' || stopped !== undefined) {
      const reason = preparation.status === 'no-tool' ? preparation.reason : (stopped ?? '');
      await parts.emit({ type: 'block-skipped', block, reason });
      outcomes.push({ status: 'skipped', block, reason });
      continue;
    }
    const { outcome, endRun } = await runBlock(block, preparation, { ...parts, conversation });
    outcomes.push(outcome);
    if (parts.signal.aborted) end ??= interruption(parts.signal);
    else if (endRun && outcome.status === 'refused') end ??= { why: outcome.reason, exitCode: ENDED_BY[outcome.outcome] };
    stopped = end === undefined ? stopReason(outcome, parts.keepGoing ?? false) : 'the run was ended';
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
