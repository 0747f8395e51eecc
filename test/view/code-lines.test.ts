// Code in; the rows that show all of it, with and without colours. Nothing is lost, whatever the code and however narrow the screen.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { stripVTControlCharacters } from 'node:util';
import fc from 'fast-check';
import { visible } from '../../src/text/visible.ts';
import { widthOf } from '../../src/text/wrap.ts';
import { BUILT_IN_TOOLS } from '../../src/tool/tools.ts';
import { codeLines } from '../../src/view/code-lines.ts';
import { codeWarnings } from '../../src/view/code-warnings.ts';
import { diffRows } from '../../src/view/diff-rows.ts';
import { highlight } from '../../src/view/highlight.ts';
import { markCode } from '../../src/view/mark-code.ts';

const plain = (rows: readonly string[]) => rows.map(stripVTControlCharacters);
const blanks = (count: number) => ' '.repeat(count);

/** On 40 columns, in black and white, where every mark is `‹…›`. */
const DRAWN: readonly (readonly [name: string, code: string, ...rows: string[]])[] = [
  ['plain code', 'a\n\tb\n', '  1  a', '  2      b'],
  ['an escape', 'a\u202eb', '  1  a‹\\u{202e}›b'],
  ['what looks like an escape', 'a\\u{202e}b', '  1  a\\u{202e}b'],
  ['what looks like a mark', '‹\\u{202e}›', '  1  ‹\\u{2039}›\\u{202e}‹\\u{203a}›'],
  ['a word of two scripts', '\u0441url x', '  1  ‹\u0441url› x'],
  ['19 blanks', `a${blanks(19)}b`, `  1  a${blanks(19)}b`],
  ['20 blanks', `a${blanks(20)}b`, '  1  a‹··· 20 blanks ···›b'],
  ['blanks at the end', `a${blanks(300)}`, '  1  a‹··· 300 blanks ···›'],
  ['deep indentation', `${blanks(24)}a`, '  1  ‹··· 24 blanks ···›a'],
  ['4 tabs', 'a\t\t\t\tb', `  1  a${blanks(16)}b`],
  ['5 tabs', 'a\t\t\t\t\tb', '  1  a‹··· 5 tabs ···›b'],
  ['tabs and blanks', `a\t${blanks(16)}b`, '  1  a‹··· 16 blanks, 1 tab ···›b'],
  [
    '19 empty lines',
    `a${'\n'.repeat(20)}b`,
    '   1  a',
    ...Array.from({ length: 19 }, (_, at) => `  ${String(at + 2).padStart(2)}  `),
    '  21  b',
  ],
  ['40 empty lines', `a${'\n'.repeat(41)}b`, '   1  a', '   ⋮  ‹40 empty lines›', '  42  b'],
  ['lines of blanks', `a\n${' \t\n'.repeat(20)}b`, '   1  a', '   ⋮  ‹20 blank lines›', '  22  b'],
  [
    'empty lines at both ends',
    `${'\n'.repeat(20)}a${'\n'.repeat(31)}`,
    '   ⋮  ‹20 empty lines›',
    '  21  a',
    '   ⋮  ‹30 empty lines›',
  ],
  ['a long line', 'x'.repeat(36), `  1  ${'x'.repeat(34)}`, '  ↪  xx'],
  ['a wide letter at the border', `${'x'.repeat(33)}漢`, `  1  ${'x'.repeat(33)}`, '  ↪  漢'],
  ['an escape at the border', `${'x'.repeat(30)}\u0007`, `  1  ${'x'.repeat(30)}‹\\u{`, '  ↪  7}›'],
];
for (const [name, code, ...rows] of DRAWN) {
  test(name, async () => assert.deepEqual(plain(await codeLines(code, 'bash', 40, false)), rows));
}

test('in colour a mark is inverse, also where it goes on in the next row, and the sign before it is not', async () => {
  const rows = await codeLines(`${'x'.repeat(30)}\u0007`, 'text', 40, true);
  const drawn = rows.map((row) => row.replace(/^.*?\u21aa\S*|^ {2}\S+/, ''));
  assert.deepEqual(drawn, [`  ${'x'.repeat(30)}\u001b[7m\\u{7\u001b[0m`, '  \u001b[0;7m}\u001b[27m']);
});

