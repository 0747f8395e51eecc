// What is waited for, and for how long, in; the words of the status line, and of the hint about a silent block, out.

export function thinkingText(ms: number): string {
  return ms < 1000 ? 'thinking' : `thinking · ${wholeSeconds(ms)}`;
}

/** @param timeoutMs 0 waits without end. */
export function waitingText(who: string, ms: number, timeoutMs: number): string {
  const left = Math.max(0, timeoutMs - ms);
  return `waiting for ${who} · ${timeoutMs === 0 ? wholeSeconds(ms) : `${wholeSeconds(Math.ceil(left / 1000) * 1000)} left`}`;
}

/** What went wrong stands in the line above. */
export function retryText(leftMs: number): string {
  return `trying again in ${Math.ceil(leftMs / 1000)} s`;
}

export function runningText(block: string, ms: number): string {
  return `${block} · running ${wholeSeconds(ms)}`;
}

/** @param canStop Whether there is a terminal at which somebody could press Ctrl-C. */
export function silenceHint(block: string, ms: number, canStop: boolean): string {
  const stop = canStop ? ' Ctrl-C stops it.' : '';
  return `${block}: silent for ${wholeSeconds(ms)}. It is busy, or waits for input, which no block gets.${stop}`;
}

function wholeSeconds(ms: number): string {
  const seconds = Math.floor(ms / 1000);
  return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}
