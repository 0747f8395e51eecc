// A message and keys in; the headers that Standard Webhooks signs it by out, and whether such headers fit a message.
const { createHmac, timingSafeEqual } = process.getBuiltinModule('node:crypto');

export interface SignedHeaders {
  readonly 'webhook-id': string;
  /** Seconds since 1970. */
  readonly 'webhook-timestamp': string;
  readonly 'webhook-signature': string;
}

/** As node:http, or `Object.fromEntries(request.headers)`, has them. */
export type ReceivedHeaders = Readonly<Record<string, string | readonly string[] | undefined>>;

/** `fault` is what follows "the answer" or "the request". */
export type Verified = { readonly id: string } | { readonly fault: string };

const TOLERANCE_S = 300;
/** 32 bytes in base64. */
const SIGNATURE = /^v1,([A-Za-z0-9+/]{43}=)$/;

/** One signature a key, so that both sides can change keys without a gap. */
export function sign(id: string, body: Uint8Array, keys: readonly Buffer[], now: number = Date.now()): SignedHeaders {
  const timestamp = String(Math.floor(now / 1000));
  const signatures = keys.map((key) => `v1,${mac(key, id, timestamp, body).toString('base64')}`);
  return { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': signatures.join(' ') };
}

/** One signature by one of the keys is enough. */
export function verify(headers: ReceivedHeaders, body: Uint8Array, keys: readonly Buffer[], now: number = Date.now()): Verified {
  const id = headerOf(headers, 'webhook-id');
  const timestamp = headerOf(headers, 'webhook-timestamp');
  const signatures = headerOf(headers, 'webhook-signature');
  if (!id || !timestamp || !signatures) return { fault: 'is not signed' };
  const given = signatures.split(' ').flatMap((one) => {
    const [, base64] = SIGNATURE.exec(one) ?? [];
    return base64 === undefined ? [] : [Buffer.from(base64, 'base64')];
  });
  const expected = keys.map((key) => mac(key, id, timestamp, body));
  if (!expected.some((one) => given.some((other) => timingSafeEqual(one, other))))
    return { fault: 'is signed with another key, or was changed on its way' };
  if (!/^\d{1,12}$/.test(timestamp)) return { fault: 'was signed at a time that is none' };
  const apart = Math.round(Math.abs(now / 1000 - Number(timestamp)));
  if (apart > TOLERANCE_S)
    return { fault: `was signed ${apart} s from now: it is sent again by somebody, or one of the two clocks is wrong` };
  return { id };
}

export function headerOf(headers: ReceivedHeaders, name: string): string | undefined {
  const value = headers[name] ?? Object.entries(headers).find(([key]) => key.toLowerCase() === name)?.[1];
  // Of what must stand there once, several are none.
  return typeof value === 'string' ? value : undefined;
}

function mac(key: Buffer, id: string, timestamp: string, body: Uint8Array): Buffer {
  return createHmac('sha256', key).update(`${id}.${timestamp}.`).update(body).digest();
}
