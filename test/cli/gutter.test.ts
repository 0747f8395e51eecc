import assert from 'node:assert/strict';
import { test } from 'node:test';
import { gutter } from '../../src/cli/view/gutter.ts';

const RESET = '\u001b[0m';

function shown(chunks: readonly string[], end = ''): string {
  const margin = gutter(() => 20, '| ');
  return chunks.map((chunk) => margin.push(chunk)).join('') + margin.end(end);
}

const CASES: readonly [string, readonly string[], string, string][] = [
  ['whole lines', ['a\nb\n'], '', '| a\n| b\n'],
  ['lines in pieces', ['a', 'b\nc', '\n', 'd\n'], '', '| ab\n| c\n| d\n'],
  ['empty lines', ['\n\na\n'], '', '| \n| \n| a\n'],
  ['an unfinished last line', ['a'], '', '| a\n'],
  ['what the filter held back', ['a'], 'b', '| ab\n'],
  ['a colour reset is no line', ['a\n'], '\u001b[0m', '| a\n'],
  ['a colour goes on behind the margin', ['\u001b[0;31ma\nb'], RESET, `| \u001b[0;31ma${RESET}\n| \u001b[0;31mb${RESET}\n`],
  ['a colour left on ends with its row', ['\u001b[0;41ma\n', '\n'], '', `| \u001b[0;41ma${RESET}\n| \n`],
  ['a colour that comes alone', ['\u001b[0;31m', 'a\n'], '', `| \u001b[0;31ma${RESET}\n`],
  ['nothing', [], '', ''],
  ['a long line', [`${'x'.repeat(40)}\n`], '', `| ${'x'.repeat(18)}\n| ${'x'.repeat(18)}\n| xxxx\n`],
  ['a line that just fits', [`${'x'.repeat(18)}\n`, 'y'], '', `| ${'x'.repeat(18)}\n| y\n`],
  ['a long line in pieces', ['x'.repeat(10), 'x'.repeat(10)], '', `| ${'x'.repeat(18)}\n| xx\n`],
  ['a forged line', [`${' '.repeat(18)}✓ 1/1 exit 0\n`], '', `| ${' '.repeat(18)}\n| ✓ 1/1 exit 0\n`],
  ['marks that take room', [`${'\u093e'.repeat(18)}✓\n`], '', `| ${'\u093e'.repeat(18)}\n| ✓\n`],
  ['wide letters', ['漢'.repeat(10)], '', `| ${'漢'.repeat(9)}\n| 漢\n`],
  ['tabs, as wide as they can be', ['\t\t\tx'], '', '| \t\t\n| \tx\n'],
  ['colours take no room', [`\u001b[0;31m${'x'.repeat(18)}${RESET}`], '', `| \u001b[0;31m${'x'.repeat(18)}${RESET}\n`],
  [
    'a long line in colour',
    [`\u001b[0;7m${'x'.repeat(20)}`],
    '',
    `| \u001b[0;7m${'x'.repeat(18)}${RESET}\n| \u001b[0;7mxx${RESET}\n`,
  ],
];
for (const [name, chunks, end, expected] of CASES) {
  test(name, () => assert.equal(shown(chunks, end), expected));
}

test('off a terminal the output is passed on as it is', () => {
  const chunk = Buffer.from('a\n');
  assert.equal(gutter(() => undefined, '| ').push(chunk), chunk);
});

test('a terminal that is made narrower: the next row is, too', () => {
  let columns = 20;
  const margin = gutter(() => columns, '| ');
  margin.push('a\n');
  columns = 10;
  assert.equal(margin.push(`${'x'.repeat(10)}\n`), `| ${'x'.repeat(8)}\n| xx\n`);
});
