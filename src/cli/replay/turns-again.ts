// A recorded run and its task in; its turns out, to be proposed again, each block as it was decided about: with what a person made of it.
import { digestOf } from '../../digest.ts';
import { JournalError } from '../../errors.ts';
import type { RecordedBlock, RecordedRun } from '../../journal/recorded-run.ts';
import { extractCodeBlocks } from '../../task/extract-code-blocks.ts';
import type { CodeBlock, Task, Turn } from '../../types.ts';

/** @throws {JournalError} Where it says of a block what its message does not. */
export function turnsAgain({ turns }: RecordedRun, task: Task): readonly Turn[] {
  return turns.map(({ turn, text, blocks: known }) => {
    const proposed = text === task.text ? task.blocks : extractCodeBlocks(text);
    return { text, blocks: proposed.map((block) => asDecided(block, known.get(block.index), turn)) };
  });
}

function asDecided(block: CodeBlock, known: RecordedBlock | undefined, turn: number): CodeBlock {
  const before = known?.judged?.proposal.block;
  if (before === undefined) return block;
  const { code, digest, proposed } = before;
  if (digestOf(code) !== digest || (proposed?.digest ?? digest) !== block.digest || before.language !== block.language)
    throw new JournalError(`the journal has another block ${block.index} of turn ${turn} than the message that it was in.`);
  return digest === block.digest ? block : { ...block, code, digest, proposed: { code: block.code, digest: block.digest } };
}
