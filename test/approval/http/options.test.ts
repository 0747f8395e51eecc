// Which addresses and settings an HTTP approver can have, and how it is written down.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { httpApproval } from '../../../src/approval/http/http-approval.ts';
import { KEY } from '../../helpers/approver-endpoint.ts';

const ADDRESSES: readonly [string, true | RegExp][] = [
  ['https://approver.example.com', true],
  ['https://approver.example.com:8443/ask?team=a', true],
  ['https://10.0.0.7/ask', true],
  ['http://localhost:8000/', true],
  ['http://127.0.0.1', true],
  ['http://127.1.2.3:80', true],
  ['http://[::1]:8000', true],
  ['http://approver.example.com', /http:\/\/approver\.example\.com must be asked by https/],
  ['http://10.0.0.7', /by https/],
  ['http://0.0.0.0', /by https/],
  ['http://[::ffff:127.0.0.1]', /by https/],
  ['http://localhost.example.com', /by https/],
  ['http://127.0.0.1.example.com', /by https/],
  ['http://localhost@approver.example.com', /no user and no password/],
  ['https://me:swordfish@approver.example.com', /no user and no password/],
  ['ftp://localhost', /must be one such as https:/],
  ['file:///tmp/x', /must be one such as https:/],
  ['localhost:8000', /must be one such as https:/],
  ['', /must be one such as https:/],
];
for (const [url, expected] of ADDRESSES) {
  test(`address: ${url}`, () => {
    const make = () => httpApproval(url, { key: KEY });
    if (expected === true) assert.equal(typeof make(), 'function');
    else
      assert.throws(make, ({ name, message, code }: Error & { code: string }) => {
        assert.deepEqual([name, code], ['UsageError', 'usage']);
        assert.match(message, expected);
        assert.doesNotMatch(message, /swordfish/);
        return true;
      });
  });
}

for (const timeout of [-1, Number.NaN, 2 ** 31 / 1000, Number.POSITIVE_INFINITY]) {
  test(`no time to answer: ${timeout}`, () => {
    assert.throws(() => httpApproval('https://a.example', { key: KEY, timeout }), { name: 'UsageError', message: /timeout/ });
  });
}

test('without a key it is not made', () => {
  delete process.env.APPROVE_RUN_APPROVER_KEY;
  assert.throws(() => httpApproval('https://a.example'), {
    name: 'UsageError',
    message: /APPROVE_RUN_APPROVER_KEY is not set.*openssl rand -base64 32/,
  });
});

test('it is written down by the name of its key, and by what is no default', () => {
  process.env.APPROVE_RUN_APPROVER_KEY = KEY;
  process.env.MY_KEY = KEY;
  assert.deepEqual(httpApproval('https://a.example/ask').toConfig(), {
    kind: 'http',
    url: 'https://a.example/ask',
    keyVariable: 'APPROVE_RUN_APPROVER_KEY',
  });
  const other = httpApproval('https://a.example/ask', { keyVariable: 'MY_KEY', timeout: 0, onTimeout: 'deny' }).toConfig();
  assert.deepEqual(other, {
    kind: 'http',
    url: 'https://a.example/ask',
    keyVariable: 'MY_KEY',
    timeout: 0,
    onTimeout: 'deny',
  });
  const { kind: _, url, ...options } = other as Extract<typeof other, { kind: 'http' }>;
  assert.deepEqual(httpApproval(url, options).toConfig(), other);
});

test('with a key from code it is not, and says so', () => {
  assert.throws(
    () => httpApproval('https://a.example/ask', { key: KEY }).toConfig(),
    (error: Error & { code: string }) => {
      assert.deepEqual([error.name, error.code], ['SerializationError', 'serialization']);
      assert.match(error.message, /a\.example has its key from code.*environment as APPROVE_RUN_APPROVER_KEY/);
      assert.ok(!error.message.includes(KEY.slice(6)));
      return true;
    },
  );
});
