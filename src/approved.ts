// Makes and checks `Approved`. Being in the set is what counts: a cast, a copy or a look-alike is refused at run time.
import type { Effect, ExecutedFile } from './effects.ts';
import type { Approved, Proposal } from './types.ts';

const minted = new WeakSet<object>();

/** Only src/approval/gate.ts may import this (checked by `npm run check`). */
export function mintApproved(proposal: Proposal, executes: readonly ExecutedFile[] = [], effects?: readonly Effect[]): Approved {
  const approved = Object.freeze({
    ...proposal,
    block: Object.freeze({ ...proposal.block }),
    argv: Object.freeze([...proposal.argv]),
    executes: Object.freeze(executes.map((file) => Object.freeze({ ...file }))),
    ...(effects === undefined ? {} : { effects: Object.freeze([...effects]) }),
  });
  minted.add(approved);
  return approved as unknown as Approved;
}

/**
 * For executors of your own: the first thing that `run` does.
 *
 * @throws {TypeError} When the gate did not make it.
 * @example
 * ```ts
 * import { assertApproved, type CodeExecutor, localExecutor } from 'approve-run';
 *
 * const local = localExecutor();
 * const noisy: CodeExecutor = {
 *   prepare: (block) => local.prepare(block),
 *   run(approved, output, signal) {
 *     assertApproved(approved);
 *     console.log(`runs ${approved.block.digest}`);
 *     return local.run(approved, output, signal);
 *   },
 * };
 * console.log((await noisy.prepare({ index: 1, language: 'sh', code: 'true', line: 1, digest: '' })).status); // ready
 * ```
 */
export function assertApproved(value: Approved): void {
  if (!minted.has(value)) throw new TypeError('This block was not approved by the gate, so it is not run.');
}
