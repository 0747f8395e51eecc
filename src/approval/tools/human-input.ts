// What passes between a tool that has a question and the person, or the function, that answers it. Types only.

/** A question for a human. A terminal may print `prompt` as it is; a user interface may show the parts. */
export interface HumanInputRequest {
  /** Of this question alone; an answer may name it. */
  readonly id: string;
  /** `approval`: may the tool run? Taken for yes are y, yes, 1 and, where offered, always. `input`: any text. */
  readonly kind: 'approval' | 'input';
  /** What arguments and tool names put into it is escaped: nothing in it moves a cursor or hides. */
  readonly prompt: string;
  /** The tool that wants to run, or that asks. */
  readonly toolName?: string;
  /** As the framework numbers its calls. */
  readonly toolCallId?: string;
  /** JSON, exactly as the tool would get it: escape it before a terminal shows it. */
  readonly toolArguments?: string;
  /** Seconds for asking and answering; 0 is without end. */
  readonly timeout: number;
  /** Aborted when an answer counts for nothing any more: withdraw the question. */
  readonly signal: AbortSignal;
}

/** An answer that may name its question: one that names another question is refused. */
export interface HumanInputAnswer {
  readonly text: string;
  readonly requestId?: string;
}

/**
 * Asks a human. Always awaited; a throw, or what is no answer, becomes a `HumanInputFailedError` and ends the turn.
 *
 * @example
 * ```ts
 * import assert from 'node:assert';
 * import { createToolContext, type HumanInput } from 'approve-run';
 *
 * const answers = new Map([['Which city?', 'Oslo']]);
 * const humanInput: HumanInput = async ({ prompt }) => answers.get(prompt) ?? '';
 * const context = createToolContext({ humanInput });
 * assert.equal(await context.input('Which city?'), 'Oslo');
 * ```
 */
export type HumanInput = (request: HumanInputRequest) => string | HumanInputAnswer | Promise<string | HumanInputAnswer>;

/**
 * Stands between a question and whoever is asked: may look at both, change either, or answer by itself by not calling `next`.
 *
 * @param next Asks the next one; given another request, it asks that one.
 * @example
 * ```ts
 * import assert from 'node:assert';
 * import { createToolContext, type HumanInputMiddleware } from 'approve-run';
 *
 * const polite: HumanInputMiddleware = async (request, next) => {
 *   const answer = await next({ ...request, prompt: `Please: ${request.prompt}` });
 *   return answer.trim();
 * };
 * const context = createToolContext({ humanInput: ({ prompt }) => ` ${prompt} `, onHumanInput: [polite] });
 * assert.equal(await context.input('your name'), 'Please: your name');
 * ```
 */
export type HumanInputMiddleware = (
  request: HumanInputRequest,
  next: (request?: HumanInputRequest) => Promise<string>,
) => string | Promise<string>;
