// Lines of ours and of code on a terminal of some width: no row is longer, and none of them begins where it should not.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { visibleLine } from '../../src/text/visible.ts';
import { hang, widthOf, wrap } from '../../src/text/wrap.ts';

const CASES: readonly (readonly [lead: string, text: string, columns: number | undefined, shown: string])[] = [
  ['  • ', 'deletes the tree', 40, '  • deletes the tree'],
  ['  • ', 'deletes the tree ~/projects', 20, '  • deletes the tree\n    ~/projects'],
  ['  ', '\u001b[2mone two three\u001b[22m', 10, '  \u001b[2mone two\u001b[22m\n  \u001b[2mthree\u001b[22m'],
  ['  ', 'x'.repeat(12), 8, '  xxxxxx\n  xxxxxx'],
  ['  ', 'as it is, however long it may be', undefined, '  as it is, however long it may be'],
];

for (const [lead, text, columns, shown] of CASES) {
  test(`${JSON.stringify(text).slice(0, 30)} on ${columns}`, () => assert.equal(hang(lead, text, columns), shown));
}

test('no row is longer than the terminal, whatever the text', () => {
  const width = (row: string) => [...row].reduce((sum, character) => sum + widthOf(character), 0);
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.integer({ min: 10, max: 60 }), (text, columns) => {
      const safe = visibleLine(text);
      for (const row of [...hang('  • ', safe, columns).split('\n'), ...wrap(safe, columns).rows]) {
        assert.ok(width(row) <= columns, JSON.stringify(row));
      }
    }),
  );
});
