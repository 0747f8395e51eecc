// Questions and their help on screens of several widths: broken between words, and in one row where they fit.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BINARY } from '../helpers/approve-run.ts';
import { fence, scratch } from '../helpers/scratch.ts';
import { inTerminal } from '../helpers/terminal.ts';

const ROWS: readonly (readonly [columns: number, tool: string, question: RegExp])[] = [
  [100, 'python', /^Run this python block\? {2}yes · always \(python, this run\) · edit · deny · \? {3}\d+s ›$/m],
  [80, 'python', /^Run this python block\? {2}yes · always \(this run\) · edit · deny · \? {3}\d+s ›$/m],
  [80, 'bash', /^Run this bash block\? {2}yes · always \(bash, this run\) · edit · deny · \? {3}\d+s ›$/m],
  [60, 'python', /^Run this python block\? {2}yes · always · edit · deny · \?\n {2}\d+s ›$/m],
  [40, 'bash', /^Run this bash block\? {2}yes · always ·\n {2}edit · deny · \? {3}\d+s ›$/m],
];
for (const [columns, tool, question] of ROWS) {
  test(`${columns} columns, ${tool}`, async (t) => {
    const place = scratch(t);
    const run = inTerminal(place, [place.write('task.md', fence(tool, '# nothing'))], { columns });
    await run.until(/\d+s\s+› *$/);
    assert.match(trimmed(await run.screen()), question);
    run.type('q\r');
    assert.equal(await run.ended(), 3);
  });
}

test('what each answer does stands in a column of its own; so do the words about a wrong one', async (t) => {
  const place = scratch(t);
  const run = inTerminal(place, [place.write('task.md', fence('bash', 'ls'))], { columns: 44 });
  await run.until(/› *$/);
  run.type('?\r');
  const help = trimmed(await run.until(/the run\nRun this[\s\S]*› *$/));
  assert.match(help, /^always {13}run it, and every later\n {19}bash block of this run\n/m);
  run.type('perhaps\r');
  const said = trimmed(await run.until(/perhaps[\s\S]*\?$/m));
  assert.match(said, /›\n"perhaps" is no answer\. Type yes, always,\n {2}edit, deny \[reason\], quit or \?$/m);
  run.type(`d ${'because '.repeat(12)}\r`);
  assert.equal(await run.ended(), 3);
  assert.match(trimmed(await run.screen()).replace(/\s+/g, ' '), /not run: (?:because ?){12}/);
});

test('where nobody can be asked, what helps is broken between words, too', async (t) => {
  const place = scratch(t);
  const task = place.write('task.md', fence('bash', 'ls'));
  const program = ['/bin/sh', '-c', 'exec "$0" "$@" < /dev/null', process.execPath, BINARY] as const;
  const run = inTerminal(place, [task], { columns: 60, program: [...program] });
  assert.equal(await run.ended(), 3);
  assert.match(trimmed(await run.screen()), /no terminal\.\nTo run unattended: .* denies what is\n {2}dangerous and runs/);
});

function trimmed(screen: string): string {
  return screen.replace(/ +$/gm, '');
}
