// An approved call and the function that does its work in; what it comes to out. Where the turn is ended, its result is dropped.
import { causeOf } from '../../approver.ts';
import { UsageError } from '../../errors.ts';
import type { ToolCall } from '../../events.ts';
import { unlessAborted } from '../../unless-aborted.ts';
import { type Frame, frames } from './frame.ts';
import { isAsyncIterable, isGenerator, lastOf, within } from './streams.ts';

export interface Performance {
  readonly call: ToolCall;
  readonly frame: Frame | undefined;
  readonly work: () => unknown;
  /** What is made of a stream from a function that is no `async function*`: its last value, a stream, or an error. */
  readonly stream: 'last' | 'pass' | 'refuse';
}

export async function perform(performance: Performance): Promise<unknown> {
  const { frame, stream, call } = performance;
  const signal = frame?.turn?.signal;
  const ended = watch(performance);
  try {
    const returned = begin(performance);
    if (isAsyncIterable(returned) && stream === 'refuse') throw notSeen(call);
    const value = isAsyncIterable(returned) ? returned : await unlessAborted(signal, returned);
    const streams = isAsyncIterable(returned) || (stream === 'pass' && isGenerator(value));
    const own = streams ? within(value as AsyncIterable<unknown>, frame, signal) : undefined;
    const result = own && stream === 'last' ? await lastOf(own) : (own ?? value);
    await ended();
    return result;
  } catch (error) {
    await ended({ error });
    throw error;
  }
}

/** The same for an `async function*`. */
export async function* performStream(performance: Performance): AsyncGenerator<unknown, unknown> {
  const { frame } = performance;
  const ended = watch(performance);
  try {
    const value = yield* within(begin(performance) as AsyncIterable<unknown>, frame, frame?.turn?.signal);
    await ended();
    return value;
  } catch (error) {
    await ended({ error });
    throw error;
  } finally {
    // Whoever reads it stopped before its end.
    await ended();
  }
}

function begin({ frame, work }: Performance): unknown {
  return frame ? frames.run(frame, work) : work();
}

/** Tells once how it ended. A record that cannot be kept must not hide the tool's own error. */
function watch({ call, frame }: Performance): (failure?: { readonly error: unknown }) => Promise<void> {
  const began = performance.now();
  let told = false;
  return async (failure) => {
    if (told) return;
    told = true;
    const outcome = failure === undefined ? 'returned' : frame?.turn?.signal.aborted ? 'cancelled' : 'threw';
    const durationMs = Math.round(performance.now() - began);
    const reason = failure === undefined ? {} : { reason: causeOf(failure.error) };
    const telling = (async () => frame?.parts.emit({ type: 'tool-finished', call, outcome, durationMs, ...reason }))();
    await (failure === undefined ? telling : telling.catch(() => {}));
  };
}

function notSeen({ toolName }: ToolCall): UsageError {
  return new UsageError(
    `the function of ${JSON.stringify(toolName)} gave a stream, which could not be seen before; nothing of it ran. Make it an async function*`,
  );
}
