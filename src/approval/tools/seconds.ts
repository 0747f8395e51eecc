// A time in seconds in, milliseconds out; what no timer can wait for is refused.
import { UsageError } from '../../errors.ts';

/** A timer above 2^31 ms fires at once. */
const MOST_SECONDS = 2_147_483;

/** @throws {UsageError} For what is no number from 0 to 2147483. */
export function checkSeconds(name: string, seconds: number): number {
  if (typeof seconds === 'number' && seconds >= 0 && seconds <= MOST_SECONDS) return seconds;
  throw new UsageError(`${name} is ${String(seconds)}; it takes seconds, 0 to ${MOST_SECONDS}, and 0 waits without end`);
}
