// Weaknesses of AutoGen's approval functions, by their numbers in the list, where whoever decides is elsewhere: each fails on its behaviour.
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { httpApproval } from '../../src/approval/http/http-approval.ts';
import { executeCodeBlocks } from '../../src/assemble/execute-code-blocks.ts';
import { localExecutor } from '../../src/execution/local-executor.ts';
import type { ApprovalFunction } from '../../src/types.ts';
import { type Answering, answerTo, approverEndpoint, KEY, sendSigned } from '../helpers/approver-endpoint.ts';
import { scratch } from '../helpers/scratch.ts';

/** A block that leaves a marker, and whether it did. */
async function marked(t: TestContext, approvalFunc: ApprovalFunction, signal?: AbortSignal) {
  const marker = join(scratch(t).cwd, 'marker');
  const codeExecutor = localExecutor({ env: { PATH: process.env.PATH ?? '' } });
  const result = await executeCodeBlocks(`\`\`\`bash\ntouch ${marker}\n\`\`\``, { codeExecutor, approvalFunc, signal });
  return { result, ran: () => existsSync(marker) };
}

const yes: Answering = (asked, response) => sendSigned(response, asked, answerTo(asked));

test('d2. an answer of nothing is no crash: it is refused, with its cause', async (t) => {
  const { url } = await approverEndpoint(t, (asked, response) => sendSigned(response, asked, 'null'));
  const { result, ran } = await marked(t, httpApproval(url, { key: KEY }));
  assert.equal(result.status, 'failed');
  assert.match(result.output, /gave an answer that does not count: it is no JSON object/);
  assert.equal(ran(), false);
});

test('d3. while somebody thinks, everything else goes on', async (t) => {
  // The endpoint is in this very process: were it held up, it would never answer.
  const { url } = await approverEndpoint(t, async (asked, response) => {
    for (let tick = 0; tick < 5; tick += 1) await sleep(1);
    yes(asked, response);
  });
  const { ran } = await marked(t, httpApproval(url, { key: KEY }));
  assert.equal(ran(), true);
});

test('d4. a run that is cancelled while it waits ends at once, and a late yes runs nothing', async (t) => {
  const stop = new AbortController();
  let answer = () => {};
  const { url } = await approverEndpoint(t, (asked, response) => {
    answer = () => yes(asked, response);
    stop.abort(new Error('stopped'));
  });
  const { result, ran } = await marked(t, httpApproval(url, { key: KEY, timeout: 0 }), stop.signal);
  assert.deepEqual([result.status, result.exitCode], ['cancelled', 125]);
  answer();
  await sleep(50);
  assert.equal(ran(), false);
});

test('d4. an approval has a time limit, and a late yes runs nothing', async (t) => {
  let answer = () => {};
  const { url } = await approverEndpoint(t, (asked, response) => {
    answer = () => yes(asked, response);
  });
  const { result, ran } = await marked(t, httpApproval(url, { key: KEY, timeout: 2 }));
  assert.equal(result.status, 'timed-out');
  answer();
  await sleep(50);
  assert.equal(ran(), false);
});

test('d12. who decides is written down, and made again from that: the gate is not lost', async (t) => {
  process.env.APPROVE_RUN_APPROVER_KEY = KEY;
  const { url, asked } = await approverEndpoint(t, yes);
  const written = JSON.stringify(httpApproval(url, { timeout: 5 }).toConfig());
  assert.ok(!written.includes(KEY.slice(6)));
  const { kind, url: again, ...options } = JSON.parse(written);
  assert.equal(kind, 'http');
  const { ran } = await marked(t, httpApproval(again, options));
  assert.deepEqual([ran(), asked.length], [true, 1]);
});
