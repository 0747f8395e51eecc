// How deep the calls are: readers ask at every step that others may be inside of, and give up long before the stack ends. Close to its
// end the engine may fail to compile a regular expression; that ends the process, and nobody can catch it.

/** Frames of readers take some 200 bytes, and the stack has a megabyte. */
const MAX_FRAMES = 2_500;
/** No step leads deeper than by so many frames. */
const FRAMES_A_STEP = 16;
/** A look at a deep stack costs as much as many steps: it may be a thousand frames late. */
const MIN_STEPS = 64;

let stepsToLook = 0;

/** @throws When whoever reads should go no deeper. */
export function refuseDepth(): void {
  if (nearsStackEnd()) throw new Error('the code is nested too deeply');
}

export function nearsStackEnd(): boolean {
  stepsToLook -= 1;
  if (stepsToLook > 0) return false;
  const left = MAX_FRAMES - frames();
  stepsToLook = Math.max(MIN_STEPS, left / FRAMES_A_STEP);
  return left < 0;
}

/** One more than counts is enough. */
function frames(): number {
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
