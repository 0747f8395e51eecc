// What passes between those who ask for an approval and the function that is asked. The gate and policy modules share it.
import { toUSVString } from 'node:util';
import { digestOf } from './digest.ts';
import type { Reading } from './effects.ts';
import type { ApprovalFunction, ApprovalRequest, ApprovalResponse, Judged, Proposal } from './types.ts';

/** Who is asked, as plain data: what an agent is written down with. Times are seconds; what is absent is the default. */
export type ApproverConfig =
  | {
      readonly kind: 'http';
      readonly url: string;
      /** The environment variable that holds the key: the key itself is never written down. */
      readonly keyVariable: string;
      readonly timeout?: number;
      readonly onTimeout?: 'stop' | 'deny';
    }
  | { readonly kind: 'policy'; readonly policy: string | readonly string[] }
  | { readonly kind: 'console'; readonly timeout?: number }
  | { readonly kind: 'model'; readonly model: string };

/** An approval function that can be written down, and made again from that. */
export interface SerializableApproval extends ApprovalFunction {
  /** @throws {SerializationError} When a part of it is code, or a secret. */
  toConfig(): ApproverConfig;
}

const OUTCOMES: readonly unknown[] = ['denied', 'timed-out', 'cancelled', 'failed', undefined];

/** A proposal as an approver sees it. */
export function requestFor(
  { block, tool, cwd, argv, sandbox, saveAs }: Proposal,
  reading: Reading,
  rest: Pick<ApprovalRequest, 'reasons' | 'demanded' | 'canRemember' | 'confirm' | 'context' | 'signal' | 'attempt'>,
): ApprovalRequest {
  const { code, language, digest, proposed } = block;
  const { effects, commands, executes = [] } = reading;
  return {
    id: crypto.randomUUID(),
    code,
    language,
    tool,
    digest,
    cwd,
    argv,
    sandbox,
    effects,
    commands,
    executes,
    ...(saveAs === undefined ? {} : { saveAs }),
    ...(proposed === undefined ? {} : { proposed: proposed.code }),
    ...rest,
  };
}

/** The other way round: a request as policies and views take it. Where the block stood is not told, so it is the first of its turn. */
export function judgedOf(request: ApprovalRequest): Judged {
  const { code, language, digest, proposed, tool, cwd, argv, sandbox, saveAs } = request;
  const { effects, commands, executes, reasons, demanded, confirm } = request;
  const original = proposed === undefined ? {} : { proposed: { code: proposed, digest: digestOf(proposed) } };
  return {
    proposal: {
      block: { index: 1, language, code, line: 1, digest, ...original },
      tool,
      argv,
      cwd,
      sandbox,
      ...(saveAs === undefined ? {} : { saveAs }),
    },
    reading: { effects, commands, executes },
    verdict: { decision: 'ask', demanded, ...(confirm === undefined ? {} : { confirm }), reasons },
  };
}

/**
 * Whatever an approver returned in, an `ApprovalResponse` out. Anything that is not clearly one is no approval.
 *
 * @throws {TypeError} When it has another shape.
 */
export function checkResponse(answer: unknown): ApprovalResponse {
  if (typeof answer !== 'object' || answer === null) throw new TypeError('the approver gave no answer { approved, reason }');
  const { approved, reason, outcome, edited, remember, endRun } = answer as Record<string, unknown>;
  // Whatever wrote there would have answered every question.
  if (!Object.hasOwn(answer, 'approved') && 'approved' in Object.prototype)
    throw new TypeError('Object.prototype has an `approved`');
  if (typeof approved !== 'boolean') throw new TypeError('the answer has no `approved: true` or `approved: false`');
  if (typeof reason !== 'string') throw new TypeError('the answer has no `reason` (a text)');
  if (!OUTCOMES.includes(outcome) || (approved && outcome !== undefined))
    throw new TypeError('the answer has an unknown `outcome`');
  if (edited !== undefined && (typeof edited !== 'string' || approved))
    throw new TypeError('the answer has an `edited` that is no text, or approves besides');
  if (remember !== undefined && remember !== 'tool') throw new TypeError('the answer has an unknown `remember`');
  if (endRun !== undefined && typeof endRun !== 'boolean') throw new TypeError('the answer has an unknown `endRun`');
  return {
    approved,
    reason,
    ...(outcome ? { outcome } : {}),
    // Half a character would run as another one than is shown.
    ...(edited === undefined ? {} : { edited: toUSVString(edited as string) }),
    ...(remember ? { remember } : {}),
    ...(endRun === undefined ? {} : { endRun }),
  } as ApprovalResponse;
}

/** What went wrong, in words. Anything can be thrown, also what cannot be turned into a text. */
export function causeOf(thrown: unknown): string {
  if (thrown instanceof Error && typeof thrown.message === 'string') return thrown.message;
  return typeof thrown === 'string' ? thrown : 'it threw something that is no error';
}
