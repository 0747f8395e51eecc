// Pieces of work in, each begun only when those before it have ended, out.
import { unlessAborted } from './unless-aborted.ts';

/** Rejects with the signal's reason where that is aborted before the turn has come; then the work is never begun. */
export type InTurn = <Result>(signal: AbortSignal | undefined, work: () => Promise<Result>) => Promise<Result>;

/** A queue of its own. A piece of work that fails holds up none of those behind it. */
export function oneByOne(): InTurn {
  let last: Promise<unknown> = Promise.resolve();
  return (signal, work) => {
    const before = last;
    const mine = unlessAborted(signal, before).then(() => {
      signal?.throwIfAborted();
      return work();
    });
    last = Promise.allSettled([before, mine]);
    return mine;
  };
}
