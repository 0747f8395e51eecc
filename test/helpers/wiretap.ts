// The address of a server in; an address that leads there too, and what is sent through it, as it is on the wire, out.
import { once } from 'node:events';
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { TestContext } from 'node:test';

export interface Wiretap {
  readonly url: string;
  /** Bodies of requests, oldest first. */
  readonly sent: readonly string[];
}

export async function wiretap(context: Pick<TestContext, 'after'>, target: string): Promise<Wiretap> {
  const sent: string[] = [];
  const server = createServer((incoming, outgoing) => {
    const chunks: Buffer[] = [];
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
    incoming.on('end', () => {
      sent.push(Buffer.concat(chunks).toString());
      const { method, headers, url } = incoming;
      const onward = request(`${target}${url}`, { method, headers: { ...headers, host: new URL(target).host } }, (reply) => {
        outgoing.writeHead(reply.statusCode ?? 500, reply.headers);
        reply.on('error', () => outgoing.destroy());
        reply.pipe(outgoing);
      });
      onward.on('error', () => outgoing.destroy());
      outgoing.on('close', () => onward.destroy());
      onward.end(Buffer.concat(chunks));
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  context.after(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, sent };
}
