// One plain command: its words, as bash itself would split them, or why it is none.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { test } from 'node:test';
import fc from 'fast-check';
import { plainCommand } from '../../../src/assemble/shell-tool/plain-command.ts';
import { splitWords } from '../../../src/assemble/shell-tool/split-words.ts';

/** Letters that mean something to a shell, and some that do not. */
const LETTERS = [...` \t'"\\$\`|&;<>(){}[]*?~!#=+@%^:,.-/aé🙂`];
const word = fc.string({ unit: fc.constantFrom(...LETTERS), maxLength: 12 });
/** A program's name begins with no dash and is not empty. */
const command = fc
  .tuple(
    word.map((rest) => `a${rest}`),
    fc.array(word, { maxLength: 6 }),
  )
  .map(([name, args]) => [name, ...args]);

test('what is written for some words has these words again', () => {
  fc.assert(
    fc.property(command, (words) => {
      const split = splitWords(plainCommand(words));
      assert.deepEqual(split, { words: ['exec', ...words] });
    }),
    { numRuns: 2000 },
  );
});

test('bash splits what is taken for one plain command in the same way', () => {
  // Patterns, variables and braces are left out: to us they are letters, as they are once they are quoted.
  const letters = LETTERS.filter((one) => !'$*?~{}[]!=é🙂'.includes(one));
  const line = fc.string({ unit: fc.constantFrom(...letters), maxLength: 20 });
  const taken = fc.sample(line, { numRuns: 4000, seed: 7 }).flatMap((rest) => {
    const split = splitWords(`a ${rest}`);
    return 'words' in split ? [{ code: `a ${rest}`, words: split.words }] : [];
  });
  assert.ok(taken.length > 300, String(taken.length));
  const script = `a() { printf '%s\\0' a "$@"; printf '\\n'; }\n${taken.map(({ code }) => code).join('\n')}\n`;
  const said = execFileSync('bash', ['--norc', '-c', script], { encoding: 'utf8' }).split('\n').slice(0, -1);
  assert.deepEqual(
    said.map((one) => one.split('\0').slice(0, -1)),
    taken.map(({ words }) => words),
  );
});

const FAULTS: readonly (readonly [command: string, why: RegExp])[] = [
  ['', /names no command/],
  ["''", /names no command/],
  ['-x', /names no command/],
  ['a\ud800', /half of a character/],
  ['a\u0007', /control character/],
  ['a\u009b', /control character/],
  ['a\nb', /line break/],
  ['A=b c', /variable/],
  ['a | b', /"\|"/],
  ['a&&b', /"&"/],
  ['a $(b)', /substitution/],
  ['a "$(b)"', /substitution/],
  ["a $'b'", /substitution/],
  ['a $"b"', /substitution/],
  ['a `b`', /substitution/],
  ['a #b', /comment/],
  ["a 'b", /^unbalanced quotes$/],
];
for (const [text, why] of FAULTS) {
  test(`${JSON.stringify(text)} is refused: ${why.source}`, () => {
    const split = splitWords(text);
    assert.match('fault' in split ? split.fault : 'taken', why);
  });
}
