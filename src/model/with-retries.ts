// One attempt at a reply in; the reply out, after further attempts where the provider was busy or broken and nothing had come yet.
import { setTimeout as sleep } from 'node:timers/promises';
import type { AgentEvent } from '../types.ts';
import { faultOf } from './fault.ts';

const ATTEMPTS = 5;
const FIRST_WAIT_MS = 1000;
/** Also for who asks to be asked again at once. */
const LEAST_WAIT_MS = 250;
/** Who asks for a longer wait is not waited for: nobody looks at a terminal for an hour. */
const LONGEST_WAIT_MS = 90_000;

/** @throws What the last attempt threw, or the signal's reason. */
export async function withRetries<T>(
  attempt: () => Promise<T>,
  signal: AbortSignal,
  tell: (event: AgentEvent) => void | Promise<void>,
): Promise<T> {
  for (let made = 1; ; made += 1) {
    try {
      return await attempt();
    } catch (error) {
      signal.throwIfAborted();
      const { retry, retryAfterMs, says } = faultOf(error);
      const backOff = FIRST_WAIT_MS * 2 ** (made - 1) * (0.75 + Math.random() / 2);
      const afterMs = Math.max(LEAST_WAIT_MS, retryAfterMs ?? backOff);
      if (!retry || made === ATTEMPTS || afterMs > LONGEST_WAIT_MS) throw error;
      await tell({ type: 'agent-retry', reason: says, afterMs });
      await sleep(afterMs, undefined, { signal }).catch(() => signal.throwIfAborted());
    }
  }
}
