// Questions in, one after the other out: whoever sits at the terminal is asked one at a time, whoever asks.

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
    return await ask();
  } finally {
    over();
  }
}

async function unlessAborted(signal: AbortSignal, turn: Promise<unknown>): Promise<void> {
  signal.throwIfAborted();
  let stop = () => {};
  const aborted = new Promise<never>((_, reject) => {
    stop = () => reject(signal.reason);
    signal.addEventListener('abort', stop, { once: true });
  });
  try {
    await Promise.race([turn, aborted]);
  } finally {
    signal.removeEventListener('abort', stop);
  }
  signal.throwIfAborted();
}
