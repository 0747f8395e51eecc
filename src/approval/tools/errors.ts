// Why a tool did not run, or a question got no answer. Each says what happened and what to do next.
import { ApproveRunError, EXIT } from '../../errors.ts';

/**
 * The base of the errors of a question that nobody could answer. They end the turn (`ToolContext.run`); a model never gets to route
 * around them.
 *
 * @example
 * ```ts
 * import assert from 'node:assert';
 * import { HumanInputError, HumanInputTimeoutError } from 'approve-run';
 *
 * const error = new HumanInputTimeoutError(30);
 * assert.ok(error instanceof HumanInputError);
 * // What JSON keeps of it: class, message, timeout and cause.
 * const sent = JSON.stringify(error);
 * assert.equal((HumanInputError.revive(JSON.parse(sent)) as HumanInputTimeoutError).timeout, 30);
 * ```
 */
export class HumanInputError extends ApproveRunError {
  override readonly name: string = 'HumanInputError';
  constructor(message: string, code = 'human-input', exitCode: number = EXIT.denied, options?: ErrorOptions) {
    super(message, code, exitCode, options);
  }

  /** What `JSON.stringify` writes: an `Error` of its own would be `{}`. */
  toJSON(): object {
    const { name, message, code, cause } = this;
    const said = cause instanceof Error ? { name: cause.name, message: cause.message } : cause;
    return { name, message, code, ...(cause === undefined ? {} : { cause: said }) };
  }

  /**
   * Makes the error again from what JSON kept of it, with its class, message, timeout and cause.
   *
   * @returns `undefined` where the value is no such error.
   */
  static revive(value: unknown): HumanInputError | undefined {
    if (typeof value !== 'object' || value === null) return undefined;
    const { name, cause, timeout } = value as Record<string, unknown>;
    if (name === 'HumanInputNotProvidedError') return new HumanInputNotProvidedError();
    if (name === 'HumanInputTimeoutError' && typeof timeout === 'number') return new HumanInputTimeoutError(timeout);
    return name === 'HumanInputFailedError' ? new HumanInputFailedError(revivedCause(cause)) : undefined;
  }
}

/** There is nobody to ask: no context is in force, or the one that is has no `humanInput`. */
export class HumanInputNotProvidedError extends HumanInputError {
  override readonly name = 'HumanInputNotProvidedError';
  constructor() {
    super(
      'nobody can be asked: no humanInput is in force here. Call createToolContext({ humanInput }).run(…) around the agent, or give approvalRequired its context',
      'human-input-not-provided',
    );
  }
}

/** Whoever was to be asked failed, or gave what is no answer; `cause` is what was thrown. */
export class HumanInputFailedError extends HumanInputError {
  override readonly name = 'HumanInputFailedError';
  constructor(cause: unknown) {
    super(
      `the question could not be put: ${wordsOf(cause).replace(/\.$/, '')}. Look at humanInput`,
      'human-input-failed',
      EXIT.denied,
      { cause },
    );
  }
}

/** Nobody answered in time. This is not a refusal. */
export class HumanInputTimeoutError extends HumanInputError {
  override readonly name = 'HumanInputTimeoutError';
  /** Seconds that there were for asking and answering. */
  readonly timeout: number;
  constructor(timeout: number) {
    super(
      `nobody answered within ${timeout} s; this is not a refusal. Ask again, or give more time (timeout, in seconds)`,
      'human-input-timeout',
      EXIT.unanswered,
    );
    this.timeout = timeout;
  }

  override toJSON(): object {
    return { ...super.toJSON(), timeout: this.timeout };
  }
}

/** A `toolPolicy` does not let the tool run. */
export class ToolBlockedError extends ApproveRunError {
  override readonly name = 'ToolBlockedError';
  readonly toolName: string;
  constructor(toolName: string, why: string) {
    super(`the tool ${JSON.stringify(toolName)} may not run: ${why}. Use another one`, 'tool-blocked', EXIT.denied);
    this.toolName = toolName;
  }
}

/** A person denied the call, and `approvalRequired` was told to throw. The message is what a model would have been told. */
export class ToolDeniedError extends ApproveRunError {
  override readonly name = 'ToolDeniedError';
  readonly toolName: string;
  constructor(toolName: string, message: string) {
    super(message, 'tool-denied', EXIT.denied);
    this.toolName = toolName;
  }
}

function wordsOf(cause: unknown): string {
  if (cause instanceof Error) return cause.message;
  return typeof cause === 'string' ? cause : 'humanInput threw something that is no error';
}

function revivedCause(cause: unknown): unknown {
  if (typeof cause !== 'object' || cause === null || !('message' in cause)) return cause;
  const { name, message } = cause as { name?: unknown; message: unknown };
  return Object.assign(new Error(String(message)), { name: String(name) });
}
