// Characters that a terminal hides, reorders or obeys: each shows itself. Everything that people write in stays as it is.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { toUSVString } from 'node:util';
import fc from 'fast-check';
import { jsonLine } from '../../src/text/json-line.ts';
import { visible, visibleLine, visiblePieces } from '../../src/text/visible.ts';

/** First and last of a range, and what they have in common. */
const HIDDEN: readonly (readonly [first: number, last: number, what: string])[] = [
  [0x00, 0x08, 'controls'],
  [0x0b, 0x1f, 'controls behind tab and line feed'],
  [0x7f, 0x9f, 'delete and the eight-bit controls'],
  [0xa0, 0xa0, 'no-break space'],
  [0xad, 0xad, 'soft hyphen'],
  [0x34f, 0x34f, 'grapheme joiner'],
  [0x61c, 0x61c, 'Arabic letter mark'],
  [0x115f, 0x1160, 'Hangul fillers'],
  [0x1161, 0x11ff, 'the rest of a Korean syllable, without its beginning'],
  [0x1680, 0x1680, 'Ogham space'],
  [0x17b4, 0x17b5, 'Khmer inherent vowels'],
  [0x180b, 0x180f, 'Mongolian selectors'],
  [0x2000, 0x200f, 'spaces, zero width, direction marks'],
  [0x2028, 0x202f, 'separators, bidi, narrow space'],
  [0x205f, 0x206f, 'invisible operators, isolates'],
  [0x2800, 0x2800, 'blank Braille'],
  [0x3000, 0x3000, 'wide space'],
  [0x3164, 0x3164, 'Hangul filler'],
  [0xd800, 0xdfff, 'half characters'],
  [0xe000, 0xf8ff, 'private use'],
  [0xfdd0, 0xfdef, 'no characters'],
  [0xfe00, 0xfe0f, 'variation selectors'],
  [0xfeff, 0xfeff, 'byte order mark'],
  [0xffa0, 0xffa0, 'half-width Hangul filler'],
  [0xfff0, 0xfffc, 'unassigned, notes between lines, placeholder'],
  [0xfffe, 0xffff, 'no characters'],
  [0x13430, 0x1343f, 'hieroglyph controls'],
  [0x13441, 0x13442, 'blank hieroglyphs'],
  [0x1bca0, 0x1bca3, 'shorthand controls'],
  [0x16fe4, 0x16fe4, 'Khitan filler'],
  [0x1d159, 0x1d159, 'a note without a head'],
  [0x1d173, 0x1d17a, 'music controls'],
  [0xe0000, 0xe0fff, 'tags, more variation selectors'],
  [0xf0000, 0x10ffff, 'private planes'],
];
for (const [first, last, what] of HIDDEN) {
  test(`${what} (U+${first.toString(16)})`, () => {
    for (let code = first; code <= last; code += 1) {
      assert.equal(visible(`a${String.fromCodePoint(code)}b`), `a\\u{${code.toString(16)}}b`);
    }
  });
}

const STAYS = [
  'a\tb\n',
  'naïve café',
  'nai\u0308ve',
  '日本語 한국어',
  '한국어'.normalize('NFD'),
  'привет',
  'שלום',
  'مرحبا',
  'สวัสดีครับ ที่นี่',
  'हिन्दी',
  'Tiếng Việt',
  '🙂 ✅ █ │ ‹›',
  '\ufffd',
];
for (const text of STAYS) test(`${JSON.stringify(text)} stays`, () => assert.equal(visible(text), text));

const MARKS: readonly (readonly [text: string, shown: string])[] = [
  ['a\u0301\u0302b', 'a\u0301\u0302b'],
  ['a\u0301\u0302\u0303b', 'a\u0301\u0302\\u{303}b'],
  ['\u0301a', '\\u{301}a'],
  ['a\n\u0301\u0302', 'a\n\\u{301}\u0302'],
  ['a\t\u20dd', 'a\t\\u{20dd}'],
  ['\u1100\u1161\u11a8\u11a8', '\u1100\u1161\u11a8\\u{11a8}'],
];
for (const [text, shown] of MARKS) test(`marks: ${JSON.stringify(text)}`, () => assert.equal(visible(text), shown));

test('what is put for an escape', () =>
  assert.equal(
    visible('a\u0007b\\u{7}', (shown) => `<${shown}>`),
    'a<\\u{7}>b\\u{7}',
  ));
test('one line', () => assert.equal(visibleLine('a\tb\nc'), 'a\\tb\\nc'));

const nasty = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc
    .array(fc.constantFrom('a', '\n', '\t', '\u0301', '\u0302', '\u200d', '漢', '😀', '\ud800', '\u001b'), { maxLength: 20 })
    .map((all) => all.join('')),
);

test('what is shown shows itself', () => {
  fc.assert(fc.property(nasty, (text) => assert.equal(visible(visible(text)), visible(text))));
});

test('a text in pieces is the same as in one', () => {
  fc.assert(
    fc.property(
      fc.array(
        nasty.filter((text) => toUSVString(text) === text),
        { maxLength: 8 },
      ),
      (pieces) => {
        assert.equal(pieces.map(visiblePieces()).join(''), visible(pieces.join('')));
      },
    ),
  );
});

test('JSON holds no character that a terminal would hide, and is the same JSON', () => {
  fc.assert(
    fc.property(nasty, (text) => {
      const line = jsonLine({ text });
      assert.equal(JSON.parse(line).text, text);
      assert.equal(visible(line.replaceAll(/\p{M}/gu, '')), line.replaceAll(/\p{M}/gu, ''));
    }),
  );
});
