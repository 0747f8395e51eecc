// The most seconds that a timer waits for, and the check of an option by it.
import { UsageError } from './errors.ts';

/** A timer above 2^31 ms fires at once. */
export const MOST_SECONDS = 2_147_483;

/** @throws {UsageError} For what is no number from 0 to 2147483. */
export function checkSeconds(name: string, seconds: number): number {
  if (typeof seconds === 'number' && seconds >= 0 && seconds <= MOST_SECONDS) return seconds;
  throw new UsageError(`${name} must be seconds from 0 (wait without end) to ${MOST_SECONDS}, not ${String(seconds)}.`);
}
