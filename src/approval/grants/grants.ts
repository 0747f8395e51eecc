// The tools that were pre-approved in; whether a later default ask is answered already, and by what, out.
import type { Judged } from '../../types.ts';

/** What an "always" answers, of this run or of the user's file. The gate asks it only where no rule speaks. */
export interface Grants {
  /** @returns What answers a default ask for the block, in words; `undefined` when nothing does. */
  covers(judged: Judged): string | undefined | Promise<string | undefined>;
  /** Every later default ask for the tool, until the run ends. */
  add(tool: string): void;
}

/**
 * Remembers an "always" as long as the run lasts.
 *
 * @param always Names of tools, or `all`, that are approved from the start.
 * @example
 * ```ts
 * import { createGrants } from 'approve-run';
 *
 * const grants = createGrants(['python']);
 * grants.add('bash');
 * ```
 */
export function createGrants(always: readonly string[] = []): Grants {
  const tools = new Set(always);
  return {
    covers: ({ proposal: { tool } }) => (tools.has(tool) || tools.has('all') ? `always ${tool}` : undefined),
    add: (tool) => tools.add(tool),
  };
}
