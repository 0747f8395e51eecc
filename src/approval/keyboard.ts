// The terminal's keys while no question is asked: they are read and dropped, so that none of them can answer the next one.
import type { ReadStream } from 'node:tty';

const CTRL_C = 0x03;
const CTRL_Z = 0x1a;

export interface Keyboard {
  /** From now on keys are dropped; Ctrl-C still interrupts and Ctrl-Z still suspends. */
  hold(): void;
  /** The next reader gets the keys. */
  release(): void;
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
  function release(): void {
    if (!held) return;
    held = false;
    input.off('data', drop);
  }

  // A terminal that goes away is noticed by whoever asks; here it must only not crash the run.
  input.on('error', () => {});
  return {
    hold() {
      if (held || input.destroyed) return;
      held = true;
      input.setRawMode(true);
      input.on('data', drop);
      input.resume();
    },
    release,
    close() {
      release();
      if (!input.destroyed) input.setRawMode(false);
      input.pause();
    },
  };
}
