// One attempt to ask in; what came of it out, after further attempts where somebody still thinks or something passing was in the way.
import { setTimeout as sleep } from 'node:timers/promises';
import type { Attempt } from './judge-reply.ts';

export type Ended = Extract<Attempt, { kind: 'answer' | 'refused' }>;

const MOST_FAULTS = 6;
const FIRST_WAIT_MS = 250;
/** Also for who asks to be asked again at once. */
const LEAST_WAIT_MS = 100;
/** For who thinks, and does not say when to come again. */
const PENDING_WAIT_MS = 2000;
/** Whoever has waited so long was not turned away: proxies end what is long silent. */
const LONG_MS = 10_000;
/** A timer above 2^31 ms fires at once. */
const LONGEST_MS = 2 ** 31 - 1;

/**
 * @param leftMs What is left of the time to answer; Infinity without end.
 * @throws The signal's reason.
 */
export async function untilAnswered(attempt: () => Promise<Attempt>, leftMs: () => number, signal: AbortSignal): Promise<Ended> {
  for (let asked = 1, faults = 0; ; asked += 1) {
    const askedAt = performance.now();
    const made = await attempt();
    signal.throwIfAborted();
    if (made.kind === 'answer' || made.kind === 'refused') return made;
    const broken = made.kind === 'broken';
    faults = broken && performance.now() - askedAt < LONG_MS ? faults + 1 : 0;
    const backOff = FIRST_WAIT_MS * 2 ** Math.max(0, faults - 1) * (0.75 + Math.random() / 2);
    const afterMs = Math.max(LEAST_WAIT_MS, made.afterMs ?? (broken ? backOff : PENDING_WAIT_MS));
    if (broken && (faults === MOST_FAULTS || afterMs >= leftMs()))
      return { kind: 'refused', says: asked === 1 ? made.says : `${made.says} (asked ${asked} times)` };
    await sleep(Math.min(afterMs, LONGEST_MS), undefined, { signal }).catch(() => signal.throwIfAborted());
  }
}
