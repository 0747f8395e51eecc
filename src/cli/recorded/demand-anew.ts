// The block that was started before in; what makes sure that somebody is asked about it, once, whatever policies and grants say, out.
import type { Emit } from '../../events.ts';
import type { Proposal, Reason } from '../../types.ts';
import type { BrokenOff } from './restore-history.ts';

const BECAUSE: Readonly<Record<BrokenOff['how'], string>> = {
  unknown: 'It was started before, and nobody knows whether it ended: what it does may be done already.',
  interrupted: 'It was started before, and interrupted: a part of what it does may be done already.',
};

export interface Demand {
  readonly demand: (proposal: Proposal) => Reason | undefined;
  /** While it is the one that is asked about: to go past it would be to never ask again. */
  readonly waits: () => boolean;
  /** Hears of all that happens: blocks of later turns have the same numbers. */
  readonly watch: Emit;
}

/**
 * Also about what somebody makes of it by editing.
 *
 * @param running What it started and is alive, in words: looked at when somebody is about to be asked.
 */
export function demandAnew(again: BrokenOff | undefined, running: () => string | undefined): Demand {
  let open = again !== undefined;
  return {
    demand({ block }) {
      open &&= block.index === again?.block.index;
      if (!open || again === undefined) return undefined;
      const alive = running();
      const because = `${BECAUSE[again.how]}${alive === undefined ? '' : ` Still running from then: ${alive}.`}`;
      return { policy: 'approve-run', rule: `${again.how}-before`, because, decision: 'ask' };
    },
    waits: () => open,
    watch(event) {
      if (event.type === 'turn-started') open = false;
    },
  };
}
