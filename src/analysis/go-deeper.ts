// How deep the calls are: readers say when they go a step deeper, and are stopped long before the stack ends. Close to its end the engine
// may fail to compile a regular expression; that ends the process, and nobody can catch it.
import { StopReading } from './recorder.ts';

/** Frames of readers take some 200 bytes, and the stack has a megabyte. */
const MAX_FRAMES = 2_500;
/** No step leads deeper by more. */
const FRAMES_A_STEP = 16;
/** A look that would soon be followed by the next one is the last: many of them, each of a deep stack, took seconds. */
const ROOM_AFTER_A_LOOK = 20 * FRAMES_A_STEP;
/** A reading starts out of an `await`: there is next to nothing below it. */
const FRAMES_AT_START = 100;

/** There may be far fewer, as when an error has led out of many calls at once: then a look, which costs as much as many steps, tells. */
let framesAtMost = FRAMES_AT_START;

export function startShallow(): void {
  framesAtMost = FRAMES_AT_START;
}

/** @returns What `comeBack` wants to know when the step is done. @throws StopReading when it would lead too deep. */
export function goDeeper(): number {
  const before = framesAtMost;
  framesAtMost += FRAMES_A_STEP;
  if (framesAtMost > MAX_FRAMES) {
    framesAtMost = countFrames();
    if (framesAtMost > MAX_FRAMES - ROOM_AFTER_A_LOOK) throw new StopReading('the code is nested too deeply');
  }
  return before;
}

export function comeBack(before: number): void {
  framesAtMost = Math.min(before, framesAtMost);
}

/** One more than may be is enough. */
function countFrames(): number {
  const { stackTraceLimit, prepareStackTrace } = Error;
  const looked: { readonly stack?: unknown } = {};
  try {
    Error.stackTraceLimit = MAX_FRAMES + 1;
    Error.prepareStackTrace = (_, sites) => sites.length;
    Error.captureStackTrace(looked);
    return Number(looked.stack);
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
    Error.prepareStackTrace = prepareStackTrace;
  }
}
