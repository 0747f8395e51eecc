// A recorded run, and the events of its replay, in; what the record has of the block that the replay is at out. Blocks are told apart by
// where they stand: equal ones elsewhere are others.
import type { RunEvent } from '../../events.ts';
import type { RecordedBlock, RecordedRun } from '../../journal/recorded-run.ts';
import type { CodeBlock } from '../../types.ts';

export interface Place {
  /** Before anybody else hears of it. */
  sees(event: RunEvent): void;
  /** Of a block of the turn that goes on. */
  recorded(block: Pick<CodeBlock, 'index'>): RecordedBlock | undefined;
  /** The same for the same block only. */
  key(block: Pick<CodeBlock, 'index'>): string;
  /** How many blocks came to an end then. */
  readonly results: number;
}

export function placeIn({ turns }: RecordedRun): Place {
  let turn = 0;
  return {
    sees(event) {
      if (event.type === 'turn-started') ({ turn } = event);
    },
    recorded: ({ index }) => turns[turn - 1]?.blocks.get(index),
    key: ({ index }) => `${turn}.${index}`,
    results: turns.flatMap(({ blocks }) => [...blocks.values()]).filter(({ result }) => result !== undefined).length,
  };
}
