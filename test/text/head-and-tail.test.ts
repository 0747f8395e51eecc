// What is kept of an output: both ends, no character cut in two, and all of it where nothing is between.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { headAndTail } from '../../src/text/head-and-tail.ts';

function kept(text: string | Buffer, keep: number, step = 7) {
  const keeper = headAndTail(keep);
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; at += step) keeper.push(bytes.subarray(at, at + step));
  return keeper.result();
}

test('a character over the border belongs to the tail, or to what is between', () => {
  assert.deepEqual(kept('aaaé', 4), { head: 'aaa', tail: 'é', omittedBytes: 0 });
  assert.deepEqual(kept('aaa日b', 4), { head: 'aaa', tail: '日b', omittedBytes: 0 });
  assert.deepEqual(kept('aaaé......日zz', 4), { head: 'aaa', tail: 'zz', omittedBytes: 11 });
});

test('bytes that are no text are kept as they are read', () => {
  assert.deepEqual(kept(Buffer.from([0x61, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80]), 2), {
    head: 'a\ufffd',
    tail: '\ufffd\ufffd',
    omittedBytes: 3,
  });
});

test('nothing is lost: the ends are those of the text, and a whole text is whole', () => {
  const text = fc.string({ unit: 'grapheme', maxLength: 60 });
  fc.assert(
    fc.property(text, fc.integer({ min: 4, max: 40 }), fc.integer({ min: 1, max: 9 }), (given, keep, step) => {
      const { head, tail, omittedBytes } = kept(given, keep, step);
      assert.ok(given.startsWith(head) && given.endsWith(tail));
      assert.equal(Buffer.byteLength(head) + Buffer.byteLength(tail) + omittedBytes, Buffer.byteLength(given));
      if (Buffer.byteLength(given) <= 2 * keep) assert.equal(head + tail, given);
    }),
  );
});
