// An address in; an approval function that asks there, by signed messages, out (docs/approver.md).
import type { ApproverConfig, SerializableApproval } from '../../approver.ts';
import { SerializationError } from '../../errors.ts';
import { checkKnown, type KindsOf } from '../../known-options.ts';
import { checkSeconds } from '../../seconds.ts';
import type { ApprovalRequest, ApprovalResponse } from '../../types.ts';
import { KEY_VARIABLE, readKeys } from './approver-keys.ts';
import { approverUrl } from './approver-url.ts';
import { askEndpoint } from './ask-endpoint.ts';

/** How an HTTP endpoint is asked. */
export interface HttpApprovalOptions {
  /** Seconds for an answer, further attempts included; 0 waits without end. @default 30 */
  readonly timeout?: number;
  /** Whether a time without an answer ends the run, or only leaves the block unapproved. @default 'stop' */
  readonly onTimeout?: 'stop' | 'deny';
  /**
   * What both sides share: base64 of 24 to 64 random bytes, with `whsec_` before it or without. Several, in a list or separated by
   * spaces, while keys are changed: each signs, and an answer that one of them signed counts. With a key given here the approver cannot
   * be serialised.
   *
   * @default what the environment has as `keyVariable`
   */
  readonly key?: string | readonly string[];
  /** The environment variable that holds the key; `blockEnvironment` withholds names that end in KEY. @default 'APPROVE_RUN_APPROVER_KEY' */
  readonly keyVariable?: string;
}

const DEFAULT_TIMEOUT = 30;

const KINDS: KindsOf<HttpApprovalOptions> = {
  timeout: 'a number',
  onTimeout: ['stop', 'deny'],
  key: 'anything',
  keyVariable: 'a text',
};

/**
 * Asks an HTTP endpoint for each approval: a chat bot, a ticket system, somebody else's screen.
 *
 * The request is signed, and only an answer counts that is signed with the same key, for this request and this code. A time without an
 * answer is `timed-out`, an abort `cancelled`; whatever else goes wrong is `failed`, with its cause.
 *
 * @param url https; plain http only to this machine. Redirects and proxies are not followed.
 * @throws {UsageError} For another address, and without a key.
 * @example
 * ```ts
 * import assert from 'node:assert/strict';
 * import { httpApproval } from 'approve-run';
 *
 * // Made by: openssl rand -base64 32
 * process.env.APPROVE_RUN_APPROVER_KEY = 'zQa2lNhkYlRRP0U1o4ZpJrVbq6XT4lDgWj9nAmx7m5s=';
 *
 * const approver = httpApproval('https://approver.example.com/ask', { timeout: 600 });
 *
 * assert.deepEqual(approver.toConfig(), {
 *   kind: 'http',
 *   url: 'https://approver.example.com/ask',
 *   keyVariable: 'APPROVE_RUN_APPROVER_KEY',
 *   timeout: 600,
 * });
 * ```
 */
export function httpApproval(url: string, options: HttpApprovalOptions = {}): SerializableApproval {
  checkKnown('httpApproval', options, KINDS);
  const { timeout = DEFAULT_TIMEOUT, onTimeout = 'stop', keyVariable = KEY_VARIABLE } = options;
  const place = approverUrl(url);
  const keys = readKeys(options.key, keyVariable);
  checkSeconds('httpApproval: timeout', timeout);

  async function approve(request: ApprovalRequest): Promise<ApprovalResponse> {
    const response = await askEndpoint({ place, keys, timeoutMs: timeout * 1000 }, request);
    const late = response.outcome === 'timed-out' && response.endRun === undefined;
    return late ? { ...response, endRun: onTimeout === 'stop' } : response;
  }

  function toConfig(): ApproverConfig {
    if (options.key !== undefined)
      throw new SerializationError(
        `The approver ${place.host} has its key from code, and no key is written down. Put it into the environment as ${keyVariable}, and leave out \`key\`.`,
      );
    return {
      kind: 'http',
      url: place.href,
      keyVariable,
      ...(timeout === DEFAULT_TIMEOUT ? {} : { timeout }),
      ...(onTimeout === 'stop' ? {} : { onTimeout }),
    };
  }

  return Object.assign(approve, { toConfig });
}
