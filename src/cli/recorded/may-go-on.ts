// The events of a run in, one after the other; whether it can be gone on with once it is over, out: as `whyNot` tells it from the journal.
import type { RunEvent } from '../../events.ts';

/** @param before What it told of those before. */
export function mayGoOn(before: boolean, event: RunEvent): boolean {
  switch (event.type) {
    case 'turn-started':
      return false;
    case 'block-decided':
      return event.by === 'nobody';
    case 'block-finished':
      return event.result.interrupted;
    case 'run-finished':
      return before || event.summary.ended !== undefined;
    default:
      return before;
  }
}
