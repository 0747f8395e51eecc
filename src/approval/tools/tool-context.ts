// Whom tools ask, and what is remembered of the answers, for one agent; its sub-agents get contexts of their own.
import type { Emit } from '../../events.ts';
import type { RememberedTool } from './always.ts';
import type { HumanInput, HumanInputMiddleware } from './human-input.ts';

export interface ToolContextOptions {
  /** Who is asked. Without it nobody is, and each question ends the turn with a `HumanInputNotProvidedError`. */
  readonly humanInput?: HumanInput;
  /** What stands between, the first outermost: 1, 2, 3 on the way in, 3, 2, 1 on the way out. */
  readonly onHumanInput?: readonly HumanInputMiddleware[];
  /** Gets each decision about a tool, and is awaited. What it throws keeps the tool from running. */
  readonly emit?: Emit;
  /** Plain data that lives as long as the context, what an "always" remembers included. It is copied. */
  readonly variables?: Readonly<Record<string, unknown>>;
  /** The agent, in events. */
  readonly name?: string;
  /**
   * Put questions while others wait for their answers: only for whoever can show several.
   *
   * @default false
   */
  readonly askAtOnce?: boolean;
}

export interface InputOptions {
  /**
   * Seconds for asking and answering, at most 2147483.
   *
   * @default 0 (without end)
   */
  readonly timeout?: number;
  /** Withdraws the question. */
  readonly signal?: AbortSignal;
}

export interface ToolContext {
  /** Plain data: `JSON.stringify` it, and give it to `createToolContext` to go on where this ended. */
  readonly variables: Record<string, unknown>;

  /**
   * Does the agent's work with this context in force, whatever framework it is: tools that it calls ask here. One call is one turn.
   *
   * A question without an answer ends the turn: the signal is aborted, and the promise rejects with that error, whatever the framework
   * made of it. Give the signal to the framework.
   *
   * @param options.signal Ends the turn from outside.
   * @throws {HumanInputError} For a question without an answer.
   * @returns What the work returns.
   */
  run<R>(work: (signal: AbortSignal) => R | PromiseLike<R>, options?: { readonly signal?: AbortSignal }): Promise<R>;

  /**
   * A context for a sub-agent: it inherits who is asked and where events go, and copies the variables, but no "always". Nothing that is
   * remembered in it comes back.
   */
  child(options?: ToolContextOptions): ToolContext;

  /**
   * Asks a human for a text, from inside a tool.
   *
   * Inside a tool that `approvalRequired` or `toolPolicy` wraps, an error ends the turn when it leaves the tool: one that catches it may
   * carry on. (Not so for tools of the OpenAI Agents SDK, which hide what they throw.) Anywhere else it ends the turn at once.
   *
   * @throws {HumanInputNotProvidedError} When there is nobody to ask.
   * @throws {HumanInputFailedError} When whoever was asked failed; see `cause`.
   * @throws {HumanInputTimeoutError} When nobody answered in time.
   * @returns The answer, as it was given.
   */
  input(prompt: string, options?: InputOptions): Promise<string>;

  /** What an "always" lets run unasked. */
  remembered(): readonly RememberedTool[];

  /** Forgets an "always". @param toolName Without it, all of them. */
  revoke(toolName?: string): void;
}
