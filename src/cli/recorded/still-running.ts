// A run in; what its blocks started that is alive, though approve-run was killed, in words, out. Found by the name of the run in their
// environment; only where there is /proc, and nothing that hides. Nobody ends it unasked.
import { carries } from '../../execution/run-mark.ts';
import { marked } from '../../execution/sweep.ts';
import { visibleLine } from '../../text/visible.ts';

const MOST_NAMED = 5;

/** @returns `sleep (pid 123), …`; undefined where there is none. */
export function stillRunning(run: string): string | undefined {
  const alive = marked(carries(run));
  if (alive.length === 0) return undefined;
  const named = alive.slice(0, MOST_NAMED).map(({ pid, command }) => `${visibleLine(command)} (pid ${pid})`);
  return `${named.join(', ')}${alive.length > MOST_NAMED ? ` and ${alive.length - MOST_NAMED} more` : ''}`;
}