const WARNED: readonly (readonly [code: string, ...warnings: string[]])[] = [
  ['echo hi'],
  ['naïve 日本 🙂'],
  ['⚠\ufe0f \u{1f469}\u200d\u{1f4bb} 1\ufe0f\u20e3'],
  ['a\u202eb', '1 hidden character, shown like ‹\\u{202e}›'],
  ['a\u200b\nb\u200b\u0007', '3 hidden characters, shown like ‹\\u{200b}›'],
  ['\u0441url; \u0441url', '1 word looks like another: \u0441url is not curl (Cyrillic \u0441)'],
  ['"\u05d0" "\u05d1"\nx', '1 line with right-to-left letters, which a terminal may draw in another order than they run'],
];
for (const [code, ...warnings] of WARNED) {
  test(`warnings: ${JSON.stringify(code)}`, () => assert.deepEqual(codeWarnings(code, false), warnings));
}

const PIECES = [
  '"',
  "'",
  '`',
  '$(',
  ')',
  '${',
  '}',
  '\\',
  '\n',
  '<<EOF\n',
  'EOF\n',
  '#',
  '//',
  '/*',
  '*/',
  '=begin\n',
  '<',
  '>',
  '&',
  '/a/',
  '\u001b[31m',
  '\u202e',
  'с',
  'if',
  'def f',
  '1',
  blanks(25),
  '\t',
  '漢',
  'e\u0301\u0301\u0301',
  '‹',
  '\ue000',
  '<script>',
  '@',
  '%q(',
];
const code = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 80 }),
  fc.array(fc.oneof(fc.constantFrom(...PIECES), fc.string({ maxLength: 4 })), { maxLength: 40 }).map((pieces) => pieces.join('')),
);
const tool = fc.constantFrom(...BUILT_IN_TOOLS.map(({ name }) => name));

test('highlighting changes no character', () => {
  fc.assert(
    fc.property(code, tool, (text, name) => {
      const shown = markCode(text, true);
      assert.equal(stripVTControlCharacters(highlight(shown, name)), shown);
    }),
    { numRuns: 1000 },
  );
});

const HARD: readonly (readonly [name: string, code: string])[] = [
  ['nested deeper than the stack', '$( '.repeat(30_000)],
  ['a word without end', 'a'.repeat(99_000)],
  ['empty lines without end', '\n'.repeat(99_000)],
];
for (const [name, text] of HARD) {
  for (const tool of ['bash', 'node'])
    test(`highlighting ${tool}: ${name}`, { timeout: 30_000 }, () =>
      assert.equal(stripVTControlCharacters(highlight(text, tool)), text),
    );
}

/** What stands behind the numbers, rows of one line put together again. */
function readBack(rows: readonly string[]): string {
  const lines: string[] = [];
  for (const row of plain(rows)) {
    const [, sign, text = ''] = /^ {2} *(\d+|↪|⋮) {2}([\s\S]*)$/.exec(row) ?? [];
    if (sign === '↪') lines.push(`${lines.pop()}${text}`);
    else lines.push(text);
  }
  return lines.join('\n');
}

test('rows hold all that is visible, and no row is wider than the screen', async () => {
  const short = code.filter((text) => !/[ \t]{5,}|\n{20,}/.test(text));
  await fc.assert(
    fc.asyncProperty(short, tool, fc.integer({ min: 20, max: 60 }), fc.boolean(), async (text, name, columns, colour) => {
      const rows = await codeLines(text, name, columns, colour);
      const own = colour ? visible(text) : visible(text).replaceAll('‹', '\\u{2039}').replaceAll('›', '\\u{203a}');
      const signs = (shown: string) => (colour ? shown : shown.replaceAll(/[‹›]/g, ''));
      assert.equal(signs(readBack(rows)), own.replace(/\n$/, '').replaceAll('\t', '    '));
      for (const row of plain(rows)) assert.ok([...row].reduce((sum, letter) => sum + widthOf(letter), 0) <= columns, row);
    }),
    { numRuns: 500 },
  );
});

test('too many changes to be matched: all of the one, then all of the other', () => {
  const lines = (name: string) => Array.from({ length: 5000 }, (_, at) => `${name} ${at}`);
  const [before, after] = [
    ['a', 'b'],
    ['c', 'd'],
  ].map(([one = '', two = '']) => [...lines(one), 'same', ...lines(two)]) as [string[], string[]];
  const rows = plain(diffRows(`${before.join('\n')}\n`, `${after.join('\n')}\n`, 80)).slice(1);
  assert.deepEqual(
    rows.map((row) => row.replace(/^ *\d* *(?=[-+] )/, '')),
    [...before.map((line) => `- ${line}`), ...after.map((line) => `+ ${line}`)],
  );
});
