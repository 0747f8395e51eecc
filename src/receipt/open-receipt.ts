// A block and what lay in its folder before it in; by what lies there afterwards, its receipt out.
import type { Approved, BlockResult, Receipt } from '../types.ts';
import { compareInventories } from './compare-inventories.ts';
import { missingEffects } from './missing-effects.ts';
import { bytesOf } from './path-bytes.ts';
import { predictChanges } from './predict-changes.ts';
import type { Inventory } from './take-inventory.ts';
import { writeReceipt } from './write-receipt.ts';

/** A fraction of a second; a block of globs against thousands of files comes nowhere near. */
const MOST_STEPS = 5_000_000;

export function openReceipt(approved: Approved, before: Inventory): (after: Inventory, result: BlockResult) => Receipt {
  const budget = { steps: MOST_STEPS };
  const predicts = predictChanges(approved, budget);
  const missing = missingEffects(approved, budget);
  return (after, result) => {
    const changes = compareInventories(before, after);
    const changed = new Set(changes.map(({ path }) => path));
    const cut = before.cut || after.cut;
    return writeReceipt({
      approved,
      result,
      changes,
      predicts,
      isTooMuch: () => budget.steps < 0,
      missing: missing(result, (path) => changed.has(bytesOf(path))),
      incomplete: cut ? Math.max(looked(before), looked(after)) : undefined,
      unread: Math.max(before.unread, after.unread),
    });
  };
}

function looked({ entries }: Inventory): number {
  return entries.size - 1;
}
