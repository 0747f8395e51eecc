// The text of a recording in, an agent out that proposes its turns again, whatever comes of them. No model.
import { toUSVString } from 'node:util';
import { TaskError } from '../errors.ts';
import { extractCodeBlocks } from '../task/extract-code-blocks.ts';
import { visibleLine } from '../text/visible.ts';
import type { Agent, AgentEvent } from '../types.ts';

/**
 * @param recording NDJSON: of each line with `"type": "turn-started"` the `text`; every other event is passed over.
 * @throws {TaskError} When a line is no JSON object, or no line is a turn.
 */
export function replayAgent(recording: string, source: string): Agent {
  const turns = recording
    .split('\n')
    .flatMap((line, at) => (line.trim() === '' ? [] : turnOf(line, `${visibleLine(source)}:${at + 1}`)));
  if (turns.length === 0) {
    throw new TaskError(
      `${visibleLine(source)} has no turns to replay. --record FILE writes such a file; by hand: {"type": "turn-started", "text": "…"}, one a line.`,
    );
  }
  return {
    name: 'replay',
    async next(history, _signal, tell) {
      const text = turns[history.length];
      if (text === undefined) return undefined;
      await tell({ type: 'agent-text', text, reasoning: false } satisfies AgentEvent);
      return { text, blocks: extractCodeBlocks(text), final: history.length === turns.length - 1 };
    },
  };
}

function turnOf(line: string, place: string): string[] {
  const event = parse(line);
  if (typeof event !== 'object' || event === null || Array.isArray(event)) throw new TaskError(`${place}: is no JSON object.`);
  const { type, text } = event as { readonly type?: unknown; readonly text?: unknown };
  if (type !== 'turn-started') return [];
  if (typeof text !== 'string') throw new TaskError(`${place}: "text" must be the message of this turn.`);
  return [toUSVString(text)];
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
