// The scheme of Standard Webhooks: its published example, what its keys are, and what fits a message.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readKeys } from '../../../src/approval/http/approver-keys.ts';
import { sign, verify } from '../../../src/approval/http/signature.ts';

/** The example that its reference libraries are tested by. */
const EXAMPLE = {
  key: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
  body: Buffer.from('{"test": 2432232314}'),
  headers: {
    'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
    'webhook-timestamp': '1614265330',
    'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
  },
};
const NOW = 1_614_265_330_000;
const keys = readKeys(EXAMPLE.key, '');

test('the published example', () => {
  assert.deepEqual(sign('msg_p5jXN8AQM9LWM0D4loKWxJek', EXAMPLE.body, keys, NOW), EXAMPLE.headers);
  assert.deepEqual(verify(EXAMPLE.headers, EXAMPLE.body, keys, NOW), { id: 'msg_p5jXN8AQM9LWM0D4loKWxJek' });
});

const OTHER = Buffer.alloc(24, 'x').toString('base64');
const SIGNATURE = EXAMPLE.headers['webhook-signature'];
const VERIFIED: readonly [string, object, boolean | RegExp, { now?: number; keys?: string; body?: string }?][] = [
  ['among others', { 'webhook-signature': `v1a,abc v1,${'A'.repeat(43)}= ${SIGNATURE}` }, true],
  [
    'with names as they were written',
    Object.fromEntries(Object.entries(EXAMPLE.headers).map(([k, v]) => [k.toUpperCase(), v])),
    true,
  ],
  ['by one of several keys', {}, true, { keys: `${OTHER} ${EXAMPLE.key}` }],
  ['five minutes later', {}, true, { now: NOW + 300_000 }],
  ['five minutes before', {}, true, { now: NOW - 300_000 }],
  ['more than that later', {}, /301 s from now/, { now: NOW + 301_000 }],
  ['more than that before', {}, /301 s from now/, { now: NOW - 301_000 }],
  ['by another key', {}, /another key/, { keys: OTHER }],
  ['another body', {}, /another key, or was changed/, { body: '{"test": 2432232315}' }],
  ['the same JSON in other bytes', {}, /another key, or was changed/, { body: '{"test":2432232314}' }],
  ['another id', { 'webhook-id': 'msg_other' }, /another key, or was changed/],
  ['another time', { 'webhook-timestamp': '1614265331' }, /another key, or was changed/],
  ['another version', { 'webhook-signature': SIGNATURE.replace('v1', 'v2') }, /another key, or was changed/],
  ['a part of it', { 'webhook-signature': SIGNATURE.slice(0, 20) }, /another key, or was changed/],
  ['an empty one', { 'webhook-signature': 'v1,' }, /another key, or was changed/],
  ['no signature', { 'webhook-signature': undefined }, /not signed/],
  ['no id', { 'webhook-id': undefined }, /not signed/],
  ['an empty id', { 'webhook-id': '' }, /not signed/],
  ['no time', { 'webhook-timestamp': undefined }, /not signed/],
  ['two ids', { 'webhook-id': ['msg_p5jXN8AQM9LWM0D4loKWxJek', 'x'] }, /not signed/],
];
for (const [name, headers, expected, { now = NOW, keys: own, body } = {}] of VERIFIED) {
  test(`verified: ${name}`, () => {
    const all = name.startsWith('with names') ? headers : { ...EXAMPLE.headers, ...headers };
    const found = verify(all as Record<string, string>, Buffer.from(body ?? EXAMPLE.body), own ? readKeys(own, '') : keys, now);
    if (expected === true) assert.deepEqual(found, { id: 'msg_p5jXN8AQM9LWM0D4loKWxJek' });
    else assert.match('fault' in found ? found.fault : 'it was taken', expected as RegExp);
  });
}

test('a time that is none is none, also where it is signed', () => {
  for (const time of ['soon', '-1', '1614265330.5', '1e9', '9'.repeat(13), ' 1614265330']) {
    const headers = { 'webhook-id': 'a', 'webhook-timestamp': time };
    const { createHmac } = process.getBuiltinModule('node:crypto');
    const mac = createHmac('sha256', keys[0] as Buffer)
      .update(`a.${time}.`)
      .digest('base64');
    assert.deepEqual(verify({ ...headers, 'webhook-signature': `v1,${mac}` }, Buffer.alloc(0), keys, NOW), {
      fault: 'was signed at a time that is none',
    });
  }
});

test('several keys sign several times', () => {
  const both = sign('a', EXAMPLE.body, readKeys([EXAMPLE.key, OTHER], ''), NOW);
  assert.match(both['webhook-signature'], /^v1,\S{44} v1,\S{44}$/);
  for (const key of [EXAMPLE.key, OTHER])
    assert.deepEqual(verify({ ...both }, EXAMPLE.body, readKeys(key, ''), NOW), { id: 'a' });
});

const bytes = (count: number) => Buffer.alloc(count, 1).toString('base64');
const KEYS: readonly [string, string | readonly string[], number | RegExp][] = [
  ['24 bytes', bytes(24), 1],
  ['64 bytes', `whsec_${bytes(64)}`, 1],
  ['two in one text', ` ${bytes(24)}\n${bytes(32)} `, 2],
  ['two in a list', [bytes(24), `whsec_${bytes(32)}`], 2],
  ['23 bytes', bytes(23), /base64 of 24 to 64 bytes, and is 23 bytes\. To make one: openssl rand -base64 32/],
  ['65 bytes', bytes(65), /and is 65 bytes/],
  ['one that is too short beside a good one', `${bytes(32)} ${bytes(16)}`, /and is 16 bytes/],
  ['no base64', 'correct-horse-battery-staple-swordfish', /and is no base64/],
  ['base64 of URLs', Buffer.alloc(32, 255).toString('base64url'), /and is no base64/],
  ['the prefix alone', 'whsec_', /and is 0 bytes/],
  ['nothing', ' ', /has no key: The approver's `key` is empty/],
  ['an empty list', [], /has no key/],
];
for (const [name, given, expected] of KEYS) {
  test(`key: ${name}`, () => {
    if (typeof expected === 'number') assert.equal(readKeys(given, 'X').length, expected);
    else assert.throws(() => readKeys(given, 'X'), { name: 'UsageError', message: expected });
  });
}

test('a key is never shown, and the variable is named', () => {
  process.env.TEST_APPROVER_KEY = 'swordfish';
  assert.throws(
    () => readKeys(undefined, 'TEST_APPROVER_KEY'),
    ({ message }: Error) => message.includes('TEST_APPROVER_KEY must be') && !message.includes('swordfish'),
  );
  assert.throws(() => readKeys(undefined, 'TEST_NO_KEY'), {
    message:
      'The approver has no key: TEST_NO_KEY is not set. It must be the key that the approver has. To make one: openssl rand -base64 32',
  });
});
