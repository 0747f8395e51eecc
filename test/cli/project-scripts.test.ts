// What earlier blocks of a session wrote to scripts counts when a later one runs them: as text in `check`, as it is on disk in a run.
import assert from 'node:assert/strict';
import { existsSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { approveRun } from '../helpers/approve-run.ts';
import { fence, scratch } from '../helpers/scratch.ts';

const POLICY = ['--policy', 'deny-dangerous'];

async function decisions(place: ReturnType<typeof scratch>, ...codes: readonly string[]): Promise<string[]> {
  const { stdout } = await approveRun(place, ['check', '--json', ...POLICY, '-'], {
    input: codes.map((code) => fence('bash', code)).join('\n'),
  });
  return (JSON.parse(stdout) as { blocks: { decision: string }[] }).blocks.map(({ decision }) => decision);
}

test('check reads a script as an earlier block would write it', async (t) => {
  const place = scratch(t);
  assert.deepEqual(await decisions(place, "echo 'rm -rf ~/data' > x.sh", 'bash x.sh'), ['allow', 'deny']);
  assert.deepEqual(await decisions(place, "echo 'rm -rf build' > x.sh", 'bash x.sh'), ['allow', 'allow']);
  assert.deepEqual(await decisions(place, 'date > x.sh', 'bash x.sh'), ['allow', 'deny']);
  place.write('x.sh', 'rm -rf ~/data');
  assert.deepEqual(await decisions(place, 'bash x.sh'), ['deny']);
  assert.deepEqual(await decisions(place, "echo 'rm -rf build' > x.sh", 'bash x.sh'), ['allow', 'allow']);
});

test('a run reads it from the disk, where the earlier block has run by then', async (t) => {
  const place = scratch(t);
  const input = [fence('bash', 'echo "touch marker" | tee x.sh > /dev/null\ndate > y.sh'), fence('bash', 'bash x.sh')].join('\n');
  const { code } = await approveRun(place, [...POLICY, '-'], { input });
  assert.deepEqual([code, existsSync(join(place.cwd, 'marker'))], [0, true]);
});

test('a script behind a link that leads out of the folder cannot be told; a program there is a program', async (t) => {
  const place = scratch(t);
  place.write('../outside.sh', 'echo hello');
  symlinkSync('../outside.sh', join(place.cwd, 'x.sh'));
  symlinkSync(process.execPath, join(place.cwd, 'node'));
  assert.deepEqual(await decisions(place, 'bash x.sh', './node --version'), ['deny', 'allow']);
});
