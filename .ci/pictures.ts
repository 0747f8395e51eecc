// .ci/scenes.ts in; docs/pictures/*.svg out, of the real screen in a pseudo-terminal. Build first. With --check nothing is
// written, and exit code 1 says which pictures are out of date.
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { BINARY } from '../test/helpers/approve-run.ts';
import type { Row } from '../test/helpers/read-cells.ts';
import { scratch } from '../test/helpers/scratch.ts';
import { inTerminal } from '../test/helpers/terminal.ts';
import { drawScreen } from './draw-screen.ts';
import { SCENES, type Scene, SUMMARY } from './scenes.ts';
import { steady } from './steady.ts';

const folder = join(import.meta.dirname, '../docs/pictures');
const COLUMNS = 100;
/** The terminal outlives the run: on a busy machine, what nobody has read yet is lost when it closes. */
const PROGRAM = ['sh', '-c', '"$@"; read -r line', 'sh', process.execPath, BINARY] as const;

const check = process.argv.includes('--check');
if (!check) mkdirSync(folder, { recursive: true });
const before = new Map(readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'utf8')]));
for (const scene of SCENES) {
  const name = `${scene.name}.svg`;
  const picture = draw(scene, await play(scene));
  if (!check) writeFileSync(join(folder, name), picture);
  else if (picture !== before.get(name)) outOfDate(name, firstDifference(before.get(name) ?? '', picture));
  before.delete(name);
}
for (const name of before.keys()) {
  if (check) outOfDate(name, 'no scene of .ci/scenes.ts draws it');
  else rmSync(join(folder, name));
}

/** What is on the screen when the scene is over. */
async function play({ args, files, answers, until, leave }: Scene): Promise<readonly Row[]> {
  const ends: (() => unknown)[] = [];
  try {
    const place = scratch({ after: (end) => void ends.unshift(end as () => unknown) });
    for (const [name, content] of Object.entries(files)) place.write(name, content);
    const run = inTerminal(place, args, { columns: COLUMNS, program: PROGRAM });
    for (const { when, type } of answers) {
      await run.until(when);
      run.type(type);
    }
    const rows = await run.cells(until);
    if (leave !== undefined) {
      run.type(leave);
      await run.cells(SUMMARY);
    }
    return rows;
  } finally {
    for (const end of ends) await end();
  }
}

function draw({ title, description, args }: Scene, rows: readonly Row[]): string {
  const command = ['approve-run', ...args].join(' ');
  const last = rows.findLastIndex((row) => row.some(({ text }) => text.trim() !== ''));
  return drawScreen({ title, description, command, columns: COLUMNS, rows: steady(rows.slice(0, last + 1)) });
}

function outOfDate(name: string, why: string): void {
  console.log(`docs/pictures/${name} is out of date: npm run pictures\n${why}`);
  process.exitCode = 1;
}

function firstDifference(was: string, is: string): string {
  const [old, now] = [was.split('\n'), is.split('\n')];
  const at = now.findIndex((line, index) => line !== old[index]);
  return `  was ${old[at] ?? 'nothing'}\n  is  ${now[at] ?? 'nothing'}`;
}
