// A request in; each `always` that outlives the run and what it does out, where one may be given.
import type { ApprovalRequest } from '../../types.ts';
import { whyNot } from '../grants/grant-covers.ts';

const LONGEST = 40;

/** An answer, and what it does. */
export type Offered = readonly [words: string, does: string];

export function offeredWidths(request: ApprovalRequest): readonly Offered[] {
  if (!request.canRemember) return [];
  const { digest, commands } = request;
  const words = commands[0]?.argv ?? [];
  const line = `always ${words.join(' ')}`;
  const exactly = whyNot(request, { kind: 'exactly', digest }) === undefined;
  const prefix = whyNot(request, { kind: 'prefix', words }) === undefined && line.length <= LONGEST;
  return [
    ...(exactly
      ? [['always exactly', 'run it, and these bytes in this project for 30 days, or --for 2h, or --uses 5'] as const]
      : []),
    ...(prefix ? [[line, 'the same for commands that begin so; what that lets run is said first'] as const] : []),
  ];
}
