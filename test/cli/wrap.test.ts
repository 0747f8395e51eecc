// Lines of ours and of code on a terminal of some width: no row is longer, and none of them begins where it should not.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import headless from '@xterm/headless';
import fc from 'fast-check';
import { createPager } from '../../src/approval/prompt/pager.ts';
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

/** Each character that is shown as it is, behind a letter. */
const LETTERS = Array.from({ length: 0x32000 }, (_, code) => `a${visibleLine(String.fromCodePoint(code))}`);

test('no terminal breaks a row once more: not for wide letters, nor for marks that it does not know', async () => {
  const columns = 40;
  const { rows } = wrap(LETTERS.filter((text) => [...text].length === 2).join(''), columns);
  const screen = new headless.Terminal({ cols: columns, rows: 10, scrollback: rows.length * 2, allowProposedApi: true });
  await new Promise<void>((resolve) => screen.write(rows.join('\r\n'), resolve));
  const { active } = screen.buffer;
  const broken = Array.from({ length: active.length }, (_, row) => active.getLine(row)).filter((line) => line?.isWrapped);
  assert.deepEqual(
    broken.map((line) => line?.translateToString(true)),
    [],
  );
});

test('a pager counts rows of wide letters as they are drawn', () => {
  const pager = createPager({ rows: 10, columns: 10, write: () => true });
  pager.show(Array.from({ length: 5 }, () => '\ua000'.repeat(10)));
  assert.equal(pager.unread(), 3);
});
