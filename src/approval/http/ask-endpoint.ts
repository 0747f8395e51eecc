// A request in; what the endpoint answers, or why nothing that it answers counts, out.
import type { ApprovalRequest, ApprovalResponse } from '../../types.ts';
import { judgeFault, judgeReply } from './judge-reply.ts';
import { openAnswer } from './open-answer.ts';
import { post } from './post.ts';
import { sign } from './signature.ts';
import { untilAnswered } from './until-answered.ts';

/** Of an answer, beside the code that it may send back. */
const MOST_BYTES = 1_000_000;
/** Goes into a header, and has no dot: what is signed is put together by dots. */
const SAFE_ID = /^[\w-]{1,200}$/;

export interface Endpoint {
  readonly place: URL;
  readonly keys: readonly Buffer[];
  /** 0 waits without end. */
  readonly timeoutMs: number;
}

export async function askEndpoint({ place, keys, timeoutMs }: Endpoint, request: ApprovalRequest): Promise<ApprovalResponse> {
  const { signal: ended, ...data } = request;
  if (!SAFE_ID.test(request.id))
    return failed(place, 'was not asked: the id of the request has other characters than letters, digits, "-" and "_"');
  // The same bytes in each attempt: with the id they tell the endpoint that it is one question.
  const body = Buffer.from(JSON.stringify({ type: 'approval.requested', timestamp: new Date().toISOString(), data }));
  const mostBytes = MOST_BYTES + Buffer.byteLength(request.code);
  const deadline = timeoutMs === 0 ? Number.POSITIVE_INFINITY : performance.now() + timeoutMs;
  const leftMs = () => deadline - performance.now();
  const stop = new AbortController();
  const end = () => stop.abort();
  const timer = timeoutMs === 0 ? undefined : setTimeout(end, timeoutMs);
  let connected = false;
  const reached = () => {
    connected = true;
  };
  const attempt = async () => {
    const headers = { 'content-type': 'application/json', accept: 'application/json', ...sign(request.id, body, keys) };
    return post(place, { headers, body }, { signal: stop.signal, mostBytes, reached }).then(judgeReply, judgeFault);
  };
  try {
    if (ended.aborted) end();
    ended.addEventListener('abort', end, { once: true });
    const made = await untilAnswered(attempt, leftMs, stop.signal);
    if (made.kind === 'refused') return failed(place, made.says);
    const opened = openAnswer(made.reply, request, keys);
    if (leftMs() <= 0) return late(timeoutMs);
    return 'response' in opened ? opened.response : failed(place, opened.fault);
  } catch (error) {
    if (ended.aborted) return { approved: false, outcome: 'cancelled', reason: 'the run was ended' };
    if (!stop.signal.aborted) throw error;
    return connected ? late(timeoutMs) : failed(place, `could not be reached within ${timeoutMs / 1000} s`);
  } finally {
    clearTimeout(timer);
    ended.removeEventListener('abort', end);
  }
}

function late(timeoutMs: number): ApprovalResponse {
  const reason = `no one answered within ${timeoutMs / 1000} s; this is not a refusal`;
  return { approved: false, outcome: 'timed-out', reason };
}

function failed({ host }: URL, says: string): ApprovalResponse {
  return { approved: false, outcome: 'failed', reason: `${host} ${says}` };
}
