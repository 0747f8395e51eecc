// An HTTP endpoint that approves, or does not, as a test says, on a loopback port of its own; and what a request to it looks like.
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { TestContext } from 'node:test';
import { readKeys } from '../../src/approval/http/approver-keys.ts';
import { sign } from '../../src/approval/http/signature.ts';
import type { ApprovalRequest } from '../../src/types.ts';

export const KEY = `whsec_${Buffer.alloc(32, 'k').toString('base64')}`;
export const OTHER_KEY = Buffer.alloc(24, 'o').toString('base64');

export interface Asked {
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
  readonly data: ApprovalRequest;
  /** How often it was asked by now, this time included. */
  readonly count: number;
}

export type Answering = (asked: Asked, response: ServerResponse) => unknown;

export interface TestEndpoint {
  readonly url: string;
  readonly server: Server;
  /** All that it was asked, oldest first. */
  readonly asked: Asked[];
}

export async function approverEndpoint(context: Pick<TestContext, 'after'>, answer: Answering): Promise<TestEndpoint> {
  const asked: Asked[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const body = Buffer.concat(chunks).toString();
    const one = { headers: request.headers, body, data: JSON.parse(body).data, count: asked.length + 1 };
    asked.push(one);
    await answer(one, response);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  context.after(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/ask`, server, asked };
}

interface Signing {
  readonly key?: string;
  /** Milliseconds. */
  readonly at?: number;
  /** Of the headers. */
  readonly id?: string;
}

/** Answers with these bytes, signed. */
export function sendSigned(response: ServerResponse, { data }: Asked, body: string | Buffer, signing: Signing = {}): void {
  const { key = KEY, at = Date.now(), id = data.id } = signing;
  const bytes = Buffer.from(body);
  response.writeHead(200, { ...sign(id, bytes, readKeys(key, ''), at) }).end(bytes);
}

/** What an answer says, but for what a test says otherwise. */
export function answerTo({ data }: Asked, fields: object = {}): string {
  return JSON.stringify({ id: data.id, digest: data.digest, approved: true, reason: 'fine', ...fields });
}
