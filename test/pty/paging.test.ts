// Blocks taller than the screen: a yes counts only when the last row was there, whatever happens to the screen meanwhile.
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { BINARY } from '../helpers/approve-run.ts';
import { fence, type Scratch, scratch } from '../helpers/scratch.ts';
import { inTerminal } from '../helpers/terminal.ts';

const UNREAD = /(\d+) rows?\s+more\s+below\.[^›]*›/;
const PROMPT = /Run this bash block\? .*›/;

/** A screen that was made narrower keeps what was drawn of earlier questions. */
const leftAtLast = (screen: string) => [...screen.matchAll(/(\d+) rows?\s+more/g)].at(-1)?.[1];
const lines = (count: number) => Array.from({ length: count }, (_, at) => `# line ${at + 1} of the block`);
const tall = (place: Scratch, count = 60) => place.write('task.md', fence('bash', [...lines(count), 'touch marker'].join('\n')));
const ran = (place: Scratch) => existsSync(join(place.cwd, 'marker'));

for (const [name, key] of [
  ['Enter', '\r'],
  ['space', ' '],
] as const) {
  test(`${name} pages on to the end, and only then yes counts`, async (t) => {
    const place = scratch(t);
    const run = inTerminal(place, [tall(place)], { rows: 20 });
    let left = Number.POSITIVE_INFINITY;
    for (let page = 1; ; page += 1) {
      const screen = await run.until(new RegExp(`(?:${UNREAD.source}|${PROMPT.source})(?![\\s\\S]*${UNREAD.source})`));
      if (PROMPT.test(screen)) break;
      const now = Number(UNREAD.exec(screen)?.[1]);
      assert.ok(now < left, `page ${page} shows more`);
      left = now;
      run.type('yes\r');
      await run.until(new RegExp(`${left} rows you have not seen; Enter shows them\\.`));
      assert.equal(ran(place), false);
      run.type(key);
      await run.until(new RegExp(`(?<!${left}) rows?\\s+more\\s+below\\.[^›]*›|${PROMPT.source}`));
    }
    const screen = await run.screen();
    for (const line of lines(60)) assert.ok(screen.includes(line), line);
    run.type('yes\r');
    assert.equal(await run.ended(), 0);
    assert.equal(ran(place), true);
  });
}

test('what denies needs no reading: deny with a reason, quit, and ? in between', async (t) => {
  const place = scratch(t);
  const run = inTerminal(place, [tall(place)], { rows: 20 });
  await run.until(UNREAD);
  run.type('?\r');
  await run.until(/quit, q[\s\S]*rows more below\.[^\n]*›/);
  run.type('always\r');
  await run.until(/rows you have not seen/);
  run.type('deny too long to read\r');
  assert.equal(await run.ended(), 3);
  assert.match(await run.screen(), /not run: too long to read/);
});

test('nobody answers while rows are unread: a time-out', async (t) => {
  const place = scratch(t);
  const run = inTerminal(place, ['--timeout', '1', tall(place)], { rows: 20 });
  assert.equal(await run.ended(), 4);
});

test('one long line is as tall as it is wrapped', async (t) => {
  const place = scratch(t);
  const run = inTerminal(place, [place.write('task.md', fence('bash', `touch marker # ${'long '.repeat(600)}`))], {
    rows: 20,
    columns: 60,
  });
  await run.until(UNREAD);
  run.type('yes\r');
  await run.until(/you have not seen/);
  assert.equal(ran(place), false);
  run.type('\u0003');
  assert.equal(await run.ended(), 130);
});

