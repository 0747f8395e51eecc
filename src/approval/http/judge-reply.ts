// A reply, or what kept one from coming, in; whether it is an answer, whether to ask again, or why neither, out.
import type { Reply } from './post.ts';
import { headerOf } from './signature.ts';

/** `says` is what follows the approver's name. */
export type Attempt =
  | { readonly kind: 'answer'; readonly reply: Reply }
  /** Somebody thinks about it. */
  | { readonly kind: 'pending'; readonly afterMs?: number }
  | { readonly kind: 'broken'; readonly says: string; readonly afterMs?: number }
  | { readonly kind: 'refused'; readonly says: string };

/** What may be over in a moment; all else would end in the same way again. */
const PASSING: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'could not be reached: connection refused, is it running?',
  ECONNRESET: 'broke the connection before it answered',
  EPIPE: 'broke the connection before it answered',
  ETIMEDOUT: 'could not be reached: the connection timed out',
  EHOSTUNREACH: 'could not be reached: no route to it',
  ENETUNREACH: 'could not be reached: no network',
  EAI_AGAIN: 'could not be reached: its name was not resolved',
};
const LASTING: Readonly<Record<string, string>> = {
  ENOTFOUND: 'could not be reached: no such host',
  CERT_HAS_EXPIRED: 'has a certificate that has expired',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'has a certificate that is self-signed; NODE_EXTRA_CA_CERTS names others to trust',
  SELF_SIGNED_CERT_IN_CHAIN: 'has a certificate that is not trusted; NODE_EXTRA_CA_CERTS names others to trust',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'has a certificate that is not trusted; NODE_EXTRA_CA_CERTS names others to trust',
  ERR_TLS_CERT_ALTNAME_INVALID: 'has a certificate for another host',
  TOO_LONG: 'sent an answer that is too long to be one',
};
const TRY_LATER = [408, 425, 429];

export function judgeReply(reply: Reply): Attempt {
  const { status } = reply;
  const wait = retryAfter(headerOf(reply.headers, 'retry-after'));
  if (status === 200) return { kind: 'answer', reply };
  if (status === 202) return { kind: 'pending', ...wait };
  if (status >= 500 || TRY_LATER.includes(status)) return { kind: 'broken', says: `failed (${status})`, ...wait };
  if (status >= 300 && status < 400)
    return { kind: 'refused', says: `points to another address (${status}); name that one, nothing is sent on` };
  if (status === 401 || status === 403)
    return { kind: 'refused', says: `refused the request (${status}); do both sides have the same key?` };
  return { kind: 'refused', says: `answered with status ${status}, which is no answer` };
}

export function judgeFault(error: unknown): Attempt {
  const { code = 'unknown' } = (error ?? {}) as { readonly code?: string };
  if (Object.hasOwn(PASSING, code)) return { kind: 'broken', says: PASSING[code] ?? code };
  if (Object.hasOwn(LASTING, code)) return { kind: 'refused', says: LASTING[code] ?? code };
  return { kind: 'refused', says: `${code.startsWith('HPE_') ? 'sent what is no HTTP' : 'could not be asked'} (${code})` };
}

/** Seconds, or a date. */
function retryAfter(said = ''): { readonly afterMs?: number } {
  const ms = /^\d+$/.test(said.trim()) ? Number(said) * 1000 : Date.parse(said) - Date.now();
  return Number.isNaN(ms) ? {} : { afterMs: Math.max(0, ms) };
}
