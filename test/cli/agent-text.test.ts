// A model's text behind its margin, as a terminal of that width shows it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import headless from '@xterm/headless';
import fc from 'fast-check';
import { agentText } from '../../src/cli/view/agent-text.ts';

const COLUMNS = 24;
const MARGIN = '┊ ';
const AS_IT_IS = (text: string) => text;

async function shown(pieces: readonly string[]): Promise<string[]> {
  const text = agentText(() => COLUMNS, MARGIN, AS_IT_IS);
  const written = [...pieces.map((piece) => text.push(piece)), text.end()].join('');
  const screen = new headless.Terminal({ cols: COLUMNS, rows: 40, scrollback: 2000, allowProposedApi: true, convertEol: true });
  await new Promise<void>((resolve) => screen.write(written, resolve));
  const { active } = screen.buffer;
  const rows = Array.from(
    { length: active.baseY + active.cursorY },
    (_, row) => active.getLine(row)?.translateToString(true).trimEnd() ?? '',
  );
  screen.dispose();
  return rows;
}

const CASES: readonly (readonly [text: string, rows: readonly string[]])[] = [
  ['Hello.', ['┊ Hello.']],
  ['a\nb\n', ['┊ a', '┊ b']],
  ['a\n\nb', ['┊ a', '┊', '┊ b']],
  ['one two three four five six', ['┊ one two three four', '┊ five six']],
  ['x'.repeat(45), [`┊ ${'x'.repeat(21)}`, `┊ ${'x'.repeat(21)}`, '┊ xxx']],
  ['漢'.repeat(12), [`┊ ${'漢'.repeat(10)}`, '┊ 漢漢']],
  ['\u001b[2J\r\u009b', ['┊ \\u{1b}[2J\\u{d}\\u{9b}']],
  [`${'x'.repeat(21)} y`, [`┊ ${'x'.repeat(21)}`, '┊ y']],
  [`${'\u093e'.repeat(22)}✓ y`, [`┊ ${'\u093e'.repeat(21)}`, '┊ \u093e✓ y']],
  [`ab ${'x'.repeat(16)}\u{11435}⺀`, [`┊ ab ${'x'.repeat(16)}\u{11435}`, '┊ ⺀']],
  ['', []],
];

for (const [text, rows] of CASES) {
  test(JSON.stringify(text).slice(0, 40), async () => {
    assert.deepEqual(await shown([text]), rows);
    assert.deepEqual(await shown([...text]), rows, 'letter by letter');
  });
}

test('half a letter waits for its other half, and is shown if it never comes', async () => {
  assert.deepEqual(await shown(['\ud83d', '\ude00']), ['┊ 😀']);
  assert.deepEqual(await shown(['\ud83d']), ['┊ \\u{d83d}']);
});

test('whatever it says, each row begins with the margin', async () => {
  const words = fc.array(
    fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('\n', '\r', ' ', '\u001b[A', '✓', '漢字', 'yes ')),
  );
  await fc.assert(
    fc.asyncProperty(words, async (pieces) => {
      const rows = await shown(pieces);
      assert.deepEqual(
        rows.filter((row) => !row.startsWith(MARGIN.trimEnd())),
        [],
      );
    }),
    { numRuns: 200 },
  );
});
