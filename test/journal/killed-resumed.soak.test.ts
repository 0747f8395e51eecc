// A run is killed, at random and at every boundary of what it writes, and gone on with until it is done: every block ran exactly once, or
// was reported as unknown and asked about; the chain holds after each, and no result of a block that ended is lost.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { BINARY } from '../helpers/approve-run.ts';
import { type Killed, killedPlace, resumeUntilDone } from '../helpers/resume-until-done.ts';
import { cleanEnv, scratch } from '../helpers/scratch.ts';
import { series } from '../helpers/series.ts';

const HELPER = join(import.meta.dirname, '../helpers/kill-at.cjs');
const RUN = ['--policy', 'allow-all', 'task.md'];
const LONGEST_MS = 600;
/** Of the run that is killed at every boundary; the whole series has one block more, and every boundary of a resume, too. */
const SHORT = process.env.SOAK ? 2 : 1;
const STEP = process.env.SOAK ? 1 : 6;
let resumed = 0;

describe('killed at any moment', { concurrency: 2 }, () => {
  for (const round of Array.from({ length: series(200) }, (_, at) => at))
    test(`round ${round + 1}`, async (t) => {
      const killed = await killedPlace(t, scratch(t), 20);
      await run(killed, RUN, {}, Math.random() * LONGEST_MS);
      // Some are killed once more, while they go on.
      if (round % 3 === 0) await run(killed, killed.args, {}, Math.random() * LONGEST_MS);
      resumed += await resumeUntilDone(killed);
    });
});

const short = ['run', 'resume'] as const;
for (const which of short)
  test(`killed at every boundary of a ${which}`, async (t) => {
    const boundaries = await countBoundaries(t, which);
    const all = Array.from({ length: boundaries.length }, (_, at) => at + 1);
    const step = which === 'run' ? 1 : STEP;
    assert.ok(boundaries.includes('middle of writeSync') && boundaries.includes('before fdatasyncSync'));
    await t.test('each', { concurrency: 3 }, async (group) => {
      const some = all.filter((at) => at % step === 0);
      await Promise.all(
        some.map((at) =>
          group.test(`${at}, ${boundaries[at - 1]}`, async (one) => {
            const killed = await prepared(one, which);
            await run(killed, which === 'run' ? RUN : killed.args, { KILL_AT: String(at) });
            resumed += await resumeUntilDone(killed);
          }),
        ),
      );
    });
  });

after(() => assert.ok(resumed > 0, 'some are killed where there is something to go on with'));

/** For a resume: a short run, killed while its last block is started. */
async function prepared(t: Parameters<typeof scratch>[0], which: (typeof short)[number]): Promise<Killed> {
  const killed = await killedPlace(t, scratch(t), SHORT);
  if (which === 'run') return killed;
  const names = await namesOf(killed, RUN);
  const synced = names.flatMap((name, at) => (name === 'after fdatasyncSync' ? [at + 1] : []));
  // One sync is the run's, then two are each block's.
  const lastStarted = synced[2 * SHORT - 1];
  clear(killed);
  await run(killed, RUN, { KILL_AT: String(lastStarted) });
  return killed;
}

async function countBoundaries(t: Parameters<typeof scratch>[0], which: (typeof short)[number]): Promise<readonly string[]> {
  const killed = await prepared(t, which);
  return namesOf(killed, which === 'run' ? RUN : killed.args);
}

async function namesOf(killed: Killed, args: readonly string[]): Promise<readonly string[]> {
  const file = join(killed.place.home, 'boundaries');
  await run(killed, args, { KILL_COUNT: file });
  const names = readFileSync(file, 'utf8').trimEnd().split('\n');
  rmSync(file);
  return names;
}

function clear({ place, folder }: Killed): void {
  rmSync(folder, { recursive: true });
  rmSync(join(place.cwd, 'ran'));
}

/** @param killAfter Milliseconds. */
async function run({ place, folder, env }: Killed, args: readonly string[], more: NodeJS.ProcessEnv, killAfter?: number) {
  const hook = Object.keys(more).length === 0 ? {} : { NODE_OPTIONS: `--require=${HELPER}`, KILL_IN: folder, ...more };
  const child = spawn(process.execPath, [BINARY, ...args], {
    cwd: place.cwd,
    env: { ...cleanEnv(place), ...env, ...hook },
    stdio: 'ignore',
  });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  if (killAfter !== undefined) await Promise.race([sleep(killAfter), ended]);
  if (killAfter !== undefined) child.kill('SIGKILL');
  await ended;
}
