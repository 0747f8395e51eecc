// Each character that a terminal hides, obeys or reorders is hidden text, in every language, read or not; ordinary text is none.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { analyse } from '../../src/analysis/analyse.ts';
import { analyseWithScripts } from '../../src/analysis/with-scripts.ts';
import { PLACE } from './effects-of.ts';

const span = (first: number, last: number) =>
  Array.from({ length: last - first + 1 }, (_, at) => String.fromCodePoint(first + at));

/** Each stands in the middle of a line of code. */
const HIDDEN: Readonly<Record<string, readonly string[]>> = {
  'control characters, but for tab and line feed': [...span(0, 8), ...span(0x0b, 0x1f)],
  'a carriage return that ends no line': ['\r', '\r\r\n', 'b\rc\r\n'],
  'backspace and delete': ['\b', 'xx\b\b', '\u007f'],
  'C1 control characters': span(0x80, 0x9f),
  'escape sequences: erase, move, other screen, conceal, links, clipboard, devices': [
    '\u001b[2K\u001b[G',
    '\u009b2K',
    '\u001b[1A',
    '\u001b[?1049h',
    '\u001b[8mhidden\u001b[0m',
    '\u001b]8;;https://example.com\u0007x\u001b]8;;\u0007',
    '\u001b]52;c;eA==\u0007',
    '\u001bPq\u001b\\',
  ],
  'marks that reorder': [...span(0x202a, 0x202e), ...span(0x2066, 0x2069), '\u200e', '\u200f', '\u061c'],
  'letters without width': ['\u200b', '\u200c', '\u200d', '\u2060', '\u180e', '\ufeff', ...span(0x2061, 0x2064)],
  'tag characters': [...span(0xe0020, 0xe007f), '\u{e0001}', '😀\u{e0072}\u{e006d}\u{e007f}', '🏴\u{e0072}\u{e006d}'],
  'spaces that are none': ['\u00a0', '\u1680', ...span(0x2000, 0x200a), '\u202f', '\u205f', '\u3000'],
  'fillers and blanks': ['\u115f', '\u1160', '\u3164', '\uffa0', '\u2800', '\u034f', '\u00ad'],
  'variation selectors where there is no emoji': ['a\ufe0f', 'a\ufe00', '\u{e0100}', '1\ufe0f'],
  'joiners between letters': ['a\u200db', '👩\u200db', '👩\u200d'],
  'other ends of lines': ['\u2028', '\u2029', '\u0085', '\v', '\f'],
  'halves of characters': ['\ud800', '\udfff', '\udc41\ud801'],
  'private and unassigned characters': ['\ue000', '\u{f0000}', '\u{e0fff}', '\ufff9'],
};

const SHOWN: Readonly<Record<string, readonly string[]>> = {
  'letters of every language': ['é', 'naïve', 'ß', 'жук', '日本語', 'عربي', 'ไทย', 'e\u0301'],
  signs: ['€ ≤ → “x” … — │ ✓'],
  'emoji, with joiners, selectors, skins and flags': [
    '😀',
    '👩\u200d💻',
    '👨\u200d👩\u200d👧\u200d👦',
    '🏃🏽\u200d♀\ufe0f',
    '❤\ufe0f\u200d🔥',
    '👍🏿',
    '☺\ufe0e',
    '©\ufe0f',
    '🇩🇪',
    '#\ufe0f\u20e3 1\ufe0f\u20e3',
    '🏳\ufe0f\u200d🌈',
    '🏴\u{e0067}\u{e0062}\u{e0073}\u{e0063}\u{e0074}\u{e007f}',
  ],
  'tabs, and lines that end as Windows ends them': ['\ta\tb', 'x\r\ny\r\n'],
};

/** A comment, a text, and bare, in languages that are read and that are not. */
const AROUND: readonly (readonly [tool: string, around: (text: string) => string])[] = [
  ['bash', (text) => `echo hi # a${text}b\n`],
  ['bash', (text) => `ls a${text}b`],
  ['sh', (text) => `echo "a${text}b"\n`],
  ['python', (text) => `print(1)  # a${text}b\n`],
  ['python', (text) => `x = "a${text}b"\n`],
  ['node', (text) => `// a${text}b\n`],
  ['typescript', (text) => `const x: string = "a${text}b";\n`],
  ['ruby', (text) => `puts 1 # a${text}b\n`],
  ['zsh', (text) => `echo a${text}b\n`],
  ['made-up', (text) => `a${text}b`],
];

async function hides(code: string, tool: string): Promise<boolean> {
  const { effects } = await analyse(code, tool, PLACE);
  return effects.some(({ kind }) => kind === 'hidden-text');
}

async function hidesInScript(text: string): Promise<boolean> {
  const { effects } = await analyseWithScripts('bash x.sh', 'bash', PLACE, async () => ({ text: `echo hi\n# a${text}b\n` }));
  return effects.some(({ kind }) => kind === 'hidden-text');
}

async function judged(texts: readonly string[], expected: boolean): Promise<string[]> {
  const wrong: string[] = [];
  for (const text of texts) {
    for (const [tool, around] of AROUND)
      if ((await hides(around(text), tool)) !== expected) wrong.push(`${tool}: ${JSON.stringify(text)}`);
    if ((await hidesInScript(text)) !== expected) wrong.push(`script: ${JSON.stringify(text)}`);
  }
  return wrong;
}

for (const [what, texts] of Object.entries(HIDDEN))
  test(`hidden: ${what}`, async () => assert.deepEqual(await judged(texts, true), []));
for (const [what, texts] of Object.entries(SHOWN))
  test(`shown: ${what}`, async () => assert.deepEqual(await judged(texts, false), []));

test('a byte order mark at the very beginning hides nothing, and one elsewhere does', async () => {
  for (const tool of ['bash', 'python', 'node', 'ruby']) {
    assert.equal(await hides('\ufeff# x\n', tool), false, tool);
    assert.equal(await hides('# x\n\ufeff# y\n', tool), true, tool);
  }
});

test('it is found in code that is too long to be read, and in code that is none', async () => {
  assert.equal(await hides(`${'true\n'.repeat(60_000)}# \u202e`, 'bash'), true);
  assert.equal(await hides('if ( \u202e', 'bash'), true);
  assert.equal(await hides('def ( \u202e', 'python'), true);
});

test('it says which one, and where', async () => {
  const { effects } = await analyse('echo 1\necho a\u202eb', 'bash', PLACE);
  assert.deepEqual(
    effects.map(({ says, line }) => [says, line]),
    [['holds hidden text: \\u{202e}', 2]],
  );
});
