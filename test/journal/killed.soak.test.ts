// A run of 20 blocks is killed at any moment: its chain is sound, but for a torn end, and whatever ran is in it, decided and started.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Fields } from '../../src/journal/chain.ts';
import { reopenJournal } from '../../src/journal/open-journal.ts';
import { fieldsOf, numberOf } from '../../src/journal/read-field.ts';
import { readEvents, runsIn } from '../../src/journal/read-journal.ts';
import { verifyFolder } from '../../src/journal/verify-folder.ts';
import { BINARY } from '../helpers/approve-run.ts';
import { journalFolder } from '../helpers/journal-folder.ts';
import { cleanEnv, fence, scratch } from '../helpers/scratch.ts';
import { series } from '../helpers/series.ts';

const BLOCKS = 20;
/** Whole runs take less; the moment is any. */
const LONGEST_MS = 450;
const all = Array.from({ length: series(200) }, (_, round) => round);
let midway = 0;

for (const round of all)
  test(`killed, round ${round + 1} of ${all.length}`, async (t) => {
    const place = scratch(t);
    const blocks = Array.from({ length: BLOCKS }, (_, at) => fence('bash', `echo ${at + 1} >> ran`));
    place.write('task.md', blocks.join('\n'));
    const child = spawn(process.execPath, [BINARY, '--policy', 'allow-all', 'task.md'], {
      cwd: place.cwd,
      env: cleanEnv(place),
      stdio: 'ignore',
    });
    const ended = new Promise((resolve) => child.once('exit', resolve));
    let over = false;
    void ended.then(() => {
      over = true;
    });
    // Every other one at any time; the others at any block.
    if (round % 2 === 0) await Promise.race([sleep(Math.random() * LONGEST_MS), ended]);
    else await until(() => over || numbersIn(join(place.cwd, 'ran')).length > (round * 7) % (BLOCKS - 2));
    child.kill('SIGKILL');
    await ended;

    const folder = journalFolder(place);
    const [run] = runsIn(folder);
    const ran = numbersIn(join(place.cwd, 'ran'));
    if (run === undefined) return assert.deepEqual(ran, []);
    const report = verifyFolder(folder, undefined).runs[0];
    // In the last moment, between the end of the journal and the index.
    const atEnd = report?.status === 'broken' && /or the run was killed in its last moment/.test(report.broken?.what ?? '');
    assert.ok(report?.status !== 'broken' || atEnd, `${report?.broken?.line} ${report?.broken?.what}`);
    const before = check(folder, run, ran);
    if (report?.status === 'sound' || atEnd) return;
    if (report?.lines === 0) {
      assert.deepEqual(ran, []);
      return assert.throws(() => reopenJournal(run, { folder }), /the run never began/);
    }
    midway += ran.length > 0 ? 1 : 0;
    const again = reopenJournal(run, { folder });
    again.close();
    assert.equal(verifyFolder(folder, undefined).runs[0]?.status, 'unfinished');
    assert.deepEqual(check(folder, run, ran), before);
  });

after(() => assert.ok(midway > 0, 'some are killed while blocks run'));

/** @returns The blocks that finished, as the journal says. */
function check(folder: string, run: string, ran: readonly number[]): readonly number[] {
  const events = readEvents(folder, run);
  const blocks = (type: string) => events.filter((event) => event.type === type).map(indexOf);
  const [decided, started, finished] = [blocks('block-decided'), blocks('block-started'), blocks('block-finished')];
  for (const block of ran) assert.ok(decided.includes(block) && started.includes(block), `block ${block} ran unrecorded`);
  for (const block of finished) assert.ok(ran.includes(block), `block ${block} did not run`);
  assert.equal(new Set(ran).size, ran.length);
  return finished;
}

function indexOf({ block }: Fields): number {
  return numberOf(fieldsOf(block).index);
}

async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await sleep(1);
}

function numbersIn(path: string): readonly number[] {
  return existsSync(path) ? readFileSync(path, 'utf8').split('\n').filter(Boolean).map(Number) : [];
}
