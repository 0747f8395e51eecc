// Names of tools that may run, and that may not, in; middleware that keeps to them, and can be changed at any time, out.
import { UsageError } from '../../errors.ts';
import type { ToolCall } from '../../events.ts';
import { checkKnown, type KindsOf } from '../../known-options.ts';
import type { CheckResult, PendingCall } from './check.ts';
import { ToolBlockedError } from './errors.ts';
import { type ToolMiddleware, toolMiddleware } from './tool-middleware.ts';

/** Whole names, compared exactly. Blocking wins. */
export interface ToolRules {
  /** Only these may run; an empty list lets none. @default all */
  readonly allowed?: readonly string[];
  /** These may not. @default none */
  readonly blocked?: readonly string[];
}

export interface ToolPolicyOptions extends ToolRules {
  /** Told of each refused call. What it throws, or rejects with, is dropped. */
  readonly onBlocked?: (call: ToolCall) => void | Promise<void>;
  /** The tool's name, for one that has none of its own, such as the AI SDK's. */
  readonly name?: string;
}

export interface ToolPolicy extends ToolMiddleware {
  /** The rules in force. */
  readonly rules: ToolRules;
  /** Puts other rules in force, for calls that come from now on; those that were let through go on. */
  set(rules: ToolRules): void;
}

const RULES: KindsOf<ToolRules> = { allowed: 'anything', blocked: 'anything' };

/**
 * Lets tools run by their names. A refused call is an error of the tool, a `ToolBlockedError`, and the model reads why.
 *
 * Together with `approvalRequired` it decides first, whichever wraps which: nobody is asked about what may not run.
 *
 * @throws {UsageError} For rules that are no lists of names; when wrapping, for a tool that cannot be covered.
 * @returns Middleware for one tool, `.all` for a list or a map of them, and `.set` for other rules.
 * @example
 * ```ts
 * import assert from 'node:assert';
 * import { ToolBlockedError, toolPolicy } from 'approve-run';
 *
 * const policy = toolPolicy({ blocked: ['erase'] });
 * const { read, erase } = policy.all({ read: async () => 'text', erase: async () => 'gone' });
 * assert.equal(await read(), 'text');
 * await assert.rejects(erase(), ToolBlockedError);
 *
 * policy.set({ allowed: [] }); // nothing
 * await assert.rejects(read(), ToolBlockedError);
 * ```
 */
export function toolPolicy(options: ToolPolicyOptions): ToolPolicy {
  checkKnown('toolPolicy', options, { ...RULES, onBlocked: 'a function', name: 'a text' });
  const { onBlocked, name, ...rules } = options;
  let inForce = checked(rules);

  function decide({ call }: PendingCall): CheckResult {
    const why = whyBlocked(call.toolName, inForce);
    if (why === undefined) return { approved: true, by: 'policy', reason: '' };
    (async () => onBlocked?.(call))().catch(() => {});
    return { approved: false, by: 'policy', reason: why, refusal: new ToolBlockedError(call.toolName, why) };
  }

  const middleware = toolMiddleware({ kind: 'policy', decide, isRefusal: () => false }, name);
  Object.defineProperty(middleware, 'rules', { get: () => inForce, enumerable: true });
  return Object.assign(middleware as ToolPolicy, {
    set(other: ToolRules) {
      checkKnown('toolPolicy.set', other, RULES);
      inForce = checked(other);
    },
  });
}

function whyBlocked(toolName: string, { allowed, blocked }: ToolRules): string | undefined {
  if (blocked?.includes(toolName)) return 'the policy blocks it';
  return allowed === undefined || allowed.includes(toolName) ? undefined : 'the policy does not allow it';
}

/** A copy: rules change by `set` alone. */
function checked({ allowed, blocked }: ToolRules): ToolRules {
  for (const [key, names] of Object.entries({ allowed, blocked })) {
    const isList = Array.isArray(names) && names.every((name) => typeof name === 'string');
    if (names !== undefined && !isList) throw new UsageError(`${key} takes a list of the names of tools`);
  }
  return Object.freeze({ ...(allowed && { allowed: [...allowed] }), ...(blocked && { blocked: [...blocked] }) });
}
