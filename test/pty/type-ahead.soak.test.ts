// Keys that were not meant as an answer, at every moment around every kind of question: none of them runs anything.
import assert from 'node:assert/strict';
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { fence, type Scratch, scratch } from '../helpers/scratch.ts';
import { series } from '../helpers/series.ts';
import { inTerminal, type TerminalRun } from '../helpers/terminal.ts';

/** What somebody may be typing, or a terminal may reply, when a question appears. */
const STRAY = [
  'y\r',
  'yes\r',
  '1\r',
  'always\r',
  '\r\r\ry\r',
  'yes\ryes\ryes\r',
  'y\n',
  'ok, go on\ryes\r',
  '\u001b[1;2Ry\r',
  ' \ryes\r',
  'e\r',
];

interface Kind {
  readonly name: string;
  readonly args: readonly string[];
  readonly task: (place: Scratch) => string;
  /** Begins what leads to the question about the block with the marker. */
  readonly start?: (run: TerminalRun) => Promise<void>;
  readonly rows?: number;
}

const CAREFUL =
  'name: careful\ndescription: Wants a code.\ndefault: allow\nrules: [{ id: touch, ask: { command: touch }, because: It touches., confirm: code, match: [touch x], notMatch: [ls] }]\n';

const KINDS: readonly Kind[] = [
  { name: 'the first question', args: [], task: (place) => place.write('task.md', fence('bash', 'touch marker')) },
  {
    name: 'a question after a block',
    args: [],
    task: (place) => place.write('task.md', `${fence('bash', 'echo started; sleep 0.4')}\n${fence('bash', 'touch marker')}`),
    start: async (run) => {
      await run.until(/Run this bash block\? .*›/);
      run.type('yes\r');
      await run.until(/│ started/);
    },
  },
  {
    name: 'a question after a denial',
    args: ['--keep-going'],
    task: (place) => place.write('task.md', `${fence('bash', 'true')}\n${fence('python', 'open("marker", "w")')}`),
    start: async (run) => {
      await run.until(/Run this bash block\? .*›/);
      run.type('no\r');
    },
  },
  {
    name: 'a block that is taller than the screen',
    args: [],
    task: (place) => place.write('task.md', fence('bash', `${'#\n'.repeat(30)}touch marker`)),
    rows: 20,
  },
  {
    name: 'a question that wants a code',
    args: ['--policy', './careful.yaml'],
    task: (place) => {
      place.write('careful.yaml', CAREFUL);
      return place.write('task.md', fence('bash', 'touch marker'));
    },
  },
];

/** How long after a question was drawn keys are still stale. A busy machine may be late by more: only the long series looks there. */
const LATE_MS = process.env.SOAK ? 150 : 0;

/** Waits for so long, but not until keys would count. */
async function moment(run: TerminalRun, ms: number): Promise<void> {
  let drawnAt: number | undefined;
  for (const until = Date.now() + ms; Date.now() < until; await sleep(5)) {
    if (/(?:Run this \w+ block\?|more below)[^…]*…(?![\s\S]*│ started)/.test(await run.screen())) drawnAt ??= Date.now();
    if (drawnAt !== undefined && Date.now() >= drawnAt + LATE_MS) return;
  }
}

for (const { name, args, task, start, rows = 30 } of KINDS) {
  const count = series(200 / KINDS.length);
  test(`${name}: 0 of ${count} stale answers`, async (t) => {
    const place = scratch(t);
    const path = task(place);
    for (let at = 0; at < count; at += 1) {
      const run = inTerminal(place, [...args, path], { rows, env: { EDITOR: 'sh -c "touch marker" ' } });
      await start?.(run);
      // From long before the question is drawn to just after it, all at once or key by key.
      const stray = STRAY[at % STRAY.length] ?? '';
      await moment(run, (at * 37) % 500);
      if (at % 3 === 2) {
        for (const key of stray) {
          run.type(key);
          await sleep(15);
        }
      } else run.type(stray);
      const screen = await run.until(/(?:Run this \w+ block\?|more below)[^›]*›(?![\s\S]*│ started)/);
      // Whatever was dropped was dropped: the question is still there, and nothing ran.
      assert.equal(existsSync(join(place.cwd, 'marker')), false, `${JSON.stringify(stray)} ran the block:\n${screen}`);
      run.type('\u0003');
      assert.equal(await run.ended(), 130, await run.screen());
      assert.equal(existsSync(join(place.cwd, 'marker')), false, `${JSON.stringify(stray)} ran the block late`);
    }
  });
}

/** Each as the terminal sends it: marked, or as a burst where it marks no pastes. */
const PASTES = ['yes', 'y\r', 'yes\r', 'y\ry\ry\r', 'always\r\r', 'yes\r\nno\r\n', '1\n1\n'];

test(`pastes: 0 of ${series(50)}`, async (t) => {
  const place = scratch(t);
  const path = place.write('task.md', fence('bash', 'touch marker'));
  for (let at = 0; at < series(50); at += 1) {
    const text = PASTES[at % PASTES.length] ?? '';
    const bracketed = at % 2 === 0 || !/[\r\n].*[^\r\n]/s.test(text);
    const run = inTerminal(place, [path]);
    await run.until(/Run this bash block\? .*›/);
    run.type(bracketed ? `\u001b[200~${text}\u001b[201~` : text);
    await run.until(/› *\nPasted text is no answer; type it\./);
    run.type('\r');
    await run.until(/Enter alone is no answer/);
    run.type('\u0003');
    assert.equal(await run.ended(), 130);
    assert.equal(existsSync(join(place.cwd, 'marker')), false, JSON.stringify(text));
    rmSync(join(place.cwd, 'marker'), { force: true });
  }
});
