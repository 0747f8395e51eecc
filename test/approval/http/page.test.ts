// docs/approver.md: its example is one, by the values that stand there, and its tables name what there is.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { type AskedApproval, answerApproval } from '../../../src/approval/http/answer-approval.ts';
import { readKeys } from '../../../src/approval/http/approver-keys.ts';
import { openAnswer } from '../../../src/approval/http/open-answer.ts';
import { requestFor } from '../../../src/approver.ts';
import { digestOf } from '../../../src/digest.ts';

const page = readFileSync(new URL('../../../docs/approver.md', import.meta.url), 'utf8');
const [request, reply, ...others] = [...page.matchAll(/^```http\n(.*)\n([\s\S]*?)\n\n([\s\S]*?)\n```$/gm)].map(
  ([, first = '', headers = '', body = '']) => ({
    first,
    headers: Object.fromEntries(headers.split('\n').map((line) => line.split(': '))) as Record<string, string>,
    body,
  }),
);
const key = /`(whsec_\S+)`/.exec(page)?.[1] ?? '';
const at = (headers: Record<string, string>) => ({ apis: ['Date' as const], now: Number(headers['webhook-timestamp']) * 1000 });

test('the answer of the example is what the reference makes of the request', async (t) => {
  assert.ok(request && reply && others.length === 0);
  const { approved, reason } = JSON.parse(reply.body);
  t.mock.timers.enable(at(reply.headers));
  let asked: AskedApproval | undefined;
  const answer = await answerApproval({ ...request, key }, (one) => {
    asked = one;
    return { approved, reason };
  });
  assert.deepEqual([`HTTP/1.1 ${answer.status} OK`, answer.body, answer.headers], [reply.first, reply.body, reply.headers]);
  assert.equal(asked?.digest, digestOf(asked?.code ?? ''));
});

test('and it counts for that request', (t) => {
  assert.ok(request && reply);
  const { data } = JSON.parse(request.body);
  t.mock.timers.enable(at(reply.headers));
  const opened = openAnswer({ status: 200, headers: reply.headers, body: Buffer.from(reply.body) }, data, readKeys(key, ''));
  assert.deepEqual(opened, { response: { approved: true, reason: 'Ann: go ahead' } });
});

test('the table names every field of a request', () => {
  const block = { index: 1, language: 'sh', code: 'x', line: 1, digest: 'd', proposed: { code: 'y', digest: 'e' } };
  const saveAs = { path: '/x', replaces: 'd' };
  const proposal = { block, tool: 'sh', argv: ['/bin/sh'], cwd: '/', sandbox: 'none', saveAs } as const;
  const rest = { reasons: [], demanded: true, canRemember: false, confirm: 'code', context: [], attempt: 1 } as const;
  const { signal } = new AbortController();
  const { signal: _, ...data } = requestFor(proposal, { effects: [], commands: [] }, { ...rest, signal });
  const table = /\| field of `data`[\s\S]*?\n\n/.exec(page)?.[0] ?? '';
  const firsts = [...table.matchAll(/^\| (`.*?) \|/gm)].map(([, cell = '']) => cell);
  const named = firsts.join().matchAll(/`(\w+)\??`/g);
  assert.deepEqual([...named].map(([, name]) => name).sort(), Object.keys(data).sort());
});
