// Trees larger than what is looked at in; receipts that say so, and what they tell all the same, out.
import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { receiptOf } from '../helpers/receipt.ts';
import { scratch } from '../helpers/scratch.ts';
import { series } from '../helpers/series.ts';

const FOLDERS = series(300);
const last = `d${FOLDERS - 1}`;

test('a tree of 30,000 files is looked at in part, and that is said', async (t) => {
  const { cwd } = scratch(t);
  for (let folder = 0; folder < FOLDERS; folder += 1) {
    mkdirSync(join(cwd, `d${folder}/e`), { recursive: true });
    for (let file = 0; file < 100; file += 1) writeFileSync(join(cwd, `d${folder}/e/f${file}`), '');
  }
  const most = Math.min(20_000, FOLDERS * 70);
  const receipt = await receiptOf(`touch top; touch ${last}/e/new; rm d0/e/f1`, { cwd, most });
  assert.ok(receipt.incomplete !== undefined && receipt.incomplete >= most);
  assert.deepEqual(
    receipt.files.map(({ path }) => path),
    ['d0/e/f1', 'top', `${last}/e/new`],
  );
  const few = await receiptOf(`touch top-2; touch ${last}/e/new-2; rm d0/e/f2`, { cwd, most: FOLDERS + 50 });
  assert.deepEqual(
    few.files.map(({ path }) => path),
    ['d0/e/f2', 'top-2'],
  );
  assert.ok((few.incomplete ?? 0) < 6 * (FOLDERS + 50));
});

test('a folder of more names than that is not listed, and the one above is', async (t) => {
  const { cwd } = scratch(t);
  mkdirSync(join(cwd, 'flat'));
  for (let file = 0; file < FOLDERS * 10; file += 1) writeFileSync(join(cwd, `flat/f${file}`), '');
  const receipt = await receiptOf('touch top flat/new', { cwd, most: FOLDERS });
  assert.deepEqual([receipt.files.map(({ path }) => path), receipt.incomplete], [['top'], 3]);
});
