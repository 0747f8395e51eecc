// docs/pictures: of the screen as it is now, shown in the README, and drawn as the terminal says.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { execa } from 'execa';
import { drawScreen } from '../../.ci/draw-screen.ts';
import { SCENES } from '../../.ci/scenes.ts';
import { steady } from '../../.ci/steady.ts';
import { type Scratch, scratch } from '../helpers/scratch.ts';
import { inTerminal } from '../helpers/terminal.ts';

const root = join(import.meta.dirname, '../..');
const readme = readFileSync(join(root, 'README.md'), 'utf8');

test('the pictures are of the screen as it is now', async () => {
  const ran = await execa(process.execPath, ['--import', 'tsx', '.ci/pictures.ts', '--check'], {
    cwd: root,
    reject: false,
    all: true,
  });
  assert.deepEqual([ran.all, ran.exitCode], ['', 0]);
});

test('the README shows two, with words for those who cannot see them, and the task of the first', () => {
  const shown = [...readme.matchAll(/!\[[^\]]{40,}\]\(docs\/pictures\/(\w+)\.svg\)/g)].map(([, name]) => name);
  assert.deepEqual(shown, ['prompt', 'check']);
  const task = SCENES.find(({ name }) => name === 'prompt')?.files['tidy.md'];
  assert.ok(readme.includes(`$ cat tidy.md\n${task}\`\`\`\`\n`), 'README.md and .ci/scenes.ts have different tasks');
});

async function picture(place: Scratch, printed: string): Promise<string> {
  const run = inTerminal(place, [printed], { program: ['sh', '-c', 'printf "$1"; read -r line', 'sh'] });
  const rows = steady((await run.cells(/\n█$/)).slice(0, 1));
  const svg = drawScreen({ title: 'a < b', description: 'c & d', command: 'x', columns: 100, rows });
  return svg.slice(svg.indexOf('>x</text>\n') + 10);
}

/** What a program prints, and what is drawn of it. */
const DRAWN = [
  ['a <b> & c', '<text x="20" y="69" textLength="72">a &lt;b&gt; &amp; c</text>'],
  ['one  two', '<text x="20" y="69" textLength="24">one</text>\n<text x="60" y="69" textLength="24">two</text>'],
  ['\u001b[1;31mbad\u001b[0m', '<text x="20" y="69" textLength="24" fill="#ff7b72" font-weight="bold">bad</text>'],
  ['\u001b[38;2;1;2;255mrgb\u001b[0m', '<text x="20" y="69" textLength="24" fill="#0102ff">rgb</text>'],
  [
    'x\u001b[3;4my\u001b[0m',
    '<text x="20" y="69">x</text>\n<text x="28" y="69" font-style="italic" text-decoration="underline">y</text>',
  ],
  [
    '\u001b[7min\u001b[0m',
    '<rect x="20" y="56" width="16" height="18" fill="#d1d7e0"/>\n<text x="20" y="69" textLength="16" fill="#161b22">in</text>',
  ],
  ['漢 x', '<text x="20" y="69" textLength="32">漢 x</text>'],
  ['exit 1 · 1 min 2 s', '<text x="20" y="69" textLength="112">exit 1 · 18 ms</text>'],
  ['0 skipped · 7 ms · ended: x', '<text x="20" y="69" textLength="224">0 skipped · 6.2 s · ended: x</text>'],
  ['5s › y', '<text x="20" y="69" textLength="56">29s › y</text>'],
  ['took 18 ms, 29s', '<text x="20" y="69" textLength="120">took 18 ms, 29s</text>'],
] as const;

for (const [printed, drawn] of DRAWN) {
  test(`drawn: ${JSON.stringify(printed)}`, async (t) =>
    assert.equal(await picture(scratch(t), `${printed}\n`), `${drawn}\n</g>\n</svg>\n`));
}

test('a colour that nobody chose a look for is said, not guessed', async (t) => {
  await assert.rejects(picture(scratch(t), '\u001b[38;5;214mx\u001b[0m\n'), /colour 214: give it a line in PALETTE/);
});
