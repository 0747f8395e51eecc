// Who proposes, where that is no model, and the turns of an earlier run, in; refused where these are not what is proposed now.
import { UsageError } from '../../errors.ts';
import type { Agent, Exchange } from '../../types.ts';

/** @throws {UsageError} */
export async function requireSameTurns({ next }: Agent, exchanges: readonly Exchange[]): Promise<void> {
  const { signal } = new AbortController();
  for (const [at, { turn }] of exchanges.entries()) {
    const proposed = await next(exchanges.slice(0, at), signal, () => {});
    if (proposed?.text !== turn.text)
      throw new UsageError(
        `message ${at + 1} of what is replayed is another one than when the run began, so it cannot be gone on with. Nothing was run.`,
      );
  }
}
