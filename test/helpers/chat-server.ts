// A server that speaks OpenAI's chat protocol, byte by byte as a test says: for what no well-behaved provider sends.
import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { TestContext } from 'node:test';

/** @returns Its base URL. */
export async function chatServer(
  context: Pick<TestContext, 'after'>,
  answer: (response: ServerResponse) => void,
): Promise<string> {
  const server = createServer((_, response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    answer(response);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  context.after(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
}

export function chunk(delta: object, finish_reason: string | null = null): string {
  return `data: ${JSON.stringify({ id: 'x', choices: [{ index: 0, delta, finish_reason }] })}\n\n`;
}

/** Sends the same without end, as fast as it is taken. */
export function endless(text: string): (response: ServerResponse) => void {
  return (response) => {
    const more = () => {
      while (!response.destroyed && response.write(text));
      if (!response.destroyed) response.once('drain', more);
    };
    more();
  };
}
