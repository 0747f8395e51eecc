// A recorded turn, and how the blocks of a message are read, in; its blocks, as the agent wrote them and as they were decided about, out.
// What does not fit together is refused.
import { digestOf } from '../../digest.ts';
import { JournalError } from '../../errors.ts';
import type { RecordedTurn } from '../../journal/recorded-run.ts';
import type { CodeBlock } from '../../types.ts';

export interface TurnBlocks {
  readonly proposed: readonly CodeBlock[];
  /** The same, each with what a person made of it. */
  readonly decided: readonly CodeBlock[];
}

/** @throws {JournalError} */
export function turnBlocks(
  { turn, text, count, blocks: known }: RecordedTurn,
  read: (text: string) => readonly CodeBlock[],
): TurnBlocks {
  const proposed = read(text);
  if (proposed.length !== count) throw doesNotFit(`turn ${turn} has ${count} blocks there, and ${proposed.length} in its text`);
  const decided = proposed.map((block, at) => {
    const before = known.get(at + 1)?.judged?.proposal.block;
    if (before === undefined) return block;
    const wrote = before.proposed ?? before;
    if (wrote.digest !== block.digest || before.language !== block.language || digestOf(before.code) !== before.digest)
      throw doesNotFit(`block ${at + 1} of turn ${turn} is another one there than in its text`);
    const { code, digest } = before;
    return before.proposed === undefined
      ? block
      : { ...block, code, digest, proposed: { code: block.code, digest: block.digest } };
  });
  return { proposed, decided };
}

export function doesNotFit(what: string): JournalError {
  return new JournalError(`the journal does not fit together: ${what}. Nothing was run.`);
}
