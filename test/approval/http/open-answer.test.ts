// A yes that was changed in any one byte, wherever, is no yes.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readKeys } from '../../../src/approval/http/approver-keys.ts';
import { openAnswer } from '../../../src/approval/http/open-answer.ts';
import { sign } from '../../../src/approval/http/signature.ts';
import { answerTo, KEY, OTHER_KEY } from '../../helpers/approver-endpoint.ts';
import { requestOf } from '../../helpers/request.ts';

const keys = readKeys(`${OTHER_KEY} ${KEY}`, '');
const request = requestOf();
const body = Buffer.from(answerTo({ data: request } as never));
const headers = { ...sign(request.id, body, readKeys(KEY, '')) };
const open = (given: Record<string, string>, bytes: Buffer) => {
  const opened = openAnswer({ status: 200, headers: given, body: bytes }, request, keys);
  return 'response' in opened && opened.response.approved;
};

test('as it was, it is one', () => assert.equal(open(headers, body), true));

test('any bit of the body', () => {
  for (let at = 0; at < body.length * 8; at += 1) {
    const changed = Buffer.from(body);
    changed[at >> 3] = (changed[at >> 3] ?? 0) ^ (1 << (at & 7));
    assert.equal(open(headers, changed), false, `bit ${at}`);
  }
});

test('a byte less, a byte more', () => {
  for (let at = 0; at < body.length; at += 1) assert.equal(open(headers, body.subarray(0, at)), false);
  for (const more of [' ', '\n', '\0', '}']) assert.equal(open(headers, Buffer.concat([body, Buffer.from(more)])), false);
});

test('any letter of the headers', () => {
  for (const [name, value] of Object.entries(headers)) {
    // The last letter before the "=" has two bits that stand for nothing.
    const letters = name === 'webhook-signature' ? value.length - 2 : value.length;
    for (let at = 0; at < letters; at += 1) {
      const letter = value[at] === '0' ? '1' : '0';
      const changed = `${value.slice(0, at)}${letter}${value.slice(at + 1)}`;
      assert.equal(open({ ...headers, [name]: changed }, body), false, `${name} ${at}`);
    }
  }
});

test('what is signed cannot be cut at another place', () => {
  // The same bytes to sign, `id.timestamp.body`, as another id with another body.
  const [first = '', ...rest] = `${request.id}.${headers['webhook-timestamp']}.${body}`.split('.');
  assert.equal(open({ ...headers, 'webhook-id': `${first}.${rest[0]}`, 'webhook-timestamp': '' }, body), false);
});
