// Somebody else decides, over HTTP: an endpoint, and who runs code only if that approves it, both in this process. It runs by itself, and ends.
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { answerApproval, executeCodeBlocks, httpApproval, localExecutor } from 'approve-run';

// What both sides share. In earnest: openssl rand -base64 32, into the environment of both.
process.env.APPROVE_RUN_APPROVER_KEY = randomBytes(32).toString('base64');

// The endpoint. This one is quick to decide; a chat bot would ask people, and answer 'pending' until one of them has clicked.
const server = createServer(async (request, response) => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  const answer = await answerApproval({ body: Buffer.concat(chunks), headers: request.headers }, ({ code, effects }) => {
    console.log(`asked about: ${JSON.stringify(code)}, which ${effects.map(({ says }) => says).join(', ') || 'changes nothing'}`);
    return effects.length === 0
      ? { approved: true, reason: 'it changes nothing' }
      : { approved: false, reason: 'not while nobody looks' };
  });
  response.writeHead(answer.status, answer.headers).end(answer.body);
}).listen(0, '127.0.0.1');
await once(server, 'listening');

// The side that asks, and runs what was approved.
const { port } = server.address() as AddressInfo;
const { status, output } = await executeCodeBlocks('```bash\necho hello\n```\n\n```bash\nmkdir made\n```\n', {
  codeExecutor: localExecutor({ env: { PATH: process.env.PATH ?? '' } }),
  approvalFunc: httpApproval(`http://127.0.0.1:${port}/ask`, { timeout: 10 }),
});
console.log(`${status}: ${output}`);
server.close();
