// A request in; the lines of help about an `always` that outlives the run out, where one may be given.
import type { ApprovalRequest } from '../../types.ts';
import { whyNot } from '../grants/grant-covers.ts';

const LONGEST = 40;
const LABEL = 19;

export function offeredWidths(request: ApprovalRequest): readonly string[] {
  if (!request.canRemember) return [];
  const { digest, commands } = request;
  const words = commands[0]?.argv ?? [];
  const line = `always ${words.join(' ')}`;
  const exactly = whyNot(request, { kind: 'exactly', digest }) === undefined;
  const prefix = whyNot(request, { kind: 'prefix', words }) === undefined && line.length <= LONGEST;
  return [
    ...(exactly ? ['always exactly     run it, and these bytes in this project for 30 days, or --for 2h, or --uses 5'] : []),
    ...(prefix ? [`${line.padEnd(LABEL - 2)}  the same for commands that begin so; what that lets run is said first`] : []),
  ];
}
