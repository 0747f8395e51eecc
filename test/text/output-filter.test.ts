// The output of a block, however it is cut into chunks: colours pass, nothing else that a terminal obeys.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { outputFilter } from '../../src/text/output-filter.ts';

function filtered(bytes: Buffer, size: number): string {
  const filter = outputFilter();
  let text = '';
  for (let at = 0; at < bytes.length; at += size) text += filter.push(bytes.subarray(at, at + size)).toString();
  return text + filter.end();
}

const RESET = '\u001b[0m';
const CASES: readonly [string, string, string][] = [
  ['plain text', 'hello\n\tworld\n', 'hello\n\tworld\n'],
  ['UTF-8', 'naïve 日本 █\n', 'naïve 日本 █\n'],
  ['a colour', '\u001b[32mgreen\u001b[0m', `\u001b[32mgreen\u001b[0m${RESET}`],
  ['a colour left on', '\u001b[1;38;5;200mx', `\u001b[1;38;5;200mx${RESET}`],
  ['conceal', '\u001b[8mhidden', '\\u{1b}[8mhidden'],
  ['conceal among others', '\u001b[1;8mhidden', '\\u{1b}[1;8mhidden'],
  ['a cursor movement', 'a\u001b[2Kb', 'a\\u{1b}[2Kb'],
  ['a title', '\u001b]0;evil\u0007', '\\u{1b}]0;evil\\u{7}'],
  ['8-bit CSI', 'a\u009b2Kb', 'a\\u{9b}2Kb'],
  ['bidi', 'a\u202eb', 'a\\u{202e}b'],
  ['carriage returns end lines', 'one\r\ntwo\rthree', 'one\ntwo\nthree'],
  ['a half sequence at the end', 'x\u001b[3', 'x\\u{1b}[3'],
];
for (const [name, raw, shown] of CASES) {
  for (const size of [1, 2, 3, 1000]) {
    test(`${name}, ${size} bytes at a time`, () => assert.equal(filtered(Buffer.from(raw), size), shown));
  }
}

test('invalid UTF-8 is replaced, not lost', () => {
  assert.equal(filtered(Buffer.from([0x61, 0xff, 0x62]), 1), 'a\ufffdb');
});

test('plain chunks are passed on as they are', () => {
  const chunk = Buffer.from('plain\n');
  assert.equal(outputFilter().push(chunk), chunk);
});

test('any bytes, cut anywhere: the same text, and no control but line feed, tab and colours', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), fc.integer({ min: 1, max: 7 }), (bytes, size) => {
      const text = filtered(Buffer.from(bytes), size);
      assert.equal(text, filtered(Buffer.from(bytes), 1000));
      assert.doesNotMatch(text.replace(/\u001b\[[\d;:]*m/g, ''), /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/);
    }),
  );
});
