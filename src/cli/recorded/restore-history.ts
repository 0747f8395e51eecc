// A run as its journal tells it, and how the blocks of a message are read, in; how far it came, exactly, out: what goes back into the
// loop, and the block that nobody knows the end of. What does not fit together is refused.
import type { RecordedBlock, RecordedRun, RecordedTurn } from '../../journal/recorded-run.ts';
import type { RunSoFar } from '../../run.ts';
import { RUN_ENDED } from '../../summary.ts';
import type { BlockOutcome, CodeBlock, Exchange } from '../../types.ts';
import { doesNotFit, type TurnBlocks, turnBlocks } from './turn-blocks.ts';

export interface Restored {
  readonly from: RunSoFar;
  /** The block that is proposed next was started before. */
  readonly again?: BrokenOff;
}

export interface BrokenOff {
  readonly block: CodeBlock;
  /** `unknown`: nobody knows whether, or how, it ended. `interrupted`: a person or a signal ended it. */
  readonly how: 'unknown' | 'interrupted';
}

/**
 * @param read The blocks of a message.
 * @throws {JournalError}
 */
export function restoreHistory({ turns }: RecordedRun, read: (text: string) => readonly CodeBlock[]): Restored {
  const exchanges = turns.map((turn) => exchangeOf(turn, turnBlocks(turn, read)));
  const last = turns.at(-1);
  const open = exchanges.at(-1);
  if (last === undefined || open === undefined) return { from: { history: [] } };
  const isOver = last.over || (open.outcomes.length === open.turn.blocks.length && !last.final);
  if (isOver) return { from: { history: exchanges } };
  const again = brokenOff(last, open);
  return { from: { history: exchanges.slice(0, -1), open }, ...(again === undefined ? {} : { again }) };
}

/** Whether something in it was asked, or begun, and did not come to an end of its own. */
export function isLeftOpen(turn: RecordedTurn): boolean {
  const last = lastThat(turn);
  return !turn.over && last !== undefined && !isSettled(turn.blocks.get(last));
}

function exchangeOf(recorded: RecordedTurn, { proposed: blocks, decided }: TurnBlocks): Exchange {
  const { text, final, usage } = recorded;
  const settled = settledOf(recorded).map((known, at) => {
    const block = decided[at];
    const outcome = block && outcomeOf(block, known);
    return outcome ?? missing(recorded, at + 1);
  });
  return { turn: { text, blocks, final, ...(usage === undefined ? {} : { usage }) }, outcomes: settled };
}

/** Of the first blocks what came of them, up to the first that is to be decided about again. */
function settledOf(turn: RecordedTurn): readonly (RecordedBlock | undefined)[] {
  const { blocks, count, over } = turn;
  const all = Array.from({ length: count }, (_, at) => blocks.get(at + 1));
  if (over) return all;
  const last = lastThat(turn) ?? 0;
  if (last > 0 && !isSettled(blocks.get(last))) return all.slice(0, last - 1);
  const rest = all.slice(last).findIndex((known) => known?.skipped === undefined || known.skipped === RUN_ENDED);
  return rest < 0 ? all : all.slice(0, last + rest);
}

/** The last block that was more than passed over: the run went past all before it. */
function lastThat({ blocks }: RecordedTurn): number | undefined {
  const done = [...blocks].filter(
    ([, { judged, decision, result, started, broke }]) => judged || decision || result || started || broke,
  );
  return done.length === 0 ? undefined : Math.max(...done.map(([index]) => index));
}

/** A denial settles; who did not answer, quit or could not be asked is asked again. */
function isSettled({ decision, result, skipped }: RecordedBlock = { started: true }): boolean {
  if (decision !== undefined && decision.outcome !== 'approved')
    return decision.outcome === 'denied' && decision.by !== 'nobody' && !decision.endsRun;
  return result === undefined ? skipped !== undefined && skipped !== RUN_ENDED : !result.interrupted;
}

function outcomeOf(block: CodeBlock, known: RecordedBlock | undefined): BlockOutcome | undefined {
  const { decision, result, skipped } = known ?? {};
  if (decision !== undefined && decision.outcome !== 'approved')
    return { status: 'refused', block, outcome: decision.outcome, reason: decision.reason };
  if (result !== undefined) return { status: 'ran', block, result };
  return skipped === undefined ? undefined : { status: 'skipped', block, reason: skipped };
}

function brokenOff(turn: RecordedTurn, { turn: { blocks }, outcomes }: Exchange): BrokenOff | undefined {
  const block = blocks[outcomes.length];
  const known = turn.blocks.get(outcomes.length + 1);
  if (block === undefined || known === undefined) return undefined;
  const how = known.started ? 'unknown' : known.result?.interrupted ? 'interrupted' : known.broke;
  return how === undefined ? undefined : { block, how };
}

function missing({ turn }: RecordedTurn, index: number): never {
  throw doesNotFit(`it does not say what came of block ${index} of turn ${turn}`);
}
