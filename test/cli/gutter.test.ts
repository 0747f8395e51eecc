import assert from 'node:assert/strict';
import { test } from 'node:test';
import { gutter } from '../../src/cli/view/gutter.ts';

function shown(chunks: readonly string[], end = ''): string {
  const margin = gutter(true, '| ');
  return chunks.map((chunk) => margin.push(chunk)).join('') + margin.end(end);
}

const CASES: readonly [string, readonly string[], string, string][] = [
  ['whole lines', ['a\nb\n'], '', '| a\n| b\n'],
  ['lines in pieces', ['a', 'b\nc', '\n', 'd\n'], '', '| ab\n| c\n| d\n'],
  ['empty lines', ['\n\na\n'], '', '| \n| \n| a\n'],
  ['an unfinished last line', ['a'], '', '| a\n'],
  ['what the filter held back', ['a'], 'b', '| ab\n'],
  ['a colour reset is no line', ['a\n'], '\u001b[0m', '| a\n\u001b[0m'],
  ['nothing', [], '', ''],
];
for (const [name, chunks, end, expected] of CASES) {
  test(name, () => assert.equal(shown(chunks, end), expected));
}

test('off a terminal the output is passed on as it is', () => {
  const chunk = Buffer.from('a\n');
  assert.equal(gutter(false, '| ').push(chunk), chunk);
});
