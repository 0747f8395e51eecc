// The result of a block, as a journal has it, in; how it ended, in a few words, out.
import type { Fields } from '../../journal/chain.ts';
import { numberOf } from '../../journal/read-field.ts';
import { duration } from './duration.ts';

/** @param line Makes what anybody may have written fit to be shown. */
export function resultWords(
  { exitCode, signal, durationMs, error, timedOut, interrupted }: Fields,
  line: (value: unknown) => string,
): string {
  return [
    signal ? `ended by ${line(signal)}` : `exit ${line(exitCode)}`,
    ...(timedOut === true ? ['at its time limit'] : []),
    ...(interrupted === true ? ['interrupted'] : []),
    ...(error === undefined ? [] : [line(error)]),
    duration(numberOf(durationMs)),
  ].join(' · ');
}
