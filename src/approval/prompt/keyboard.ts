// The terminal's keys while no question is asked: they are read and dropped, so that none of them can answer the next one.
import { setTimeout as sleep } from 'node:timers/promises';
import type { ReadStream } from 'node:tty';

const CTRL_C = 0x03;
const CTRL_Z = 0x1a;
/** A Ctrl-C that ended another program may be told only after that program's end. */
const LATE_MS = 100;

export interface Keyboard {
  /** From now on keys are dropped; Ctrl-C still interrupts and Ctrl-Z still suspends. */
  hold(): void;
  /** The next reader gets the keys. */
  release(): void;
  /** Another program has the terminal, as the shell left it, until the task is done; Ctrl-C is that program's, too. */
  lend<Result>(task: () => Promise<Result>): Promise<Result>;
  /** Gives the terminal back for good. */
  close(): void;
}

export function createKeyboard(input: ReadStream, interrupt: () => void): Keyboard {
  let held = false;

  function drop(bytes: Buffer): void {
    if (bytes.includes(CTRL_C)) interrupt();
    if (bytes.includes(CTRL_Z)) suspend();
  }
  function suspend(): void {
    input.setRawMode(false);
    process.once('SIGCONT', () => held && input.setRawMode(true));
    process.kill(0, 'SIGTSTP');
  }
  function hold(): void {
    if (held || input.destroyed) return;
    held = true;
    input.setRawMode(true);
    input.on('data', drop);
    input.resume();
  }
  function release(): void {
    if (!held) return;
    held = false;
    input.off('data', drop);
    if (input.destroyed) return;
    // A block can change the terminal by its path, and Node sets no mode that it takes to be set: so it is set to the other one first.
    input.setRawMode(false);
    input.setRawMode(true);
  }
  function rest(): void {
    release();
    if (!input.destroyed) input.setRawMode(false);
    input.pause();
  }

  // A terminal that goes away is noticed by whoever asks; here it must only not crash the run.
  input.off('error', ignore).on('error', ignore);
  return {
    hold,
    release,
    async lend(task) {
      rest();
      const listeners = process.listeners('SIGINT');
      process.removeAllListeners('SIGINT').on('SIGINT', ignore);
      try {
        return await task();
      } finally {
        hold();
        await sleep(LATE_MS);
        process.off('SIGINT', ignore);
        for (const listener of listeners) process.on('SIGINT', listener);
      }
    },
    close: rest,
  };
}

function ignore(): void {}
