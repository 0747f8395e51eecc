// Signals, or none, in; one that is aborted as soon as any of them is, out.

/** Never a signal that lives as long as the process among them: each use would stay with it. */
export function anySignal(...signals: readonly (AbortSignal | undefined)[]): AbortSignal {
  const given = signals.filter((signal) => signal !== undefined);
  return given.length === 1 && given[0] ? given[0] : AbortSignal.any(given);
}
