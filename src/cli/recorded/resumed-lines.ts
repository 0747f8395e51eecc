// A run, and how far it came, in; what is said of that at its head, and at its end, out.
import { visibleLine } from '../../text/visible.ts';
import type { BrokenOff, Restored } from './restore-history.ts';

const HOW: Readonly<Record<BrokenOff['how'], string>> = {
  unknown: 'was started and is not known to have ended',
  interrupted: 'was started and interrupted',
};

export interface Resumed {
  /** How much of it is over. */
  readonly head: string;
  /** What somebody should know before it goes on. */
  readonly notices: readonly string[];
  /** A block is asked about that no policy and no option answers for. */
  readonly anew: boolean;
}

/** @param alive What its blocks started and still runs, in words. */
export function resumedLines(run: string, { from: { history, open }, again }: Restored, alive: string | undefined): Resumed {
  const over = [...history, ...(open === undefined ? [] : [open])].flatMap(({ outcomes }) => outcomes).length;
  const all = history.flatMap(({ turn }) => turn.blocks).length + (open?.turn.blocks.length ?? 0);
  const how = again === undefined ? [] : [`1 ${again.how}`];
  const of = open === undefined ? `${over} block${over === 1 ? ' is' : 's are'} over` : `${over} of ${all} blocks are over`;
  const label = again && `${again.block.index}/${open?.turn.blocks.length} ${visibleLine(again.block.language)}`;
  return {
    head: [`resumed ${run}: ${of}`, ...how].join(' · '),
    notices: [
      ...(again === undefined ? [] : [`${label} ${HOW[again.how]}: it does not run again unless somebody says so.`]),
      ...(alive === undefined ? [] : [`Still running from before: ${alive}. approve-run does not end it; kill does.`]),
    ],
    anew: again !== undefined,
  };
}
