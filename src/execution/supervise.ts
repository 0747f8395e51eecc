// A block's own process in, how it ended out. Its group is stopped when its time is up, or when the run wants it to end.
/** As Node tells it: an exit code, or the name of a signal. */
export type Exit = readonly [exitCode: number | null, by: string | null];

export interface Supervised {
  readonly exitCode: number | null;
  readonly by: string | null;
  /** Why it was stopped. */
  readonly stopped: 'time' | 'signal' | undefined;
}

export interface Started {
  /** Leads the group. */
  readonly pid: number;
  readonly exited: Promise<Exit>;
  readonly signal: AbortSignal;
  readonly limitMs: number;
  readonly stop: (pid: number) => Promise<void>;
}

export async function supervise({ pid, exited, signal, limitMs, stop: end }: Started): Promise<Supervised> {
  let stopped: Supervised['stopped'];
  let stopping: Promise<void> | undefined;
  let over = false;
  const stop = (why: 'time' | 'signal') => {
    stopped ??= why;
    stopping ??= end(pid);
  };
  const interrupt = () => stop('signal');
  // After Ctrl-Z and fg the time may be up before we hear of an end that came long ago; what waits is heard before an immediate.
  const timer = setTimeout(() => setImmediate(() => over || stop('time')), limitMs);
  signal.addEventListener('abort', interrupt);
  if (signal.aborted) interrupt();
  const [exitCode, by] = await exited;
  over = true;
  clearTimeout(timer);
  signal.removeEventListener('abort', interrupt);
  await stopping;
  return { exitCode, by, stopped };
}
