// A call and the checks it has to pass in; the refusal, if there is one, out. Every decision is told, those that fail included.
import { causeOf } from '../../approver.ts';
import type { RunEvent } from '../../events.ts';
import type { DecidedBy, Outcome } from '../../types.ts';
import type { Check, CheckResult, PendingCall } from './check.ts';
import { HumanInputNotProvidedError, HumanInputTimeoutError } from './errors.ts';

/** @throws What a check throws, and the signal's reason; then the call must not run. */
export async function decide(checks: readonly Check[], pending: PendingCall): Promise<string | Error | undefined> {
  const { call, frame, signal } = pending;
  const tell = async (event: RunEvent) => frame?.parts.emit(event);
  signal.throwIfAborted();
  await tell({ type: 'tool-proposed', call });

  const began = performance.now();
  const decided = (outcome: Outcome, by: DecidedBy, reason: string) =>
    tell({ type: 'tool-decided', call, outcome, by, reason, waitedMs: Math.round(performance.now() - began) });
  try {
    let last: CheckResult | undefined;
    for (const check of checks) {
      last = await check.decide(pending);
      if (!last.approved) break;
    }
    if (last === undefined) throw new TypeError('a call without a check');
    if (signal.aborted) throw signal.reason;
    await decided(last.approved ? 'approved' : 'denied', last.by, last.reason);
    return last.approved ? undefined : last.refusal;
  } catch (error) {
    const by = error instanceof HumanInputNotProvidedError ? 'nobody' : 'approver';
    // Why it does not run is what the caller must hear, also where nobody keeps a record.
    await decided(outcomeOf(error, signal), by, causeOf(error)).catch(() => {});
    throw error;
  }
}

function outcomeOf(error: unknown, signal: AbortSignal): Outcome {
  if (error instanceof HumanInputTimeoutError && error !== signal.reason) return 'timed-out';
  return signal.aborted ? 'cancelled' : 'failed';
}
