// What is asked of a policy, or a human, about one call; and what they say.
import type { ToolCall } from '../../events.ts';
import type { DecidedBy } from '../../types.ts';
import type { Frame } from './frame.ts';
import type { ToolContext } from './tool-context.ts';

export interface PendingCall {
  readonly call: ToolCall;
  /** The context and the turn that it belongs to; without one there is nobody to ask. */
  readonly frame: Frame | undefined;
  readonly signal: AbortSignal;
}

export type CheckResult =
  | { readonly approved: true; readonly by: DecidedBy; readonly reason: string }
  /** `refusal`: a text is the result of the tool, an error is its error. */
  | { readonly approved: false; readonly by: DecidedBy; readonly reason: string; readonly refusal: string | Error };

export interface Check {
  /** Policies go first, however the tool was wrapped: nobody is asked about what may not run anyway. */
  readonly kind: 'policy' | 'approval';
  /** Asked in where none is in force. */
  readonly context?: ToolContext | undefined;
  decide(pending: PendingCall): CheckResult | Promise<CheckResult>;
  /** Whether an output of the tool is in truth a refusal of this check. */
  isRefusal(output: unknown): boolean;
}
