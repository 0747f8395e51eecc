// The function that does a tool's work in; one that does it only when every check lets it, out.
import type { ToolCall } from '../../events.ts';
import { anySignal } from './any-signal.ts';
import type { Check } from './check.ts';
import { frameFor } from './create-tool-context.ts';
import { decide } from './decide.ts';
import { ToolDeniedError } from './errors.ts';
import { endTurnFor, type Frame } from './frame.ts';
import { type Performance, perform, performStream } from './perform.ts';
import { argumentsText } from './tool-arguments.ts';

export type AnyFunction = (this: unknown, ...args: readonly unknown[]) => unknown;

/** How a framework calls a tool, and is told things. */
export interface Way {
  readonly framework: string;
  readonly toolName: string;
  about(args: readonly unknown[]): About;
  /** The arguments, with a signal that is aborted when the turn ends. */
  withSignal(args: readonly unknown[], signal: AbortSignal): readonly unknown[];
  /** @returns The refusal as a result, or throws it. */
  tell(refusal: string | Error): unknown;
  /** Errors of the tool's own code come out of the function; they are not made into results inside. */
  readonly watched: boolean;
  readonly stream: Performance['stream'];
}

export interface About {
  readonly input: unknown;
  /** JSON, where the framework has it as it came. */
  readonly text?: string | undefined;
  readonly id?: string | undefined;
  readonly signal?: AbortSignal | undefined;
}

interface Guarded {
  readonly original: AnyFunction;
  readonly owner: object | undefined;
  readonly way: Way;
  readonly checks: readonly Check[];
}

const guarded = new WeakMap<AnyFunction, Guarded>();
const AsyncGeneratorFunction = async function* () {}.constructor;

/**
 * A function that was guarded for the same tool before gets one more check, not one more wrapper: each call is told of once.
 *
 * @param method What it is a method of. @default whatever it is called on
 */
export function guardFunction(given: AnyFunction, way: Way, check: Check, method?: object): AnyFunction {
  const known = guarded.get(given);
  const same = known?.way.framework === way.framework && known.way.toolName === way.toolName ? known : undefined;
  // Not that of a wrapper: its other methods are guarded, too.
  const { original, owner } = same ?? { original: given, owner: method };
  const checks = [check, ...(same?.checks ?? [])].sort((a, b) => rank(a) - rank(b));
  const context = checks.find((one) => one.context !== undefined)?.context;

  async function once(this: unknown, ...args: readonly unknown[]): Promise<unknown> {
    const around = frameFor(context);
    try {
      const started = await start(args, around, owner ?? this);
      return 'refusal' in started ? way.tell(started.refusal) : await perform(started);
    } catch (error) {
      endTurnFor(error, around);
      throw error;
    }
  }

  async function* streaming(this: unknown, ...args: readonly unknown[]): AsyncGenerator<unknown, unknown> {
    const around = frameFor(context);
    try {
      const started = await start(args, around, owner ?? this);
      if (!('refusal' in started)) return yield* performStream(started);
      // The AI SDK takes the last value that is yielded, LangChain the one returned.
      const told = way.tell(started.refusal);
      yield told;
      return told;
    } catch (error) {
      endTurnFor(error, around);
      throw error;
    }
  }

  async function start(
    args: readonly unknown[],
    around: Frame | undefined,
    self: unknown,
  ): Promise<Performance | { readonly refusal: string | Error }> {
    const { input, text = argumentsText(input), id = crypto.randomUUID(), signal: own } = way.about(args);
    const agent = around?.parts.name;
    const called = { toolName: way.toolName, toolCallId: id, toolArguments: text };
    const call: ToolCall = Object.freeze({ ...called, ...(agent === undefined ? {} : { agent }) });
    const signal = anySignal(own, around?.turn?.signal);
    const refusal = await decide(checks, { call, frame: around, signal });
    // A yes that came late, or a slow reader of events.
    signal.throwIfAborted();
    if (refusal !== undefined) return { refusal };
    const frame = around && { parts: around.parts, turn: around.turn, call, watched: way.watched };
    // Looked at once more where the work begins: nothing can happen in between.
    const work = () => {
      signal.throwIfAborted();
      const { input: still, text: now = argumentsText(still) } = way.about(args);
      if (now !== text) return way.tell(new ToolDeniedError(way.toolName, CHANGED));
      return original.apply(self, [...way.withSignal(args, signal)]);
    };
    return { call, frame, work, stream: way.stream };
  }

  const wrapped = original instanceof AsyncGeneratorFunction ? streaming : once;
  Object.defineProperty(wrapped, 'name', { value: given.name, configurable: true });
  guarded.set(wrapped, { original, owner, way, checks });
  return wrapped;
}

/** What a function is called for that was guarded before; any other has no such name. */
export function guardedName(given: unknown): string | undefined {
  return guarded.get(given as AnyFunction)?.way.toolName;
}

const CHANGED = 'the arguments were changed after they were approved, so the tool did not run';

/** Policies first, however the tool was wrapped: nobody is asked about what may not run anyway. */
function rank({ kind }: Check): number {
  return kind === 'policy' ? 0 : 1;
}
