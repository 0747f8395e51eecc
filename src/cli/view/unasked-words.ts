// How a run came about in; what is said at its end where nobody could be asked, and what helps, a line each, out.
import type { Chosen } from '../choose-agent.ts';
import type { Resumed } from '../recorded/resumed-lines.ts';

const ANEW = [
  'Nobody could be asked, because there is no terminal.',
  'To run unattended: --policy deny-dangerous denies what is dangerous and runs the rest; --always bash,python approves tools.',
];
const RESUMED = [
  'Nobody could be asked, because there is no terminal.',
  'About a block that was started before only a person, or --approver, answers.',
];
const REPLAY = [
  'Nobody could be asked, because there is no terminal, and the record answers only where everything is as it was.',
  'Replay it at a terminal, or name who is asked: --approver URL.',
];

export function unaskedWords({ replays }: Chosen, resumed: Resumed | undefined): readonly string[] {
  if (replays !== undefined) return REPLAY;
  return resumed?.anew ? RESUMED : ANEW;
}
