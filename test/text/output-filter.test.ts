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
  ['a colour', '\u001b[32mgreen\u001b[0m', `\u001b[0;32mgreen${RESET}`],
  ['a colour left on', '\u001b[1;38;5;200mx', `\u001b[0;1;38;5;200mx${RESET}`],
  ['grep’s colour', '\u001b[01;31mx\u001b[m', `\u001b[0;1;31mx${RESET}`],
  ['the eighth of 256 colours', '\u001b[38;5;8mx', `\u001b[0;38;5;8mx${RESET}`],
  ['a colour with colons', '\u001b[38:2::1:200:3;4:3mx', `\u001b[0;4;38;2;1;200;3mx${RESET}`],
  ['weights on and off', '\u001b[1;2;7mx\u001b[22my\u001b[27m', `\u001b[0;1;2;7mx\u001b[0;7my${RESET}`],
  ['no colour of 256', '\u001b[38;5;300mx', `${RESET}x`],
  ['black on black', '\u001b[30;40mx', `${RESET}x${RESET}`],
  ['white on white', '\u001b[37;47mx', `${RESET}x${RESET}`],
  ['black on another black', '\u001b[30;48;5;16mx', `${RESET}x${RESET}`],
  ['a colour on itself, of 256', '\u001b[38;5;200;48;5;200mx', `${RESET}x${RESET}`],
  ['a colour on itself, nearly', '\u001b[48;2;9;120;80m\u001b[38;2;10;121;81mx', `\u001b[0;48;2;9;120;80m${RESET}x${RESET}`],
  ['a colour on itself, inverse', '\u001b[7;31;41mx', `\u001b[0;7mx${RESET}`],
  ['black on a terminal that may be black', '\u001b[30mx', `${RESET}x${RESET}`],
  ['a background that may be the letters’', '\u001b[107mx', `${RESET}x${RESET}`],
  ['black that can be read', '\u001b[30mx\u001b[42my', `${RESET}x\u001b[0;30;42my${RESET}`],
  ['a stack of marks', 'e\u0301\u0302\u0303\u0304', 'e\u0301\u0302\\u{303}\\u{304}'],
  ['a mark on nothing', 'a\n\u0301b', 'a\n\\u{301}b'],
  ['a mark behind a colour', '\u001b[31me\u001b[0m\u0301', `\u001b[0;31me${RESET}\u0301`],
  ['a charset', 'a\u000e\u001b(0b\u000f', 'a\\u{e}\\u{1b}(0b\\u{f}'],
  ['a bell', 'a\u0007', 'a\\u{7}'],
  ['an endless sequence', `\u001b[${'1;'.repeat(40)}mx`, `\\u{1b}[${'1;'.repeat(40)}mx`],
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

/** Pieces of which trouble is made, more often than of random bytes. */
const piece = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom(
    '\u001b[',
    '\u001b',
    'm',
    '31',
    ';',
    '8',
    '\u0301',
    'e\u0301',
    '\r',
    '\n',
    '\u009b',
    '\u001b]52;c;eA==\u0007',
    '漢',
    '\ud83d',
  ),
);
const raw = fc.oneof(
  fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes)),
  fc.array(piece, { maxLength: 40 }).map((pieces) => Buffer.from(pieces.join(''))),
);

test('any bytes, cut anywhere: the same text, and no control but line feed, tab and colours', () => {
  fc.assert(
    fc.property(raw, fc.integer({ min: 1, max: 7 }), (bytes, size) => {
      const text = filtered(bytes, size);
      assert.equal(text, filtered(bytes, 1000));
      assert.doesNotMatch(text.replace(/\u001b\[0[\d;]*m/g, ''), /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/);
      assert.doesNotMatch(text.replace(/[34]8;5;\d+|[34]8;2(;\d+){3}/g, ''), /\u001b\[(?:\d+;)*8[;m]/);
    }),
    { numRuns: 500 },
  );
});
