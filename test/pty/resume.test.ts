// `approve-run resume` at a real terminal: what a person is told and asked before a run goes on, and in it.
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { readEvents, runsIn } from '../../src/journal/read-journal.ts';
import { approveRun } from '../helpers/approve-run.ts';
import { journalFolder } from '../helpers/journal-folder.ts';
import { fence, type Scratch, scratch } from '../helpers/scratch.ts';
import { inTerminal } from '../helpers/terminal.ts';

const CRASH = '[ -e crashed ] || { touch crashed; kill -9 $PPID; sleep 5; }';
const QUESTION = /Run this bash block\? .*›/;

const ran = ({ cwd }: Scratch) => (existsSync(join(cwd, 'ran')) ? readFileSync(join(cwd, 'ran'), 'utf8') : '');

function taskOf(place: Scratch, second = ''): void {
  const each = [1, 2, 3].map((at) => fence('bash', `echo ${at} >> ran${at === 2 && second ? `; ${second}` : ''}`));
  place.write('task.md', each.join('\n'));
}

function lines(place: Scratch): number {
  const folder = journalFolder(place);
  return readEvents(folder, runsIn(folder).at(-1) ?? '').length;
}

test('a run that was quit goes on with the block that was asked about', async (t) => {
  const place = scratch(t);
  taskOf(place);
  const first = inTerminal(place, ['task.md']);
  await first.until(QUESTION);
  first.type('yes\r');
  await first.until(/2\/3 bash[\s\S]*›/);
  first.type('quit\r');
  assert.match(await first.until(/resume goes on with it/), /1 run · 0 failed · 1 denied · 1 skipped/);
  assert.equal(await first.ended(), 3);

  const second = inTerminal(place, ['resume']);
  const asked = await second.until(QUESTION);
  assert.match(asked, /resumed \S+: 1 of 3 blocks are over\n\n2\/3 bash {2}task\.md:5/);
  assert.doesNotMatch(asked, /was started before|1\/3/);
  second.type('yes\r');
  await second.until(/3\/3 bash[\s\S]*›/);
  second.type('yes\r');
  assert.match(await second.until(/journal /), /in all 3 run · 0 failed · 0 denied · 0 skipped/);
  assert.equal(await second.ended(), 0);
  assert.equal(ran(place), '1\n2\n3\n');
});

test('what was started before is asked about with the reason, though a policy allows it; always is no answer to it', async (t) => {
  const place = scratch(t);
  taskOf(place, CRASH);
  await approveRun(place, ['--policy', 'allow-all', 'task.md']);
  const run = inTerminal(place, ['resume', '--always', 'bash']);
  const screen = await run.until(QUESTION);
  assert.match(screen, /1 of 3 blocks are over · 1 unknown\n! 2\/3 bash was started and is not known to have ended/);
  assert.match(screen, /asks: It was started before, and nobody knows whether it ended/);
  assert.doesNotMatch(screen, /always/);
  run.type('yes\r');
  await run.until(/in all 3 run/);
  assert.equal(await run.ended(), 0);
  assert.equal(ran(place), '1\n2\n2\n3\n');
});

test('what is another since is said and asked; only yes goes on', async (t) => {
  const place = scratch(t);
  taskOf(place, CRASH);
  await approveRun(place, ['--policy', 'allow-all', 'task.md']);
  place.write('task.md', 'Something else.');
  const before = lines(place);
  const asks = /Since \S+ was ended, this has changed:\n {2}\S*task\.md has changed: .*\nGo on with it as things are now\?.*›/;

  const refused = inTerminal(place, ['resume'], { columns: 160 });
  await refused.until(asks);
  refused.type('no\r');
  await refused.until(/Not gone on with\. Nothing was run\./);
  assert.equal(await refused.ended(), 3);

  const stopped = inTerminal(place, ['resume'], { columns: 160 });
  await stopped.until(asks);
  stopped.type('\u0003');
  assert.equal(await stopped.ended(), 130);
  assert.equal(lines(place), before, 'nothing is written of it');

  const agreed = inTerminal(place, ['resume'], { columns: 160 });
  await agreed.until(asks);
  agreed.type('yes\r');
  await agreed.until(QUESTION);
  agreed.type('yes\r');
  await agreed.until(/in all 3 run/);
  assert.equal(await agreed.ended(), 0);
  assert.equal(ran(place), '1\n2\n2\n3\n');
});

test('whether to go on: what was typed before, a paste, Enter and an always are no yes, and a hostile name of the task shows itself', async (t) => {
  const place = scratch(t);
  const name = 'ta\u001b[2Jsk\u202e\nyes.md';
  taskOf(place, CRASH);
  place.write(name, readFileSync(join(place.cwd, 'task.md'), 'utf8'));
  await approveRun(place, ['--policy', 'allow-all', name]);
  place.write(name, 'Something else.');
  const before = lines(place);
  const asks = /Go on with it as things are now\?.*›/;
  const strays: readonly (readonly [string, number])[] = [
    ['\u001b[200~yes\r\u001b[201~', 130],
    ['\r', 130],
    ['yes\ryes\r', 130],
    ['always\r', 130],
  ];
  for (const [stray, code] of strays) {
    const run = inTerminal(place, ['resume'], { columns: 160 });
    run.type('yes\r');
    const screen = await run.until(asks);
    assert.match(screen, /ta\\u\{1b\}\[2Jsk\\u\{202e\}\\nyes\.md has changed/);
    assert.deepEqual(run.obeyed(), []);
    run.type(stray);
    await sleep(400);
    run.type('\u0003');
    assert.equal(await run.ended(), code, JSON.stringify(stray));
    assert.equal(lines(place), before, JSON.stringify(stray));
    assert.equal(ran(place), '1\n2\n');
  }
});

for (const [signal, code] of [
  ['SIGTERM', 143],
  ['SIGHUP', 129],
] as const)
  test(`${signal} while it is asked whether to go on is no yes, and the exit code says so`, async (t) => {
    const place = scratch(t);
    taskOf(place, CRASH);
    await approveRun(place, ['--policy', 'allow-all', 'task.md']);
    place.write('task.md', 'Something else.');
    const run = inTerminal(place, ['resume']);
    await run.until(/Go on with it.*›/);
    process.kill(run.pid, signal);
    assert.equal(await run.ended(), code);
    assert.equal(ran(place), '1\n2\n');
  });

test('whoever is asked about what was started before sees what it does, also under a policy that looks at nothing', async (t) => {
  const place = scratch(t);
  taskOf(place, `${CRASH}; rm -rf ~/stuff`);
  await approveRun(place, ['--policy', 'allow-all', 'task.md']);
  const run = inTerminal(place, ['resume']);
  assert.match(await run.until(QUESTION), /deletes the tree ~\/stuff/);
  run.type('no\r');
  assert.equal(await run.ended(), 3);
});

test('a run that was started with the task on standard input is answered at the terminal', async (t) => {
  const place = scratch(t);
  await approveRun(place, ['--policy', 'allow-all', '-'], { input: fence('bash', `${CRASH}; echo 1 >> ran`) });
  const run = inTerminal(place, ['resume']);
  await run.until(QUESTION);
  run.type('yes\r');
  await run.until(/in all 1 run/);
  assert.equal(await run.ended(), 0);
  assert.equal(ran(place), '1\n');
});
