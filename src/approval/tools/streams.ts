// Streams that tools give instead of one result: run in the frame of their tool, and taken to their end.

import { unlessAborted } from '../../unless-aborted.ts';
import { type Frame, frames } from './frame.ts';

export function isAsyncIterable(value: unknown): value is AsyncIterable<unknown> {
  return typeof value === 'object' && value !== null && Symbol.asyncIterator in value;
}

/** A generator that has not begun: a stream of bytes, say, is a value like others. */
export function isGenerator(value: unknown): value is AsyncIterable<unknown> {
  return isAsyncIterable(value) && 'next' in value;
}

/** Each step is taken in the frame of the tool, whoever asks for it, and none after the signal. */
export async function* within(
  stream: AsyncIterable<unknown>,
  frame: Frame | undefined,
  signal: AbortSignal | undefined,
): AsyncGenerator<unknown, unknown> {
  const iterator = stream[Symbol.asyncIterator]();
  const step = () => (frame ? frames.run(frame, () => iterator.next()) : iterator.next());
  let done = false;
  try {
    for (;;) {
      signal?.throwIfAborted();
      const next = await unlessAborted(signal, step());
      done = next.done === true;
      if (done) return next.value;
      yield next.value;
    }
  } finally {
    // Not awaited: one that hangs in a step would hang here, too.
    if (!done) Promise.resolve(iterator.return?.(undefined)).catch(() => {});
  }
}

export async function lastOf(stream: AsyncIterable<unknown>): Promise<unknown> {
  let last: unknown;
  for await (const value of stream) last = value;
  return last;
}
