// A question in; the text that was answered out, or a HumanInputError. The time covers asking and waiting.

import { unlessAborted } from '../../unless-aborted.ts';
import { HumanInputFailedError, HumanInputNotProvidedError, HumanInputTimeoutError } from './errors.ts';
import type { HumanInput, HumanInputMiddleware, HumanInputRequest } from './human-input.ts';

export type Question = Omit<HumanInputRequest, 'id' | 'signal'>;

export interface Asked {
  readonly humanInput?: HumanInput | undefined;
  /** The first is the outermost. */
  readonly onHumanInput: readonly HumanInputMiddleware[];
}

/** @throws The signal's reason when it is aborted first. */
export async function askHuman({ humanInput, onHumanInput }: Asked, question: Question, signal: AbortSignal): Promise<string> {
  signal.throwIfAborted();
  const over = new AbortController();
  const late = () => over.abort(new HumanInputTimeoutError(question.timeout));
  const began = performance.now();
  const timer = question.timeout === 0 ? undefined : setTimeout(late, question.timeout * 1000);
  const either = AbortSignal.any([signal, over.signal]);

  async function ask(request: HumanInputRequest, at: number): Promise<string> {
    const middleware = onHumanInput[at];
    if (middleware !== undefined) return textOf(await middleware(request, next), request);
    if (humanInput === undefined) throw new HumanInputNotProvidedError();
    return textOf(await humanInput(request), request);

    function next(other = request): Promise<string> {
      const answer = ask(other, at + 1);
      // A middleware may have an answer before it looks at this one.
      answer.catch(() => {});
      return answer;
    }
  }

  try {
    const answer = await unlessAborted(either, ask({ ...question, id: crypto.randomUUID(), signal: either }, 0));
    // Whoever answers without ever waiting holds up the timer, too.
    if (timer !== undefined && performance.now() - began >= question.timeout * 1000) late();
    either.throwIfAborted();
    return answer;
  } catch (error) {
    if (either.aborted) throw either.reason;
    throw error instanceof HumanInputNotProvidedError ? error : new HumanInputFailedError(error);
  } finally {
    clearTimeout(timer);
  }
}

function textOf(answer: unknown, { id }: HumanInputRequest): string {
  if (typeof answer === 'string') return answer;
  const { text, requestId = id } = (answer ?? {}) as Record<string, unknown>;
  if (typeof text !== 'string') throw new TypeError('it gave no answer: neither a text nor { text }');
  if (requestId !== id) throw new TypeError('it gave the answer to another question');
  return text;
}
