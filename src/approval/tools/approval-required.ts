// What a human is to be asked in; middleware that lets a tool run only after a yes, out.
import { UsageError } from '../../errors.ts';
import { checkKnown, type KindsOf } from '../../known-options.ts';
import { checkSeconds } from '../../seconds.ts';
import { readAnswer } from '../prompt/read-answer.ts';
import { type AlwaysWidth, isRemembered, remember } from './always.ts';
import type { CheckResult, PendingCall } from './check.ts';
import { HumanInputNotProvidedError, ToolDeniedError } from './errors.ts';
import { fillMessage } from './fill-message.ts';
import type { ToolContext } from './tool-context.ts';
import { type ToolMiddleware, toolMiddleware } from './tool-middleware.ts';

export interface ApprovalRequiredOptions {
  /**
   * The question. `{tool_name}` and `{tool_arguments}` (JSON) are filled in; other braces are left alone.
   *
   * @default a sentence that names both and asks `Y/N/Always?`
   */
  readonly message?: string;
  /**
   * The result of a call that was denied, for the model. Words after `n`, `no`, `d` or `deny` are added to it.
   *
   * @default 'User denied the tool call request'
   */
  readonly deniedMessage?: string;
  /**
   * Seconds for asking and answering, 0 to 2147483; 0 waits without end. Whoever does not answer has not denied: the turn ends.
   *
   * @default 30
   */
  readonly timeout?: number;
  /**
   * Whether `always` is an answer: for the tool with any arguments, or only with the same. Without it, one from before does not count.
   *
   * @default true
   */
  readonly allowAlways?: boolean | 'same-arguments';
  /** The tool's name, for one that has none of its own, such as the AI SDK's. */
  readonly name?: string;
  /** Asked in where none is in force: for a framework that calls tools out of reach of `ToolContext.run`. */
  readonly context?: ToolContext;
  /**
   * What becomes of a denied call: the message is its result, as in AG2, or a `ToolDeniedError` is its error. Where your own code uses the
   * result, it wants the error: the type of the result does not say that it may be the message.
   *
   * @default 'result'
   */
  readonly denied?: 'result' | 'error';
  /** Asks about these calls only, and lets the others run; what it throws ends the call. @default all */
  readonly when?: (call: { readonly toolName: string; readonly toolArguments: string }) => boolean | Promise<boolean>;
}

const KINDS: KindsOf<ApprovalRequiredOptions> = {
  message: 'a text',
  deniedMessage: 'a text',
  timeout: 'anything',
  allowAlways: 'anything',
  name: 'a text',
  context: 'an object',
  denied: ['result', 'error'],
  when: 'a function',
};

/**
 * Makes tools that run only after a human said yes.
 *
 * `y`, `yes`, `1` and, where offered, `always` are a yes, trimmed and in any case; anything else denies. A late answer runs nothing. Types
 * stay as they are; the tool given is not changed.
 *
 * @throws {UsageError} For a time that no timer can wait for; when wrapping, for a tool that cannot be covered.
 * @returns Middleware for one tool, and `.all` for a list or a map of them.
 * @example
 * ```ts
 * import assert from 'node:assert';
 * import { approvalRequired, createToolContext } from 'approve-run';
 *
 * // A tool of the AI SDK has this shape; those of the OpenAI Agents SDK and of LangChain, and async functions, are wrapped alike.
 * const tools = approvalRequired({ timeout: 60 }).all({
 *   weather: { inputSchema: {}, execute: async ({ city }: { city: string }) => `Sun in ${city}` },
 * });
 * const asked: string[] = [];
 * const context = createToolContext({
 *   humanInput: ({ prompt }) => {
 *     asked.push(prompt);
 *     return prompt.includes('Oslo') ? 'yes' : 'no not there';
 *   },
 * });
 * await context.run(async () => {
 *   assert.equal(await tools.weather.execute({ city: 'Oslo' }), 'Sun in Oslo');
 *   assert.equal(await tools.weather.execute({ city: 'Rome' }), 'User denied the tool call request: not there');
 * });
 * assert.match(asked[0] ?? '', /`weather`, {"city":"Oslo"}/);
 * ```
 */
export function approvalRequired(options: ApprovalRequiredOptions = {}): ToolMiddleware {
  checkKnown('approvalRequired', options, KINDS);
  const {
    deniedMessage = 'User denied the tool call request',
    allowAlways = true,
    name,
    context,
    denied = 'result',
    when,
  } = options;
  const { message = defaultMessage(allowAlways) } = options;
  const { timeout = 30 } = options;
  checkSeconds('approvalRequired: timeout', timeout);
  if (![true, false, 'same-arguments'].includes(allowAlways))
    throw new UsageError(`allowAlways is ${String(allowAlways)}; it takes true, false or 'same-arguments'`);
  const width: AlwaysWidth | undefined = allowAlways === true ? 'tool' : allowAlways || undefined;

  async function decide({ call, frame, signal }: PendingCall): Promise<CheckResult> {
    if (when !== undefined && (await when(call)) === false) return yes('policy', 'asked only where `when` says so');
    if (frame === undefined) throw new HumanInputNotProvidedError();
    const { parts } = frame;
    const { toolName, toolCallId, toolArguments } = call;
    const about = { toolName, toolCallId, toolArguments };
    const question = { kind: 'approval', prompt: fillMessage(message, call), timeout, ...about } as const;
    const granted = yes('grant', `always (${toolName}${width === 'tool' ? '' : ', these arguments'})`);
    const known = () => (width !== undefined && isRemembered(parts.variables, call, width) ? granted : undefined);
    return known() ?? (await parts.ask(question, signal, read, known));

    function read(text: string): CheckResult {
      const answer = readAnswer(text);
      if (answer.kind === 'once') return yes('approver', '');
      if (answer.kind === 'always' && answer.width.kind === 'tool' && width !== undefined) {
        remember(parts.variables, call, width);
        return yes('approver', 'always');
      }
      const reason = answer.kind === 'deny' ? answer.reason : '';
      const told = reason === '' ? deniedMessage : `${deniedMessage}: ${reason}`;
      const refusal = denied === 'error' ? new ToolDeniedError(toolName, told) : told;
      return { approved: false, by: 'approver', reason, refusal };
    }
  }

  const isRefusal = (output: unknown) =>
    typeof output === 'string' && (output === deniedMessage || output.startsWith(`${deniedMessage}: `));
  return toolMiddleware({ kind: 'approval', context, decide, isRefusal }, name);
}

function yes(by: 'policy' | 'grant' | 'approver', reason: string): CheckResult {
  return { approved: true, by, reason };
}

function defaultMessage(allowAlways: ApprovalRequiredOptions['allowAlways']): string {
  const always = allowAlways === 'same-arguments' ? '/Always (with these arguments)' : allowAlways ? '/Always' : '';
  return `Agent wants to call the tool:\n\`{tool_name}\`, {tool_arguments}\nPlease approve or deny this request.\nY/N${always}?\n`;
}
