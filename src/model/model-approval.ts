// A model in; an approval function that lets it judge code out. Whatever goes wrong is no approval, and what a rule wants a person for is never its.
import type { SerializableApproval } from '../approver.ts';
import { ApproveRunError, SerializationError } from '../errors.ts';
import { checkKnown } from '../known-options.ts';
import { checkSeconds } from '../seconds.ts';
import { visibleLine } from '../text/visible.ts';
import type { ApprovalFunction, ApprovalRequest, ApprovalResponse } from '../types.ts';
import type { ModelClient } from './model-client.ts';
import { labelOf } from './open-client.ts';

export interface ModelApprovalOptions {
  /** What the judge should look at, after our own words. */
  readonly instructions?: string;
  /** Who is asked in its place where a rule demands that somebody is asked, or a person changed the code. @default nobody: it is denied */
  readonly otherwise?: ApprovalFunction;
  /** Seconds that the model has to answer, all attempts together; 0 waits without end. @default 30 */
  readonly timeout?: number;
}

const SECONDS = 30;
/** Of a reason; a model may write without end. */
const LONGEST = 500;

/**
 * Lets a second model judge the blocks that no rule and no grant decides.
 *
 * The model sees code, effects and conversation as data, and answers yes or no with a reason. It answers default asks only: what a rule
 * demands an ask for, and what a person changed, goes to `otherwise`. When it cannot be reached, answers in another form, refuses, or is
 * late, the block is not approved. A model can be talked into a yes by the code that it reads: use it beside a policy, and in a sandbox.
 *
 * @param model The judge: best another one than the one that writes the code.
 * @returns An approval function. Its `toConfig` throws where the model is an object, or there are options.
 * @throws {UsageError} When `timeout` is negative or no number.
 * @example
 * ```ts
 * import assert from 'node:assert';
 * import { documentAgent, localExecutor, modelApproval, openGate, parseTask, run, ScriptedModel } from 'approve-run';
 *
 * const judge = new ScriptedModel([{ object: { reason: 'It only prints.', approved: true } }]);
 * const { exitCode } = await run({
 *   agent: documentAgent(await parseTask('```bash\necho hello\n```\n')),
 *   gate: openGate({ policy: 'ask', approvalFunc: modelApproval(judge) }),
 *   executor: localExecutor({ env: { PATH: process.env.PATH ?? '' } }),
 *   emit: (event) => console.log(event.type),
 * });
 * assert.equal(exitCode, 0);
 * ```
 */
export function modelApproval(model: ModelClient, options: ModelApprovalOptions = {}): SerializableApproval {
  checkKnown('modelApproval', options, { instructions: 'a text', otherwise: 'a function', timeout: 'a number' });
  const { instructions, otherwise, timeout = SECONDS } = options;
  checkSeconds('modelApproval: timeout', timeout);
  const judge = `model ${visibleLine(labelOf(model))}`;

  async function ask(request: ApprovalRequest): Promise<ApprovalResponse> {
    const beyond = whyNotItsOwn(request);
    if (beyond !== undefined)
      return otherwise === undefined ? no('denied', `${beyond}, and ${judge} may not decide that`) : otherwise(request);
    const clock = new AbortController();
    const timer = timeout === 0 ? undefined : setTimeout(() => clock.abort(), timeout * 1000);
    try {
      const { askJudge } = await import('./ask-judge.ts');
      const signal = AbortSignal.any([request.signal, clock.signal]);
      const { approved, reason } = await askJudge({ model, request, instructions, signal });
      const says = `${judge}: ${visibleLine(reason.trim()).slice(0, LONGEST) || 'it gave no reason'}`;
      return approved ? { approved, reason: says } : no('denied', says);
    } catch (error) {
      if (request.signal.aborted) return no('cancelled', 'the run was ended');
      if (clock.signal.aborted) return no('timed-out', `${judge} did not answer within ${timeout} s; this is not a refusal`);
      return no('failed', `${judge} could not be asked: ${error instanceof ApproveRunError ? error.message : 'it broke'}`);
    } finally {
      clearTimeout(timer);
    }
  }

  return Object.assign(ask, {
    toConfig() {
      if (typeof model !== 'string')
        throw new SerializationError(
          `modelApproval: the model ${labelOf(model)} is an object. Name it by a text, such as "openai/gpt-…".`,
        );
      const set = Object.entries({ instructions, otherwise, timeout: options.timeout }).filter(
        ([, value]) => value !== undefined,
      );
      if (set.length > 0)
        throw new SerializationError(
          `modelApproval: ${set.map(([name]) => name).join(', ')} cannot be written down, only the model can.`,
        );
      return { kind: 'model', model } as const;
    },
  });
}

function whyNotItsOwn({ demanded, confirm, proposed }: ApprovalRequest): string | undefined {
  if (demanded || confirm !== undefined) return 'a rule demands that somebody is asked';
  return proposed === undefined ? undefined : 'a person changed the code';
}

function no(outcome: NonNullable<ApprovalResponse['outcome']>, reason: string): ApprovalResponse {
  return { approved: false, outcome, reason };
}