test('a screen that shrinks and grows while the block is read', async (t) => {
  const place = scratch(t);
  const run = inTerminal(place, [tall(place)], { rows: 24, columns: 80 });
  for (const [columns, rows] of [
    [40, 12],
    [100, 30],
    [24, 8],
    [80, 24],
  ] as const) {
    const left = leftAtLast(await run.until(/below\.[^›]*›\s*$/));
    run.resize(columns, rows);
    run.type(' ');
    await run.until(
      new RegExp(`(?:\\b(?!${left} )\\d+ rows?\\s+more\\s+below\\.(?![\\s\\S]*below\\.)|Run this bash)[^›]*›\\s*$`),
    );
  }
  const screen = await run.screen();
  assert.equal(ran(place), false);
  assert.match(screen.replace(/\s+/g, ' '), /# line 1 of the block/);
  run.type('n\r');
  assert.equal(await run.ended(), 3);
});

test('resizing at the question erases nothing of the block, keeps what was typed, and the answer counts', async (t) => {
  const place = scratch(t);
  const run = inTerminal(place, [tall(place, 8)], { rows: 30, columns: 100 });
  await run.until(PROMPT);
  run.type('ye');
  await run.until(/› ye$/);
  for (const [columns, rows] of [
    [50, 30],
    [100, 20],
    [30, 30],
    [120, 40],
  ] as const) {
    run.resize(columns, rows);
    await run.until(/›\s+ye$/);
  }
  const screen = await run.screen();
  for (const line of lines(8)) assert.ok(screen.replace(/\s+/g, ' ').includes(line), `${line}\n${screen}`);
  run.type('s\r');
  assert.equal(await run.ended(), 0);
  assert.equal(ran(place), true);
});

test('nobody is asked: all of it is printed at once', async (t) => {
  const place = scratch(t);
  const run = inTerminal(place, ['--always', 'bash', tall(place)], { rows: 20 });
  assert.equal(await run.ended(), 0);
  const screen = await run.screen();
  for (const line of lines(60)) assert.ok(screen.includes(line), line);
  assert.match(screen, /asks: No rule allows it\. \(ask, default\)\n✓ approved: always bash/);
});

test('a screen of five rows can still be read and answered', async (t) => {
  const place = scratch(t);
  const run = inTerminal(place, [tall(place, 3)], { rows: 5, columns: 40 });
  for (;;) {
    const screen = await run.until(/›\s*$/);
    if (/Run this bash block/.test(screen)) break;
    const left = UNREAD.exec(screen.replace(/\n/g, ' '))?.[1];
    run.type(' ');
    await run.until(new RegExp(`^(?![\\s\\S]*\\b${left} rows? more)[\\s\\S]*›\\s*$`));
  }
  run.type('yes\r');
  assert.equal(await run.ended(), 0);
  assert.equal(ran(place), true);
});

test('a question with all of the code in it is paged with the block, and begins no row', async (t) => {
  const place = scratch(t);
  const run = inTerminal(place, ['--message', 'Arguments: {tool_arguments}\nGo?', tall(place, 40)], { rows: 20, columns: 60 });
  await run.until(UNREAD);
  run.type('yes\r');
  await run.until(/you have not seen/);
  for (let screen = await run.screen(); !/Go\? [^›]*›\s*$/.test(screen); ) {
    run.type(' ');
    const left = leftAtLast(screen);
    screen = await run.until(
      new RegExp(`(?:\\b(?!${left} )\\d+ rows?\\s+more\\s+below\\.(?![\\s\\S]*below\\.)|Go\\? )[^›]*›\\s*$`),
    );
  }
  const rows = (await run.screen()).split('\n');
  const first = rows.findIndex((row) => row.startsWith('Arguments: '));
  const last = rows.findIndex((row) => row.startsWith('Go?'));
  assert.ok(first > 0 && last - first > 10, rows.join('\n'));
  for (const row of rows.slice(first + 1, last)) assert.match(row, /^ {2}/);
  run.type('no\r');
  assert.equal(await run.ended(), 3);
});

test('a terminal that does not say how large it is has the usual size, also when it says so again', async (t) => {
  const place = scratch(t);
  const path = place.write('task.md', fence('bash', 'echo one two three'));
  const program = ['bash', '-c', 'stty cols 0 rows 0; exec "$0" "$@"', process.execPath, BINARY] as const;
  const run = inTerminal(place, [path], { program });
  await run.until(/1 {2}echo one two three\n[\s\S]*Run this bash block\? .*›/);
  run.resize(100, 40);
  run.type('yes\r');
  await run.until(/│ one two three\n/);
  assert.equal(await run.ended(), 0);
});
