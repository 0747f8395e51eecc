// Who may go on with a journal: one process at a time, none while another is at it, and not on a disk that does not take it.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { DISK } from '../../src/journal/append-file.ts';
import { goOnWith, journalEnd } from '../../src/journal/go-on-with.ts';
import { createJournal } from '../../src/journal/open-journal.ts';
import { isAlive, ownBirth } from '../../src/journal/process-birth.ts';
import { scratch } from '../helpers/scratch.ts';

function left(folder: string): string {
  const journal = createJournal({ folder });
  journal.write({ type: 'run-started', run: journal.run });
  journal.close();
  return journal.run;
}

test('of several at once, one goes on', async (t) => {
  const folder = join(scratch(t).home, 'journal');
  const run = left(folder);
  const end = journalEnd(folder, run);
  const tried = await Promise.allSettled([1, 2, 3].map(() => goOnWith(run, end, { folder })));
  assert.deepEqual(tried.map(({ status }) => status).sort(), ['fulfilled', 'rejected', 'rejected']);
  for (const one of tried)
    if (one.status === 'rejected') assert.match(one.reason.message, /another approve-run has gone on with/);
});

test('a disk that takes nothing: nothing is run', async (t) => {
  const folder = join(scratch(t).home, 'journal');
  const run = left(folder);
  const before = readFileSync(join(folder, `${run}.jsonl`));
  const disk = {
    ...DISK,
    write() {
      throw Object.assign(new Error('full'), { code: 'ENOSPC' });
    },
  };
  await assert.rejects(goOnWith(run, journalEnd(folder, run), { folder, disk }), {
    name: 'JournalError',
    exitCode: 2,
    message: /cannot be written \(ENOSPC\), so nothing was run/,
  });
  assert.deepEqual(readFileSync(join(folder, `${run}.jsonl`)), before);
});

test('a process is told from another one with its number, and from one that has ended', async () => {
  assert.ok(isAlive(hostname(), { pid: process.pid, born: ownBirth() }));
  assert.ok(isAlive(hostname(), { pid: process.pid }));
  assert.ok(!isAlive(hostname(), { pid: process.pid, born: 'another boot/1' }));
  assert.ok(!isAlive('another machine', { pid: process.pid, born: ownBirth() }));
  const child = spawn('true');
  await new Promise((resolve) => child.once('exit', resolve));
  assert.ok(!isAlive(hostname(), { pid: child.pid ?? 0 }));
});
