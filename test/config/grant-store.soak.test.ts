// Runs that are killed while they count a use: the file stays whole, and no use is had twice.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { existsSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { grantStore } from '../../src/config/grant-store.ts';
import { scratch } from '../helpers/scratch.ts';
import { series } from '../helpers/series.ts';

const USES = 1_000_000;
const ROOT = join(import.meta.dirname, '../..');

/** Says when it begins, and each use that it has had. */
const WORKER = `
import { writeSync } from 'node:fs';
import { grantStore } from './src/config/grant-store.ts';
const store = grantStore({ home: process.argv[1], env: {} });
writeSync(1, '!');
for (;;) {
  await store.change(([grant]) => [{ ...grant, usesLeft: grant.usesLeft - 1 }]);
  writeSync(1, '.');
}
`;

test('killed in the middle of a change', async (t) => {
  const { home } = scratch(t);
  const store = grantStore({ home, env: {} });
  const times = { created: new Date().toISOString(), expires: new Date(Date.now() + 86_400_000).toISOString() };
  const digest = 'a'.repeat(64);
  const grant = { id: '0001', project: home, cwd: home, tool: 'bash', start: digest, text: 'x', does: [], ...times };
  await store.change(() => [{ ...grant, holds: { kind: 'exactly', digest }, usesLeft: USES }]);
  let used = 0;
  const rounds = series(100);
  for (let round = 0; round < rounds; round++) {
    const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', WORKER, home], { cwd: ROOT });
    const ended = new Promise((resolve) => child.once('close', resolve));
    // Every other one only after a use: on a busy machine none might have any.
    const sign = round % 2 === 0 ? '.' : '!';
    await new Promise<void>((resolve) =>
      child.stdout.on('data', (bytes: Buffer) => {
        used += bytes.toString().replace('!', '').length;
        if (bytes.includes(sign)) resolve();
      }),
    );
    await sleep(Math.random() * 40);
    child.kill('SIGKILL');
    await ended;
    const lock = join(home, '.config/approve-run/grants.json.lock');
    // As if the next run came a minute later.
    if (existsSync(lock)) utimesSync(lock, Date.now() / 1000 - 60, Date.now() / 1000 - 60);
    const [left] = await store.read();
    assert.ok(left?.usesLeft !== undefined, `round ${round}: the grant is gone`);
    const counted = USES - left.usesLeft;
    assert.ok(counted >= used, `round ${round}: ${used} uses were had, ${counted} counted`);
    assert.ok(counted <= used + round + 1, `round ${round}: each killed run loses one use at most`);
  }
  assert.ok(used > 0);
});
