// What is one plain command on one line, and the many things that are nearly one.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { analyse } from '../../../src/analysis/analyse.ts';
import { plainWords } from '../../../src/approval/grants/plain-words.ts';

const PLAIN: readonly [string, readonly string[]][] = [
  ['ls', ['ls']],
  ['ls\n', ['ls']],
  ['npm test -- --watch\n', ['npm', 'test', '--', '--watch']],
  ['./build.sh a=b c:d @e %f +g,h', ['./build.sh', 'a=b', 'c:d', '@e', '%f', '+g,h']],
  [`git commit -m "a b" 'c $d; e'`, ['git', 'commit', '-m', 'a b', 'c $d; e']],
  [`x --y='a b'"c"d`, ['x', '--y=a bcd']],
  [`x '' ""`, ['x', '', '']],
  [`x "it's"`, ['x', `it's`]],
];
for (const [code, words] of PLAIN) test(`${JSON.stringify(code)} is plain`, () => assert.deepEqual(plainWords(code), words));

const NOT = [
  '',
  '\n',
  ' ls',
  'ls ',
  'ls\n\n',
  '\nls',
  'ls  -l',
  'ls\t-l',
  'ls\\\n -l',
  'ls\r\n',
  'ls; rm x',
  'ls;',
  'ls &',
  'ls && rm x',
  'ls || rm x',
  'ls | sh',
  'ls > f',
  'ls 2>&1',
  'ls < f',
  'ls <<< x',
  'ls\nrm x',
  'ls $(rm x)',
  'ls `rm x`',
  'ls "$(rm x)"',
  'ls "`rm x`"',
  'ls $x',
  'ls "$x"',
  "ls $'x'",
  'ls $"x"',
  'ls "a\\"b"',
  'ls a\\ b',
  'ls "!x"',
  '! ls',
  'ls *',
  'ls a?',
  'ls [ab]',
  'ls {a,b}',
  'ls ~',
  'ls ~/x',
  'ls # x',
  'X=1 ls',
  'X=1',
  '(ls)',
  '{ ls; }',
  'ls <(x)',
  'ls "a',
  "ls 'a",
  "ls 'a\nb'",
  'lé',
  'ls é',
  'ls "é"',
  'ls \u200b',
  'ls\u00a0-l',
  'l\u0000s',
  '-x',
  '"ls"',
  '$x',
];
for (const code of NOT) test(`${JSON.stringify(code)} is not`, () => assert.equal(plainWords(code), undefined));

test('whatever is plain is the one literal command that the shell reader sees', async () => {
  const place = { cwd: '/work/project', home: '/home/me' };
  const piece = fc.constantFrom(
    'ls',
    'a',
    '-b',
    '--c=d',
    ' ',
    ' ',
    "'",
    '"',
    '$',
    '\\',
    ';',
    '&',
    '|',
    '\n',
    '#',
    '~',
    '{',
    '}',
    '=',
    'é',
    '`',
    '(',
    ')',
    '<',
    '>',
    '!',
    '*',
  );
  let plain = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(piece, { maxLength: 8 }), async (pieces) => {
      const code = `ls ${pieces.join('')}`;
      const words = plainWords(code);
      if (words === undefined) return;
      plain += 1;
      const { commands } = await analyse(code, 'bash', place);
      assert.deepEqual(commands, [{ argv: words, literal: true, line: 1 }], code);
    }),
    { numRuns: 2000 },
  );
  // About 55 of 2000 are.
  assert.ok(plain > 20, `${plain}`);
});
