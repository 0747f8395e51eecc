// Work that tells events while it goes on in; the same as a stream, whose last item is its result, out.

/**
 * Each event waits until it is read, so a slow reader slows the work. A reader that stops early ends it: the work's signal is aborted, and
 * the stream is closed once it has ended.
 */
export async function* asStream<Told, Result>(
  work: (tell: (event: Told) => Promise<void>, signal: AbortSignal) => Promise<Result>,
  outer: AbortSignal,
): AsyncGenerator<Told | Result, void, undefined> {
  const left = new AbortController();
  const waiting: { readonly event: Told; readonly taken: () => void }[] = [];
  let wake = () => {};
  let ended = false;
  const tell = (event: Told) =>
    new Promise<void>((taken) => {
      if (left.signal.aborted) return taken();
      waiting.push({ event, taken });
      wake();
    });
  const result = work(tell, AbortSignal.any([outer, left.signal]));
  const end = result.then(
    () => {},
    () => {},
  );
  void end.then(() => {
    ended = true;
    wake();
  });
  try {
    while (!ended || waiting.length > 0) {
      const [next] = waiting;
      if (next === undefined) {
        await new Promise<void>((resolve) => {
          wake = resolve;
          if (ended || waiting.length > 0) resolve();
        });
        continue;
      }
      yield next.event;
      waiting.shift();
      next.taken();
    }
    yield await result;
  } finally {
    left.abort(new Error('nobody reads the stream any more'));
    for (const { taken } of waiting) taken();
    await end;
  }
}
