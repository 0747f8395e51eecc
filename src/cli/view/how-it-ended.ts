// How a block ended in, the words for it out.
import type { Ending } from '../../events.ts';
import { visibleLine } from '../../text/visible.ts';

export function howItEnded({ exitCode, signal, timedOut, interrupted, error }: Ending): string {
  if (error !== undefined) return `exit ${exitCode}: ${visibleLine(error)}`;
  if (timedOut) return `ended at its time limit, exit ${exitCode}`;
  if (interrupted) return 'interrupted';
  return signal === null ? `exit ${exitCode}` : `ended by ${signal}`;
}
