// A story in; where on its time line a moment lies, in percent, out. While nobody went on with the run, the line stands still: after a
// night, a block of a second would not be seen beside it.
import type { Span, Story } from './story.ts';

export interface Scale {
  /** All that is drawn, in milliseconds. */
  readonly length: number;
  /** Milliseconds of the run → percent of the line. */
  at(ms: number): number;
}

export function scaleOf({ endMs, pauses }: Pick<Story, 'endMs' | 'pauses'>): Scale {
  const drawn = (ms: number) => pauses.reduce((rest, pause) => rest - pausedBefore(ms, pause), ms);
  const length = drawn(endMs);
  return { length, at: (ms) => (length > 0 ? Math.min(100, (100 * drawn(ms)) / length) : 0) };
}

function pausedBefore(ms: number, { from, to }: Span): number {
  return Math.max(0, Math.min(ms, to) - from);
}
