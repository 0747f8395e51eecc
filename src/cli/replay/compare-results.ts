// What came of a block then, and what came of it now, in; whether that is the same, and what is not, out.
import type { Comparison, Ending, OutputDifference } from '../../events.ts';
import type { BlockResult } from '../../types.ts';
import { lineDifference } from './line-difference.ts';

/** @param sameBytes Of a long output, whether what was kept of it is the same; undefined where nothing was. */
export function compareResults(before: BlockResult, now: BlockResult, sameBytes = true): Comparison {
  const endings = [endingOf(before), endingOf(now)] as const;
  const output = outputDifference(before, now, sameBytes);
  const ending = ENDS.some((key) => before[key] !== now[key]) ? { before: endings[0], now: endings[1] } : undefined;
  return {
    same: ending === undefined && output === undefined,
    ...(ending === undefined ? {} : { ending }),
    ...(output === undefined ? {} : { output }),
  };
}

/** In what words it could not be started may be another version's. */
const ENDS = ['exitCode', 'signal', 'timedOut', 'interrupted'] as const;

function endingOf({ exitCode, signal, timedOut, interrupted, error }: BlockResult): Ending {
  return { exitCode, signal, timedOut, interrupted, ...(error === undefined ? {} : { error }) };
}

function outputDifference(before: BlockResult, now: BlockResult, sameBytes: boolean): OutputDifference | undefined {
  const bytes = { before: before.bytes, now: now.bytes };
  const [one, other] = comparable(before, now);
  if (one !== other) return { ...bytes, ...lineDifference(one, other) };
  return sameBytes && before.bytes === now.bytes ? undefined : { ...bytes, lines: [], more: 0 };
}

/** All of both, or else of both the beginning, or else the end, from its first whole line. */
function comparable({ output: before }: BlockResult, { output: now }: BlockResult): readonly [string, string] {
  if (before.omittedBytes === 0 && now.omittedBytes === 0) return [before.head + before.tail, now.head + now.tail];
  if (before.head !== now.head) return [before.head, now.head];
  const tails = [before.tail, now.tail] as const;
  if (tails[0] === tails[1]) return tails;
  const whole = tails.map((tail) => tail.slice(tail.indexOf('\n') + 1));
  return whole[0] === whole[1] ? tails : [whole[0] ?? '', whole[1] ?? ''];
}
