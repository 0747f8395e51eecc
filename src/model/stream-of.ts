// Parts in, a stream of them out, as a model in code gives it.

/** Hands over a part only when it is wanted; fails with the signal's reason. */
export function streamOf<T>(parts: readonly T[], signal: AbortSignal | undefined): ReadableStream<T> {
  let at = 0;
  return new ReadableStream<T>(
    {
      pull(controller) {
        const part = parts[at];
        at += 1;
        if (signal?.aborted) controller.error(signal.reason);
        else if (part === undefined) controller.close();
        else controller.enqueue(part);
      },
    },
    { highWaterMark: 0 },
  );
}
