// What happened in a run in; the line that says that it ended, unless somebody has taken it up again since, out.
import type { Fields } from './chain.ts';

export function lastEnd(events: readonly Fields[]): Fields | undefined {
  const last = events.findLast(({ type }) => type === 'run-finished' || type === 'recovered');
  return last?.type === 'run-finished' ? last : undefined;
}
