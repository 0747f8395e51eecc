// Work and a signal in; what the work comes to out, or the signal's reason as soon as it is aborted, whichever is first.

/** What becomes of the work after an abort is nobody's business any more, its failure included. */
export function unlessAborted<T>(signal: AbortSignal | undefined, work: T | PromiseLike<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal?.reason);
    const done = () => signal?.removeEventListener('abort', abort);
    signal?.addEventListener('abort', abort, { once: true });
    Promise.resolve(work).then(resolve, reject).finally(done);
    if (signal?.aborted) abort();
  });
}
