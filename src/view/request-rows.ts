// A request for an approval in, the rows that show a person what is asked about out: those that the command line shows.
import { judgedOf } from '../approver.ts';
import { shortPath } from '../text/short-path.ts';
import type { ApprovalRequest } from '../types.ts';
import { blockRows } from './block-rows.ts';

/** @param columns Of the terminal; without one nothing hangs. */
export function requestRows(request: ApprovalRequest, columns: number | undefined): Promise<readonly string[]> {
  return blockRows(judgedOf(request), { place: `${fromWhom(request)} · ${shortPath(request.cwd)}`, columns });
}

/** What comes of earlier blocks is said last, but by nobody who proposes. */
function fromWhom({ context, id }: ApprovalRequest): string {
  const said = context.findLast(({ source }) => source !== 'approve-run');
  return `from ${said?.source ?? `request ${id.slice(0, 8)}`}`;
}
