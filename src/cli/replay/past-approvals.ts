// A recorded run in; what it says of the blocks of its replay out: an approval where everything is as it was, else why somebody is asked.
import type { Past } from '../../assemble/join-gate.ts';
import type { RecordedBlock } from '../../journal/recorded-run.ts';
import { visibleLine } from '../../text/visible.ts';
import type { Refusal } from '../../types.ts';
import type { Place } from './place.ts';
import { type Bound, whatDiffers } from './what-differs.ts';

/** More are counted. */
const MOST_SAID = 3;

const REFUSED: Readonly<Record<Refusal, (reason: string) => string>> = {
  denied: (reason) => `It was denied then: ${reason}`,
  'timed-out': () => 'Nobody answered in time then.',
  cancelled: () => 'It was cancelled then.',
  failed: (reason) => `It could not be asked about then: ${reason}`,
};

/**
 * Each recorded approval answers once, for the block that stands where it stood.
 *
 * @param doubt Why none of them answers, in a sentence.
 */
export function pastApprovals(run: string, place: Place, doubt?: string): Past {
  const asked = new Set<string>();
  const answers = new Map<string, string>();
  return {
    demand({ block, ...rest }, verdict, { executes }) {
      const key = place.key(block);
      // A second time: it was edited, or files that it runs were, since.
      const again = asked.has(key);
      asked.add(key);
      answers.delete(key);
      const known = place.recorded(block);
      const because = again
        ? 'It was changed in this run, and the approval from then is not about that.'
        : (doubt ?? whyAsked(known, { proposal: { block, ...rest }, verdict, executes }));
      if (because !== undefined) return { policy: 'approve-run', rule: 'replay', because, decision: 'ask' };
      answers.set(key, answerOf(run, known));
      return undefined;
    },
    precedent({ proposal }) {
      const key = place.key(proposal.block);
      const answer = answers.get(key);
      answers.delete(key);
      return answer;
    },
  };
}

/** @returns Undefined where the record answers. */
function whyAsked(known: RecordedBlock | undefined, now: Bound): string | undefined {
  const { judged, decision, skipped } = known ?? {};
  if (judged === undefined || decision === undefined)
    return skipped === undefined ? 'It was never decided about then.' : `It was skipped then: ${visibleLine(skipped)}.`;
  if (decision.outcome !== 'approved') return REFUSED[decision.outcome](visibleLine(decision.reason));
  const differs = whatDiffers(judged, now);
  if (differs.length > 0) {
    const more = differs.length > MOST_SAID ? ` and ${differs.length - MOST_SAID} more` : '';
    return `Not as it was approved then: ${differs.slice(0, MOST_SAID).join('; ')}${more}.`;
  }
  return now.verdict.confirm === 'code' ? 'It was approved then; a typed code is wanted each time.' : undefined;
}

/** An approval that came from a record itself says where it was given first. */
function answerOf(run: string, known: RecordedBlock | undefined): string {
  const { by, reason } = known?.decision ?? { by: '', reason: '' };
  return by === 'record' ? reason : `as in ${run}, by ${by}: ${reason}`;
}
