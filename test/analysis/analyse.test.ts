// Which reader reads what, and that nothing at all makes it throw, hang, or keep silent.
// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the strings are shell code.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { effectsOf, read } from './effects-of.ts';
import { notStuck } from './not-stuck.ts';

const OTHER: readonly (readonly [tool: string, code: string, expected: readonly string[]])[] = [
  ['python', 'print(1)', []],
  ['python', 'import subprocess', []],
  ['python', 'eval("1")', []],
  ['python', 'import shutil; shutil.rmtree("x")', ['delete tree inside x']],
  ['python', 'def broken(:', ['opaque']],
  ['node', 'console.log(1)', []],
  ['node', 'require("child_process")', []],
  ['node', 'require("fs").rmSync("x")', ['delete inside x']],
  ['node', 'const = 1', ['opaque']],
  ['typescript', 'await fetch("https://x.io" as string)', []],
  ['typescript', 'interface A { x', ['opaque']],
  ['ruby', 'puts 1', ['unread']],
  ['zsh', 'ls', ['unread']],
  ['__proto__', 'x', ['unread']],
  ['constructor', 'x', ['unread']],
  ['ruby', 'puts "\u202e"', ['hidden-text', 'unread']],
];

for (const [tool, code, expected] of OTHER) {
  test(`${tool}: ${JSON.stringify(code)} => ${expected.join(', ')}`, async () =>
    assert.deepEqual(await effectsOf(code, tool), expected));
}

test('too much code is opaque', async () => {
  assert.deepEqual(await effectsOf('# '.repeat(200_000)), ['opaque']);
});

test('what was found before the reader gave up is kept', async () => {
  const effects = await effectsOf(`rm -rf ~\n${'$('.repeat(3000)}`);
  assert.ok(effects.includes('delete tree home ~') && effects.includes('opaque'), JSON.stringify(effects));
});

const HARD: Readonly<Record<string, string>> = {
  'open substitutions': '$('.repeat(100_000),
  'open quotes': '"$('.repeat(10_000),
  'closed substitutions': '$('.repeat(5_000) + ')'.repeat(5_000),
  brackets: '('.repeat(100_000),
  backticks: '`'.repeat(50_001),
  arithmetic: '$(('.repeat(20_000),
  'nested defaults': '${x:-'.repeat(5_000),
  'nested ifs': 'if a; then '.repeat(3_000),
  'calls that double': Array.from({ length: 30 }, (_, at) => `f${at}() { f${at + 1}; f${at + 1}; }`)
    .join('\n')
    .concat('\nf0'),
  'loops in loops': 'for a in {1..60}; do for b in {1..60}; do for c in {1..60}; do echo $a$b$c; done; done; done',
  'a text that doubles': `a=xx\n${'a=$a$a\n'.repeat(60)}rm $a`,
  'groups in groups': `echo ${'{a,'.repeat(50_000)}`,
  'variables and branches': `${Array.from({ length: 1500 }, (_, at) => `v${at}=${at}`).join('\n')}${'\nif x; then y=1; fi'.repeat(500)}`,
  'lists that double': `a=(x)\n${'a=("${a[@]}" "${a[@]}")\n'.repeat(30)}rm "${'${a[@]}'}"`,
  'a word of pieces': `rm ${'$x'.repeat(100_000)}`,
  'arithmetic in arithmetic': `echo ${'$(('.repeat(60_000)}`,
  'braces that multiply': `rm ${'{a,b}'.repeat(30)}`,
  'eval of itself': 'x=\'eval "$x"\'; eval "$x"',
  wrappers: `${'sudo '.repeat(5_000)}ls`,
  'long pipes': `${'a|'.repeat(20_000)}b`,
  'possibilities that multiply': `${Array.from({ length: 12 }, (_, at) => `if x; then v${at}=a; else v${at}=b; fi`).join('\n')}\nrm ${Array.from({ length: 12 }, (_, at) => `$v${at}`).join(' ')}`,
};

for (const [name, code] of Object.entries(HARD)) {
  test(`gives up, soon and loudly: ${name}`, async () => {
    const { effects } = await notStuck(() => read(code));
    assert.ok(
      effects.some(({ kind, where }) => kind === 'opaque' || where === 'dynamic'),
      JSON.stringify(effects.slice(0, 3)),
    );
  });
}

test('a pattern with many stars does not hang', async () => {
  await notStuck(() => read(`x=${'a'.repeat(900)}; echo \${x##*a*a*a*a*a*b} \${x//*a*a*a*b/y}`));
});

test('decoding, picking and matching take little time', async () => {
  const long = 'a'.repeat(60_000);
  for (const code of [
    `echo '${long}' | sed 's/\\(a*\\)*b/x/g' | grep -E '(a+)+b' | cut -c${'1-,'.repeat(30_000)}1 | sh`,
    `awk '${'system('.repeat(300)}' x; awk '${'a=b '.repeat(50_000)}'; sed '${'/a/,'.repeat(50_000)}' x`,
    `vim -c '${'a|'.repeat(100_000)}'; zsh -c '${'(e e '.repeat(50_000)}'`,
  ])
    await notStuck(() => read(code));
});

test('random text never throws', async () => {
  const pieces = [
    'rm -rf ',
    '~',
    '$(',
    ')',
    '"',
    "'",
    '`',
    '${',
    '}',
    '((',
    '))',
    '|',
    '&',
    ';',
    '\n',
    '<<E',
    '\nE\n',
    '<(',
    '{a,',
    'if ',
    'then ',
    'fi',
    'x=',
    '\\',
    '\0',
    '\ud800',
    '[[',
    ']]',
    '$x',
    '#',
    '>',
    'eval ',
    'case ',
    'esac',
    'f()',
  ];
  let seed = 7;
  const random = (below: number) => {
    seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31;
    return seed % below;
  };
  for (let round = 0; round < 400; round++) {
    const code = Array.from({ length: 1 + random(40) }, () => pieces[random(pieces.length)]).join('');
    await read(code);
  }
});

test('a script cut anywhere never throws', async () => {
  const script =
    'set -e\nfor f in $(ls "$D" | head -n1); do cat <<E | sh -c "x ${f%.*}"\n$(date)\nE\ndone; f() { echo "$@"; }; f {a,b} $((1+2)) `x`';
  for (let end = 0; end < script.length; end++) await read(script.slice(0, end));
});
