// The reference for endpoints: what it takes for a request, and what it sends back.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { answerApproval, type DecideApproval } from '../../../src/approval/http/answer-approval.ts';
import { readKeys } from '../../../src/approval/http/approver-keys.ts';
import { openAnswer } from '../../../src/approval/http/open-answer.ts';
import { sign } from '../../../src/approval/http/signature.ts';
import { answerTo, KEY, OTHER_KEY } from '../../helpers/approver-endpoint.ts';
import { requestOf } from '../../helpers/request.ts';

const { signal: _, ...DATA } = requestOf();
const YES: DecideApproval = () => ({ approved: true, reason: 'fine' });
const NEVER: DecideApproval = () => assert.fail('it was asked');

function received(payload: object, { key = KEY, id = DATA.id, at = Date.now() } = {}) {
  const body = JSON.stringify(payload);
  return { body, headers: { ...sign(id, Buffer.from(body), readKeys(key, ''), at) }, key: KEY };
}

const asked = (data: object = DATA) => ({ type: 'approval.requested', timestamp: new Date().toISOString(), data });

test('what it answers counts for the one who asked', async () => {
  for (const bytes of [(text: string) => text, (text: string) => new TextEncoder().encode(text)]) {
    const request = received(asked());
    const { status, headers, body } = await answerApproval({ ...request, body: bytes(request.body) }, async (given) => {
      assert.deepEqual(given, DATA);
      return { approved: true, reason: 'fine', remember: 'tool' };
    });
    assert.equal(status, 200);
    const opened = openAnswer({ status, headers, body: Buffer.from(body) }, DATA, readKeys(KEY, ''));
    assert.deepEqual(opened, { response: { approved: true, reason: 'fine', remember: 'tool' } });
  }
});

const REFUSED: readonly [string, ReturnType<typeof received>, number, RegExp][] = [
  ['another key', received(asked(), { key: OTHER_KEY }), 401, /signed with another key/],
  ['no signature', { ...received(asked()), headers: {} as never }, 401, /is not signed/],
  ['an old one', received(asked(), { at: Date.now() - 400_000 }), 401, /s from now/],
  [
    'another body',
    { ...received(asked()), body: JSON.stringify(asked({ ...DATA, code: 'other' })) },
    401,
    /was changed on its way/,
  ],
  ['another id', received(asked(), { id: 'other' }), 400, /is none for an approval/],
  ['another type', received({ ...asked(), type: 'approval.answered' }), 400, /is none for an approval/],
  ['an answer, sent back', received(JSON.parse(answerTo({ data: requestOf() } as never))), 400, /is none for an approval/],
  ['no data', received({ type: 'approval.requested' }), 400, /is none for an approval/],
  ['no code', received(asked({ id: DATA.id, digest: 'd' })), 400, /is none for an approval/],
  ['no object', received([]), 400, /is no JSON object/],
];
for (const [name, request, status, says] of REFUSED) {
  test(`nobody is asked: ${name}`, async () => {
    const answer = await answerApproval(request, NEVER);
    assert.equal(answer.status, status);
    assert.match(answer.body, says);
    assert.equal('webhook-signature' in answer.headers, false);
  });
}

test('pending is 202, and when to come again', async () => {
  const { status, headers } = await answerApproval(received(asked()), () => 'pending');
  assert.deepEqual([status, headers['retry-after']], [202, '2']);
});

test('a decision that is none is no answer', async () => {
  for (const wrong of [undefined, true, { approved: 'yes', reason: '' }, { approved: true }])
    await assert.rejects(answerApproval(received(asked()), (() => wrong) as never), TypeError);
  await assert.rejects(
    answerApproval(received(asked()), () => {
      throw new Error('no database');
    }),
    /no database/,
  );
});

test('its key comes from the environment, too', async () => {
  process.env.APPROVE_RUN_APPROVER_KEY = KEY;
  const { key: __, ...request } = received(asked());
  assert.equal((await answerApproval(request, YES)).status, 200);
  delete process.env.APPROVE_RUN_APPROVER_KEY;
  await assert.rejects(answerApproval(request, YES), { name: 'UsageError', message: /APPROVE_RUN_APPROVER_KEY is not set/ });
});
