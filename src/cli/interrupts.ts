// Signals and Ctrl-C in, AbortSignals out: the first interrupt stops a running block, the next one ends the run.
import { constants } from 'node:os';
import { Interruption } from '../errors.ts';
import type { Executor } from '../types.ts';

export interface Interrupts {
  /** Aborted when the run is to end. */
  readonly signal: AbortSignal;
  /** Ctrl-C, however it arrives. */
  interrupt(): void;
  /** Makes an executor's blocks stoppable one by one. */
  stoppable(executor: Executor): Executor;
}

export function listenForInterrupts(): Interrupts {
  const run = new AbortController();
  let block: AbortController | undefined;

  function interrupt(): void {
    if (block !== undefined && !block.signal.aborted) block.abort();
    else run.abort(new Interruption());
  }
  process.on('SIGINT', interrupt);
  for (const name of ['SIGTERM', 'SIGHUP', 'SIGQUIT'] as const) {
    process.on(name, () => run.abort(new Interruption(128 + constants.signals[name])));
  }
  // The one would open Node's debugger to all of this machine; after the other, writing fails, and whoever writes says so.
  for (const name of ['SIGUSR1', 'SIGXFSZ'] as const) process.on(name, () => {});
  // Whoever read our output has gone, as after `| head`.
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', () => run.abort(new Interruption(128 + constants.signals.SIGPIPE)));
  }
  return {
    signal: run.signal,
    interrupt,
    stoppable: (executor) => ({
      ...executor,
      async run(approved, output, signal) {
        block = new AbortController();
        try {
          return await executor.run(approved, output, AbortSignal.any([signal, block.signal]));
        } finally {
          block = undefined;
        }
      },
    }),
  };
}
