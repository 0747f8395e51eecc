// Whatever an attempt to reach a model threw in; what it was, and whether another attempt makes sense, out.
import { APICallError } from 'ai';

export interface Fault {
  readonly kind:
    | 'key'
    | 'quota'
    | 'unknown-model'
    | 'too-long'
    | 'busy'
    | 'broken'
    | 'refused'
    | 'unreachable'
    | 'moved'
    | 'dropped'
    | 'garbage';
  readonly retry: boolean;
  /** How long the provider asks to wait. */
  readonly retryAfterMs?: number;
  readonly status?: number;
  /** A few words. */
  readonly says: string;
  /** What the provider itself said. */
  readonly message: string;
}

const QUOTA = /insufficient_quota|billing|credit balance|quota exceeded for your plan|payment required/i;
const TOO_LONG = /context.{0,20}(?:length|window|size)|too (?:long|many tokens|large)|maximum.{0,40}tokens/i;
/** Another attempt would end in the same way. */
const UNREACHABLE: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'connection refused; is the server running',
  ENOTFOUND: 'no such host',
  EHOSTUNREACH: 'no route to it',
  ENETUNREACH: 'no network',
  CERT_HAS_EXPIRED: 'its certificate has expired',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'its certificate is self-signed',
  SELF_SIGNED_CERT_IN_CHAIN: 'its certificate is not trusted',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'its certificate is not trusted',
  ERR_TLS_CERT_ALTNAME_INVALID: 'its certificate is for another host',
  'bad port': 'that port is reserved for another protocol',
};

export function faultOf(error: unknown): Fault {
  const message = messageOf(error);
  if (!APICallError.isInstance(error)) return { kind: 'garbage', retry: false, says: 'no usable reply', message };
  const { statusCode: status } = error;
  if (status === undefined) return network(error, message);
  const base = { status, message };
  const said = `${message} ${error.responseBody?.slice(0, 2000) ?? ''}`;
  if (status >= 300 && status < 400) return { ...base, kind: 'moved', retry: false, says: 'redirected' };
  if (status < 400) return { ...base, kind: 'garbage', retry: false, says: 'no usable reply' };
  if (status === 402 || ((status === 429 || status === 400 || status === 403) && QUOTA.test(said)))
    return { ...base, kind: 'quota', retry: false, says: 'quota used up' };
  if (status === 401 || status === 403) return { ...base, kind: 'key', retry: false, says: 'key refused' };
  if (status === 413 || (status === 400 && TOO_LONG.test(said)))
    return { ...base, kind: 'too-long', retry: false, says: 'too long' };
  if (status === 404) return { ...base, kind: 'unknown-model', retry: false, says: 'no such model' };
  const wait = retryAfter(error.responseHeaders);
  if (status === 429) return { ...base, ...wait, kind: 'busy', retry: true, says: 'too many requests (429)' };
  if (status >= 500 || status === 408)
    return { ...base, ...wait, kind: 'broken', retry: true, says: `the provider failed (${status})` };
  return { ...base, kind: 'refused', retry: false, says: `refused (${status})` };
}

function network(error: APICallError, message: string): Fault {
  const code = codes(error).find((name) => Object.hasOwn(UNREACHABLE, name));
  if (code !== undefined) return { kind: 'unreachable', retry: false, says: UNREACHABLE[code] ?? code, message };
  return { kind: 'dropped', retry: true, says: 'the connection broke', message };
}

/** The codes of an error and of all that caused it; a port that no browser asks has only a message. */
function codes(error: unknown, depth = 0): string[] {
  if (typeof error !== 'object' || error === null || depth > 5) return [];
  const { code, message, cause, errors } = error as Readonly<Record<string, unknown>>;
  const own = [code, message].filter((text) => typeof text === 'string');
  return [...own, ...[cause, ...(Array.isArray(errors) ? errors : [])].flatMap((inner) => codes(inner, depth + 1))];
}

/** Seconds, a date, or OpenAI's milliseconds. */
function retryAfter(headers: Readonly<Record<string, string>> | undefined): { readonly retryAfterMs?: number } {
  const exact = Number(headers?.['retry-after-ms'] ?? Number.NaN);
  const said = headers?.['retry-after'] ?? '';
  const seconds = said.trim() === '' ? Number.NaN : Number(said);
  const found = [exact, seconds * 1000, Date.parse(said) - Date.now()].find((ms) => !Number.isNaN(ms));
  return found === undefined ? {} : { retryAfterMs: Math.max(0, found) };
}

function messageOf(error: unknown): string {
  if (typeof error === 'string') return error;
  const message = (error as { readonly message?: unknown } | null)?.message;
  return typeof message === 'string' ? message : 'something that is no error';
}
