// Questions in, one after the other out: whoever sits at the terminal is asked one at a time, whoever asks.
import { unlessAborted } from '../../unless-aborted.ts';

let last: Promise<unknown> = Promise.resolve();

/** @throws The signal's reason, where it is aborted before the turn has come. */
export async function inTurn<Result>(signal: AbortSignal, ask: () => Promise<Result>): Promise<Result> {
  const before = last;
  let over = () => {};
  const mine = new Promise<void>((resolve) => {
    over = resolve;
  });
  last = before.then(() => mine);
  try {
    await unlessAborted(signal, before);
    signal.throwIfAborted();
    return await ask();
  } finally {
    over();
  }
}
