// A run, and how far it came, in; what the header says of that out: first how much is over, then the block that is asked about anew.
import { visibleLine } from '../../text/visible.ts';
import type { BrokenOff, Restored } from './restore-history.ts';

const HOW: Readonly<Record<BrokenOff['how'], string>> = {
  unknown: 'was started and is not known to have ended',
  interrupted: 'was started and interrupted',
};

export function resumedLines(run: string, { from: { history, open }, again }: Restored): readonly string[] {
  const over = [...history, ...(open === undefined ? [] : [open])].flatMap(({ outcomes }) => outcomes).length;
  const all = history.flatMap(({ turn }) => turn.blocks).length + (open?.turn.blocks.length ?? 0);
  const how = again === undefined ? [] : [`1 ${again.how}`];
  const of = open === undefined ? `${over} block${over === 1 ? ' is' : 's are'} over` : `${over} of ${all} blocks are over`;
  const label = again && `${again.block.index}/${open?.turn.blocks.length} ${visibleLine(again.block.language)}`;
  return [
    [`resumed ${run}: ${of}`, ...how].join(' · '),
    ...(again === undefined ? [] : [`${label} ${HOW[again.how]}: it does not run again unless somebody says so.`]),
  ];
}
