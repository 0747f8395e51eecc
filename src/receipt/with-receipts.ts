// An executor in; one that also says what each block did to the files of its folder out.
import { setTimeout as sleep } from 'node:timers/promises';
import type ignore from 'ignore';
import { assertApproved } from '../approved.ts';
import { UsageError } from '../errors.ts';
import { checkKnown } from '../known-options.ts';
import type { CodeExecutor } from '../types.ts';
import { ignoreRules, rulesAbove } from './ignore-rules.ts';
import { leftOut } from './left-out.ts';
import { openReceipt } from './open-receipt.ts';
import { type Inventory, takeInventory } from './take-inventory.ts';

export interface ReceiptOptions {
  /** Absolute paths of files that somebody else writes while blocks run, such as a log. They are left out. @default none */
  readonly own?: readonly string[];
  /** How many files and folders are looked at, twice a block; a quarter of it again of what git ignores. @default 20000 */
  readonly most?: number;
}

/** Two changes within one tick of the file system's clock can look the same. */
const TICK_MS = 10;
type IsOwn = ReturnType<typeof leftOut>;

/**
 * Adds a receipt to the result of each block: which files below its folder it created, changed and deleted, and how that compares with
 * the effects that it was approved for.
 *
 * Two looks at the folder are compared, so a change that somebody else makes meanwhile counts as the block's. No file is opened but
 * `.gitignore`; what git ignores is counted, not listed. Links are not followed, and what is outside of the folder is not looked at.
 *
 * @example
 * ```ts
 * import assert from 'node:assert/strict';
 * import { documentAgent, localExecutor, openGate, parseTask, type Receipt, run, withReceipts } from 'approve-run';
 *
 * const receipts: (Receipt | undefined)[] = [];
 * await run({
 *   agent: documentAgent(await parseTask('```sh\ntouch notes.txt\n```\n\n```sh\nrm notes.txt\n```\n')),
 *   gate: openGate({ approvalFunc: () => ({ approved: true, reason: 'an example' }) }),
 *   executor: withReceipts(localExecutor()),
 *   emit(event) {
 *     if (event.type === 'block-finished') receipts.push(event.result.receipt);
 *   },
 * });
 * assert.deepEqual(receipts[0]?.files, [{ what: 'created', path: 'notes.txt' }]);
 * assert.deepEqual(receipts[1]?.files, [{ what: 'deleted', path: 'notes.txt' }]);
 * ```
 * @throws {UsageError} For options that there are not.
 */
export function withReceipts(executor: CodeExecutor, options: ReceiptOptions = {}): CodeExecutor {
  checkKnown('withReceipts', options, { own: 'a list of texts', most: 'a number' });
  const { own = [], most = 20_000 } = options;
  if (!(Number.isInteger(most) && most > 0))
    throw new UsageError(`withReceipts: most must be a whole number above 0, not ${most}.`);
  let make: typeof ignore | undefined;

  async function lookBefore(folder: string, isOwn: IsOwn) {
    const above = rulesAbove(folder);
    if (above.length > 0) make ??= (await import('ignore')).default;
    for (;;) {
      const rules = make && ignoreRules(make, folder, above);
      const meets = (path: string) => {
        rules?.add(path);
        return rules !== undefined;
      };
      const before = takeInventory({ folder, most, isOwn, rules, meets });
      if (before !== undefined) return { before, rules };
      make = (await import('ignore')).default;
    }
  }

  const run: CodeExecutor['run'] = async (approved, output, signal) => {
    assertApproved(approved);
    const isOwn = leftOut(approved, own);
    const { before, rules } = await lookBefore(approved.cwd, isOwn);
    const close = openReceipt(approved, before);
    await afterTick(before);
    const result = await executor.run(approved, output, signal);
    // It was not started.
    if (result.error !== undefined || result.changed !== undefined) return result;
    // By the rules of before: a block could ignore what it does.
    const after = takeInventory({ folder: approved.cwd, most, isOwn, rules });
    return { ...result, receipt: close(after, result) };
  };

  const { setup, toConfig, close } = executor;
  return {
    prepare: (block) => executor.prepare(block),
    run,
    ...(setup && { setup: () => setup.call(executor) }),
    ...(toConfig && { toConfig: () => toConfig.call(executor) }),
    ...(close && { close: () => close.call(executor) }),
  };
}

async function afterTick({ newest }: Inventory): Promise<void> {
  const age = Date.now() - Number(newest / 1_000_000n);
  if (age >= 0 && age < TICK_MS) await sleep(TICK_MS - age);
}
