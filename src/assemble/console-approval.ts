// Times and words in; an approval function that asks a person at this process's terminal out.
import type { TerminalStreams } from '../approval/prompt/terminal-streams.ts';
import type { ApproverConfig, SerializableApproval } from '../approver.ts';
import { SerializationError } from '../errors.ts';
import { checkKnown, type KindsOf } from '../known-options.ts';
import { checkSeconds } from '../seconds.ts';
import type { ApprovalRequest, ApprovalResponse } from '../types.ts';

/** How a person at the terminal is asked. */
export interface ConsoleApprovalOptions extends TerminalStreams {
  /** Seconds without a key after which nobody has answered; 0 waits without end. @default 30 */
  readonly timeout?: number | undefined;
  /** Whether a question without an answer ends the run, or only leaves the block unapproved. @default 'stop' */
  readonly onTimeout?: 'stop' | 'deny' | undefined;
  /** The question; `{tool_name}` and `{tool_arguments}` are filled in. @default 'Run this {tool_name} block?' */
  readonly message?: string | undefined;
  /** The reason of a denial that the person gives none for. @default 'a person denied it' */
  readonly deniedMessage?: string | undefined;
}

const DEFAULT_TIMEOUT = 30;
/** What a configuration has no words for. */
const UNWRITTEN = ['onTimeout', 'message', 'deniedMessage', 'input', 'output'] as const;

const KINDS: KindsOf<ConsoleApprovalOptions> = {
  timeout: 'a number',
  onTimeout: ['stop', 'deny'],
  message: 'a text',
  deniedMessage: 'a text',
  input: 'an object',
  output: 'an object',
};

/**
 * Asks the person at this process's terminal, as the command line does: the block with its effects, then a guarded prompt (yes, always,
 * edit, deny with a reason, quit).
 *
 * Nothing stray is a yes: keys typed ahead and pastes do not count. The terminal is held only while a question is there, questions that
 * come at the same time are asked one after the other, and without a terminal nothing is approved. An `always` is for the gate's life.
 *
 * @throws {UsageError} For a `timeout` that is none.
 * @example
 * ```ts
 * import assert from 'node:assert/strict';
 * import { consoleApproval, openGate } from 'approve-run';
 *
 * const approvalFunc = consoleApproval({ timeout: 60 });
 * const gate = openGate({ policy: 'workspace', approvalFunc });
 *
 * assert.ok(gate);
 * assert.deepEqual(approvalFunc.toConfig(), { kind: 'console', timeout: 60 });
 * ```
 */
export function consoleApproval(options: ConsoleApprovalOptions = {}): SerializableApproval {
  checkKnown('consoleApproval', options, KINDS);
  const { timeout = DEFAULT_TIMEOUT } = options;
  checkSeconds('consoleApproval: timeout', timeout);

  async function approve(request: ApprovalRequest): Promise<ApprovalResponse> {
    const { askAtConsole } = await import('./ask-at-console.ts');
    return askAtConsole({ ...options, timeoutMs: timeout * 1000 }, request);
  }

  function toConfig(): ApproverConfig {
    const lost = UNWRITTEN.filter((name) => options[name] !== undefined).map((name) => `\`${name}\``);
    if (lost.length > 0)
      throw new SerializationError(
        `consoleApproval cannot be written down with ${lost.join(', ')}: only its \`timeout\` can. Leave it out.`,
      );
    return { kind: 'console', ...(timeout === DEFAULT_TIMEOUT ? {} : { timeout }) };
  }

  return Object.assign(approve, { toConfig });
}
