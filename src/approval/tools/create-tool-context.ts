// Who is asked, in; a `ToolContext`, and the context that is in force, out.
import { causeOf } from '../../approver.ts';
import { UsageError } from '../../errors.ts';
import { checkKnown, type KindsOf } from '../../known-options.ts';
import { checkSeconds } from '../../seconds.ts';
import { unlessAborted } from '../../unless-aborted.ts';
import { ALWAYS_KEYS, forget, listRemembered } from './always.ts';
import { anySignal } from './any-signal.ts';
import { askHuman, type Question } from './ask-human.ts';
import { HumanInputNotProvidedError } from './errors.ts';
import { type ContextParts, endTurnFor, type Frame, frames, type Turn } from './frame.ts';
import type { InputOptions, ToolContext, ToolContextOptions } from './tool-context.ts';

type Queue = <T>(signal: AbortSignal, work: () => Promise<T>) => Promise<T>;

const partsOf = new WeakMap<ToolContext, ContextParts>();
const contextOf = new WeakMap<ContextParts, ToolContext>();

/**
 * Makes the context that tools ask in.
 *
 * @example
 * ```ts
 * import assert from 'node:assert';
 * import { approvalRequired, createToolContext } from 'approve-run';
 *
 * const greet = approvalRequired()(async function greet(name: string) { return `Hello ${name}`; });
 * const context = createToolContext({ humanInput: ({ prompt }) => (prompt.includes('Ada') ? 'always' : 'no') });
 *
 * assert.equal(await context.run(() => greet('Ada')), 'Hello Ada');
 * assert.equal(await context.run(() => greet('Bob')), 'Hello Bob'); // always is always
 * assert.deepEqual(context.remembered(), [{ toolName: 'greet', width: 'tool' }]);
 *
 * // A sub-agent is asked for itself.
 * assert.equal(await context.child().run(() => greet('Bob')), 'User denied the tool call request');
 * ```
 */
export function createToolContext(options: ToolContextOptions = {}): ToolContext {
  return open(options, oneByOne());
}

/**
 * The context in force: for tools that have a question of their own.
 *
 * @throws {HumanInputNotProvidedError} When none is.
 * @example
 * ```ts
 * import assert from 'node:assert';
 * import { createToolContext, toolContext } from 'approve-run';
 *
 * const book = async () => `booked for ${await toolContext().input('For how many?', { timeout: 60 })}`;
 * const context = createToolContext({ humanInput: () => '4' });
 * assert.equal(await context.run(book), 'booked for 4');
 * ```
 */
export function toolContext(): ToolContext {
  const frame = frames.getStore();
  const context = frame && contextOf.get(frame.parts);
  if (context !== undefined) return context;
  throw new HumanInputNotProvidedError();
}

/** What answers for a call: the context in force, else the one given. What is in force goes first: an "always" must not leak. */
export function frameFor(given: ToolContext | undefined): Frame | undefined {
  const parts = given && partsOf.get(given);
  return frames.getStore() ?? (parts && { parts });
}

const KINDS: KindsOf<ToolContextOptions> = {
  humanInput: 'a function',
  onHumanInput: 'a list of functions',
  emit: 'a function',
  variables: 'an object',
  name: 'a text',
  askAtOnce: 'true or false',
};

function open(options: ToolContextOptions, queue: Queue): ToolContext {
  checkKnown('A tool context', options, KINDS);
  const { humanInput, onHumanInput = [], emit = () => {}, name, askAtOnce = false } = options;
  const variables = copied(options.variables);
  const parts: ContextParts = { name, variables, emit, ask };
  const context: ToolContext = Object.freeze({
    variables,
    run,
    child,
    input,
    remembered: () => listRemembered(variables),
    revoke: (toolName?: string) => forget(variables, toolName),
  });
  partsOf.set(context, parts);
  contextOf.set(parts, context);
  return context;

  async function ask<T>(
    question: Question,
    signal: AbortSignal,
    read: (text: string) => T,
    known: () => T | undefined = () => undefined,
  ): Promise<T> {
    const frame = frames.getStore();
    const asking: Frame = { ...frame, parts: frame?.parts ?? parts, asking: true };
    const put = async () =>
      known() ?? read(await frames.run(asking, () => askHuman({ humanInput, onHumanInput }, question, signal)));
    return askAtOnce || frame?.asking ? put() : queue(signal, put);
  }

  async function run<R>(
    work: (signal: AbortSignal) => R | PromiseLike<R>,
    { signal }: { readonly signal?: AbortSignal } = {},
  ): Promise<R> {
    const around = frames.getStore();
    const ended = new AbortController();
    const either = anySignal(ended.signal, signal, around?.turn?.signal);
    const turn: Turn = { signal: either, end: (error) => ended.abort(error) };
    try {
      either.throwIfAborted();
      return await unlessAborted(
        either,
        frames.run({ parts, turn }, async () => work(either)),
      );
    } catch (error) {
      const why = either.aborted ? either.reason : error;
      endTurnFor(why, around);
      throw why;
    }
  }

  function child(own: ToolContextOptions = {}): ToolContext {
    const inherited = Object.fromEntries(Object.entries(variables).filter(([key]) => !ALWAYS_KEYS.includes(key)));
    const sameHuman = own.humanInput === undefined || own.humanInput === humanInput;
    return open({ ...options, variables: inherited, ...own }, sameHuman ? queue : oneByOne());
  }

  async function input(prompt: string, { timeout = 0, signal }: InputOptions = {}): Promise<string> {
    const frame = frames.getStore();
    const { toolName, toolCallId, toolArguments } = frame?.call ?? {};
    const about = toolName === undefined ? {} : { toolName, toolCallId, toolArguments };
    const question = { kind: 'input', prompt, timeout: checkSeconds('input: timeout', timeout), ...about } as Question;
    try {
      return await ask(question, anySignal(signal, frame?.turn?.signal), (answer) => answer);
    } catch (error) {
      endTurnFor(error, frame);
      throw error;
    }
  }
}

/** @throws {UsageError} For what could not be saved either. */
function copied(variables: ToolContextOptions['variables']): Record<string, unknown> {
  try {
    return structuredClone({ ...variables });
  } catch (error) {
    throw new UsageError(`variables take plain data, which can be saved: ${causeOf(error)}`);
  }
}

/** One question after the other: whoever answers sees one, and an "always" for it answers those behind it. */
function oneByOne(): Queue {
  let last: Promise<unknown> = Promise.resolve();
  return (signal, work) => {
    const mine = last.then(() => {
      signal.throwIfAborted();
      return work();
    });
    last = mine.catch(() => {});
    return unlessAborted(signal, mine);
  };
}
