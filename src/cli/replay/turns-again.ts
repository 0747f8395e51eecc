// A recorded run and its task in; its turns out, to be proposed again, each block as it was decided about: with what a person made of it.
import type { RecordedRun } from '../../journal/recorded-run.ts';
import { extractCodeBlocks } from '../../task/extract-code-blocks.ts';
import type { Task, Turn } from '../../types.ts';
import { turnBlocks } from '../recorded/turn-blocks.ts';

/** @throws {JournalError} Where it says of a block what its message does not. */
export function turnsAgain({ turns }: RecordedRun, task: Task): readonly Turn[] {
  // A document is its own message, and knows in which lines of its file its blocks are.
  const read = (text: string) => (text === task.text ? task.blocks : extractCodeBlocks(text));
  return turns.map((turn) => ({ text: turn.text, blocks: turnBlocks(turn, read).decided }));
}
