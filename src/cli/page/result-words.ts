// The result of a block in; how it ended, in a few words, out.
import type { Fields } from '../../journal/chain.ts';
import { numberOf } from '../../journal/read-field.ts';
import { duration } from '../view/duration.ts';
import { lineOf } from './read-field.ts';

export function resultWords({ exitCode, signal, durationMs, error, timedOut, interrupted }: Fields): string {
  return [
    signal ? `ended by ${lineOf(signal)}` : `exit ${lineOf(exitCode)}`,
    ...(timedOut === true ? ['at its time limit'] : []),
    ...(interrupted === true ? ['interrupted'] : []),
    ...(error === undefined ? [] : [lineOf(error)]),
    duration(numberOf(durationMs)),
  ].join(' · ');
}
