// An address and a message in, the reply out, whatever its status. Follows no redirect and no proxy, and reads only so much.
import type { RequestOptions } from 'node:https';
import type { ReceivedHeaders } from './signature.ts';

export interface Message {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

export interface Reply {
  readonly status: number;
  readonly headers: ReceivedHeaders;
  readonly body: Uint8Array;
}

export interface PostOptions {
  /** Ends it at once. */
  readonly signal: AbortSignal;
  /** The longest body that is read, in bytes. */
  readonly mostBytes: number;
  /** Called when there is a connection. */
  readonly reached: () => void;
}

/** A proxy, or a gate on the way, may forget a connection that is long silent. */
const ALIVE_EVERY_MS = 30_000;
const THIS_MACHINE = [
  { address: '127.0.0.1', family: 4 },
  { address: '::1', family: 6 },
];

/** @throws An error with a `code`: of the network, of TLS, `TOO_LONG`, or that of an abort. */
export async function post(url: URL, { headers, body }: Message, options: PostOptions): Promise<Reply> {
  const { signal, mostBytes, reached } = options;
  const secure = url.protocol === 'https:';
  // By fetch, a reply that takes longer than five minutes would be given up.
  const { request } = secure ? await import('node:https') : await import('node:http');
  signal.throwIfAborted();
  return new Promise((resolve, reject) => {
    const sent = request(url, {
      method: 'POST',
      headers: { ...headers, 'content-length': body.length, 'accept-encoding': 'identity', 'user-agent': 'approve-run' },
      // Its own connection: the agent that all share may go through a proxy that the environment names.
      agent: false,
      // Also where NODE_TLS_REJECT_UNAUTHORIZED says otherwise.
      rejectUnauthorized: true,
      signal,
      ...(url.hostname === 'localhost' ? { lookup: thisMachine } : {}),
    });
    sent.setSocketKeepAlive(true, ALIVE_EVERY_MS);
    sent.once('socket', (socket) => socket.once(secure ? 'secureConnect' : 'connect', reached));
    sent.on('error', reject);
    sent.once('close', () => reject(Object.assign(new Error('closed'), { code: 'ECONNRESET' })));
    sent.once('response', (response) => {
      const chunks: Buffer[] = [];
      let bytes = 0;
      response.on('data', (chunk: Buffer) => {
        bytes += chunk.length;
        if (bytes <= mostBytes) return chunks.push(chunk);
        reject(Object.assign(new Error('too long'), { code: 'TOO_LONG' }));
        return sent.destroy();
      });
      response.on('error', reject);
      response.once('end', () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(chunks) }),
      );
    });
    sent.end(body);
  });
}

/** No resolver is asked where `localhost` is: a request in the clear must not leave this machine. */
const thisMachine: NonNullable<RequestOptions['lookup']> = (_host, { all }, done) => {
  if (all) done(null, THIS_MACHINE);
  else done(null, '127.0.0.1', 4);
};
