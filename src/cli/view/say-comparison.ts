// That a block, or a run, was compared with what came of it then, in; said to people, as far as they want to hear it.
import type { RunEvent } from '../../events.ts';
import { paint } from '../../view/paint.ts';
import { comparedInAll, comparisonLines } from './comparison-lines.ts';

export function sayComparison(
  event: RunEvent & { type: 'block-compared' | 'run-compared' },
  quiet: boolean,
  say: (lead: string, text: string) => void,
): void {
  if (event.type === 'block-compared') {
    if (!quiet || !event.same) for (const [lead, text] of comparisonLines({ ...event }, paint)) say(lead, text);
  } else if (!quiet || event.differ + event.missing > 0) {
    say('', '');
    say('', comparedInAll(event));
  }
}
