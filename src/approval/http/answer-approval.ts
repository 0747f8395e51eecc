// A request of `httpApproval` as an endpoint got it in; the signed answer to send back out. The reference for endpoints (docs/approver.md).
import { checkResponse } from '../../approver.ts';
import type { ApprovalRequest, ApprovalResponse } from '../../types.ts';
import { KEY_VARIABLE, readKeys } from './approver-keys.ts';
import { readJson } from './read-json.ts';
import { type ReceivedHeaders, sign, verify } from './signature.ts';

/** A request as it came over HTTP. */
export interface ReceivedApproval {
  /** The exact bytes: JSON that was parsed and written again has other ones. */
  readonly body: string | Uint8Array;
  /** Those of node:http, or `Object.fromEntries(request.headers)`. */
  readonly headers: ReceivedHeaders;
  /** As in `HttpApprovalOptions`. @default what the environment has as APPROVE_RUN_APPROVER_KEY */
  readonly key?: string | readonly string[];
}

/** What to send back. */
export interface ApprovalReply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** A request that was verified: what an approver may look at, but for the signal. */
export type AskedApproval = Omit<ApprovalRequest, 'signal'>;

/** Decides about a request; `'pending'` has it sent again in two seconds, with the same id. */
export type DecideApproval = (request: AskedApproval) => ApprovalResponse | 'pending' | Promise<ApprovalResponse | 'pending'>;

const PENDING_S = 2;

/**
 * Verifies a request of `httpApproval`, asks `decide`, and signs what it answers.
 *
 * A request can come several times, with the same `id`: keep what was decided by it. One that somebody recorded comes again within five
 * minutes at most; to answer it a second time decides nothing.
 *
 * @returns Status 200 with the answer, 202 for `'pending'`, 401 for what is not signed with the key, 400 for what is no such request.
 * @throws {UsageError} Without a key.
 * @throws {TypeError} When `decide` gives no answer. Whatever it throws, too.
 * @example
 * ```ts
 * import assert from 'node:assert/strict';
 * import { createHmac } from 'node:crypto';
 * import { answerApproval } from 'approve-run';
 *
 * const key = 'zQa2lNhkYlRRP0U1o4ZpJrVbq6XT4lDgWj9nAmx7m5s=';
 *
 * // What approve-run sends, shortened.
 * const data = { id: 'a-1', code: 'echo hello\n', language: 'bash', tool: 'bash', digest: 'c0ffee' };
 * const body = JSON.stringify({ type: 'approval.requested', timestamp: new Date().toISOString(), data });
 * const seconds = Math.floor(Date.now() / 1000);
 * const mac = createHmac('sha256', Buffer.from(key, 'base64')).update(`a-1.${seconds}.${body}`).digest('base64');
 * const headers = { 'webhook-id': 'a-1', 'webhook-timestamp': `${seconds}`, 'webhook-signature': `v1,${mac}` };
 *
 * const answer = await answerApproval({ body, headers, key }, ({ code }) => ({
 *   approved: code.startsWith('echo '),
 *   reason: 'it only prints',
 * }));
 * assert.equal(answer.status, 200);
 * assert.deepEqual(JSON.parse(answer.body), { id: 'a-1', digest: 'c0ffee', approved: true, reason: 'it only prints' });
 *
 * const forged = await answerApproval({ body: body.replace('hello', 'other'), headers, key }, () => 'pending');
 * assert.equal(forged.status, 401);
 * ```
 */
export async function answerApproval(received: ReceivedApproval, decide: DecideApproval): Promise<ApprovalReply> {
  const keys = readKeys(received.key, KEY_VARIABLE);
  const bytes = Buffer.from(received.body);
  const verified = verify(received.headers, bytes, keys);
  if ('fault' in verified) return refusal(401, `The request ${verified.fault}.`);
  const json = readJson(bytes);
  if ('fault' in json) return refusal(400, `The request ${json.fault}.`);
  const asked = askedIn(json.value);
  if (asked?.id !== verified.id) return refusal(400, 'The request is none for an approval.');
  const decided = await decide(asked);
  if (decided === 'pending') return { ...refusal(202, 'Not decided yet.'), headers: { ...TEXT, 'retry-after': `${PENDING_S}` } };
  const body = JSON.stringify({ id: asked.id, digest: asked.digest, ...checkResponse(decided) });
  return {
    status: 200,
    headers: { 'content-type': 'application/json', ...sign(asked.id, Buffer.from(body), keys) },
    body,
  };
}

/** What is signed is what approve-run wrote; it is only told from other messages that are signed with the same key. */
function askedIn({ type, data }: Readonly<Record<string, unknown>>): AskedApproval | undefined {
  if (type !== 'approval.requested' || typeof data !== 'object' || data === null) return undefined;
  const { id, digest, code } = data as Readonly<Record<string, unknown>>;
  return [id, digest, code].every((one) => typeof one === 'string') ? (data as AskedApproval) : undefined;
}

const TEXT = { 'content-type': 'text/plain; charset=utf-8' };

function refusal(status: number, says: string): ApprovalReply {
  return { status, headers: TEXT, body: `${says}\n` };
}
