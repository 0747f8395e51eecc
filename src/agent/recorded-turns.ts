// A recording in, the turns in it out: NDJSON, or its lines, and of each with `"type": "turn-started"` the `text`.
import { toUSVString } from 'node:util';
import { TaskError } from '../errors.ts';
import { extractCodeBlocks } from '../task/extract-code-blocks.ts';
import { visibleLine } from '../text/visible.ts';
import type { Turn } from '../types.ts';

type Line = Readonly<Record<string, unknown>>;

/** @throws {TaskError} When a line is no JSON object, or no line is a turn. */
export function recordedTurns(recording: string | readonly Line[], source: string): readonly Turn[] {
  const lines =
    typeof recording === 'string'
      ? recording.split('\n').map((line) => (line.trim() === '' ? undefined : parse(line)))
      : recording;
  const turns = lines.flatMap((line, at) => (line === undefined ? [] : turnOf(line, `${visibleLine(source)}:${at + 1}`)));
  if (turns.length > 0) return turns;
  throw new TaskError(
    `${visibleLine(source)} has no turns to replay. --record FILE writes such a file; by hand: {"type": "turn-started", "text": "…"}, one a line.`,
  );
}

function turnOf(line: Line | 'no object', place: string): readonly Turn[] {
  if (line === 'no object') throw new TaskError(`${place}: is no JSON object.`);
  const { type, text } = line;
  if (type !== 'turn-started') return [];
  if (typeof text !== 'string') throw new TaskError(`${place}: "text" must be the message of this turn.`);
  const said = toUSVString(text);
  return [{ text: said, blocks: extractCodeBlocks(said) }];
}

function parse(line: string): Line | 'no object' {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Line) : 'no object';
  } catch {
    return 'no object';
  }
}
