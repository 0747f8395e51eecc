// Turns that were recorded in, an agent out that proposes them again, whatever comes of them. No model.
import type { Agent, Turn } from '../types.ts';

/** @param silent What it writes is not said: it is the task's own text. @default false */
export function replayAgent(turns: readonly Turn[], { silent = false } = {}): Agent {
  return {
    name: 'replay',
    async next(history, _signal, tell) {
      const turn = turns[history.length];
      if (turn === undefined) return undefined;
      if (!silent) await tell({ type: 'agent-text', text: turn.text, reasoning: false });
      return { text: turn.text, blocks: turn.blocks, final: history.length === turns.length - 1 };
    },
  };
}
