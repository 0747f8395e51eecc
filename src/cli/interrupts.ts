// Signals and Ctrl-C in, AbortSignals out: an interrupt stops a running block, another one soon after it ends the run.
import { constants } from 'node:os';
import { Interruption } from '../errors.ts';
import type { CodeExecutor } from '../types.ts';

/** A second Ctrl-C within this time means the run, also where the next block has begun meanwhile. */
const TWICE_MS = 2000;
const ENDING = ['SIGTERM', 'SIGHUP', 'SIGQUIT'] as const;

export interface Interrupts {
  /** Aborted when the run is to end. */
  readonly signal: AbortSignal;
  /** Ctrl-C, however it arrives. */
  interrupt(): void;
  /** Makes an executor's blocks stoppable one by one. */
  stoppable(executor: CodeExecutor): CodeExecutor;
}

export function listenForInterrupts(): Interrupts {
  const run = new AbortController();
  let block: AbortController | undefined;
  let lastAt = Number.NEGATIVE_INFINITY;

  function interrupt(): void {
    const again = performance.now() - lastAt < TWICE_MS;
    lastAt = performance.now();
    if (block !== undefined && !block.signal.aborted && !again) block.abort();
    else run.abort(new Interruption());
  }
  process.on('SIGINT', interrupt);
  for (const name of ENDING) {
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
