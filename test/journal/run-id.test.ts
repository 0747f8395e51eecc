// Names of runs: they sort as the runs began, and say when that was.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isRunId, newRunId, timeOfRun } from '../../src/journal/run-id.ts';

test('names sort as the runs began, to the millisecond', () => {
  const times = [0, 1, 15, 16, 255, 256, 999, 1000, 60_000, 86_400_000].map((ms) => new Date(1_800_000_000_000 + ms));
  const names = times.map(newRunId);
  assert.deepEqual(names.toSorted(), names);
  assert.ok(names.every(isRunId));
  for (const [at, name] of names.entries())
    assert.equal(timeOfRun(name).getTime(), Math.floor((times[at]?.getTime() ?? 0) / 1000) * 1000);
  assert.ok(!isRunId('../20261122T001922Z-ab12cd34') && !isRunId('index'));
});

test('two of the same moment are not the same', () => {
  const now = new Date();
  assert.equal(new Set(Array.from({ length: 20_000 }, () => newRunId(now))).size, 20_000);
});
