// An agent and what has come of its turns so far in; its next turn, or why there is none, out. Rejects only where an event cannot be told.
import { EXIT, Interruption } from './errors.ts';
import type { Emit } from './events.ts';
import type { End } from './summary.ts';
import type { Agent, AgentEvent, Exchange, Turn } from './types.ts';

interface Asking {
  readonly agent: Agent;
  readonly signal: AbortSignal;
  readonly emit: Emit;
}

/** An agent that does not look at the signal is not waited for, and what it says later is not heard. */
export async function nextTurn(history: readonly Exchange[], { agent, signal, emit }: Asking): Promise<Turn | End | undefined> {
  await emit({ type: 'agent-asked', turn: history.length + 1 });
  if (signal.aborted) return interruption(signal);
  const stop = new AbortController();
  const tell = (event: AgentEvent) => (stop.signal.aborted || signal.aborted ? undefined : emit(event));
  const ended = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true, signal: stop.signal });
  });
  // Nobody waits for it where the agent throws at once.
  ended.catch(() => {});
  try {
    return await Promise.race([agent.next(history, signal, tell), ended]);
  } catch (error) {
    if (signal.aborted) return interruption(signal);
    return { why: error instanceof Error ? error.message : String(error), exitCode: EXIT.agentFailed };
  } finally {
    stop.abort();
  }
}

export function interruption({ reason }: AbortSignal): End {
  return { why: 'interrupted', exitCode: reason instanceof Interruption ? reason.exitCode : EXIT.interrupted };
}
