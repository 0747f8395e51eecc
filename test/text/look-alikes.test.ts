// Words that are drawn like others, and words that only look foreign to some: a line in, what is said about it out.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { lookAlikes } from '../../src/text/look-alikes.ts';

const MARKED: readonly (readonly [line: string, ...says: string[]])[] = [
  ['\u0441url x', '\u0441url is not curl (Cyrillic \u0441)'],
  ['curl p\u0430ypal.com', 'p\u0430ypal is not paypal (Cyrillic \u0430)'],
  ['\u0430\u0440\u0440\u04cf\u0435.com', '\u0430\u0440\u0440\u04cf\u0435 is not apple (all Cyrillic)'],
  ['\u0441\u043e\u0440\u0443 a b', '\u0441\u043e\u0440\u0443 is not copy (all Cyrillic)'],
  ['ls; \u0441\u043e\u0440\u0443 # привет', '\u0441\u043e\u0440\u0443 is not copy (all Cyrillic)'],
  ['\u0430 = 1', '\u0430 is not a (all Cyrillic)'],
  ['g\u03bft push', 'g\u03bft is not got (Greek \u03bf)'],
  ['\u054dser', '\u054dser is not User (Armenian \u054d)'],
  ['\u13df\u13b3t', '\u13df\u13b3t is not CWt (Cherokee \u13df, Cherokee \u13b3)'],
  ['xф', 'xф is of several scripts (Cyrillic ф)'],
  ['\u0441\u03bfру', '\u0441\u03bfру is not copy (Cyrillic \u0441, Greek \u03bf, Cyrillic р, …)'],
  ['ｃｕｒｌ', 'ｃｕｒｌ is not curl (ｃ, ｕ, ｒ, …)'],
  [
    '\u{1d4ee}\u{1d4ff}\u{1d4ea}\u{1d4f5}(x)',
    '\u{1d4ee}\u{1d4ff}\u{1d4ea}\u{1d4f5} is not eval (\u{1d4ee}, \u{1d4ff}, \u{1d4ea}, …)',
  ],
  ['ℯval(x)', 'ℯval is not eval (ℯ)'],
  ['ﬁnd .', 'ﬁnd is not find (ﬁ)'],
  ['\u0261it', '\u0261it is not git (\u0261)'],
  ['\u0441url p\u0430y', '\u0441url is not curl (Cyrillic \u0441)', 'p\u0430y is not pay (Cyrillic \u0430)'],
];
for (const [line, ...says] of MARKED) {
  test(line, () => {
    const found = lookAlikes(line);
    assert.deepEqual(
      found.map((one) => one.says),
      says,
    );
    for (const { at, word } of found) assert.equal(line.slice(at, at + word.length), word);
  });
}

const FINE = [
  'curl example.com',
  'naïve café nai\u0308ve Straße İstanbul ışık',
  '日本abc GPU를 abcです',
  '10µs 5μs Ω kΩ Δt λx',
  'ν = 3; ρ = 2',
  'x ∈ ℕ, xⁿ, nº 1ª, Ⅷ',
  '# копия с сервера, а не оттуда',
  '# Не надо',
  'таблица_id = имя_file',
  'print("שלום abc", "مرحبا")',
];
for (const line of FINE) test(`fine: ${line}`, () => assert.deepEqual(lookAlikes(line), []));

test('a word without end is cut where it is named', () => {
  const [found] = lookAlikes(`\u0441${'u'.repeat(100)}`);
  assert.ok(found && found.says.length < 130, found?.says);
});
