// Pipes for the output of blocks. A real pipe, not the socket that Node's own `pipe` is: blocks can open /dev/stderr, and both
// of their streams share one end, so lines come in the order they were written.
import { execFile } from 'node:child_process';
import { closeSync, constants, openSync, unlinkSync } from 'node:fs';
import { Socket } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** One `mkfifo` makes this many: starting it costs more than what it does. */
const BATCH = 32;

export interface OutputPipe {
  /** Our end. Ends when every process that holds the other end has closed it. */
  readonly reader: Socket;
  /** For the block's stdout and stderr. */
  readonly writeEnd: number;
  /** To be called once the block has its own copy, or the end would never be seen. */
  closeWriteEnd(): void;
}

/** Each pipe is used once, so a process that outlives its block cannot write into the next one's output. */
export function outputPipes(folder: string): () => Promise<OutputPipe> {
  const ready: string[] = [];
  let made = 0;
  return async () => {
    if (ready.length === 0) {
      const names = Array.from({ length: BATCH }, () => join(folder, `out-${++made}`));
      await promisify(execFile)('mkfifo', ['-m', '600', ...names]);
      ready.push(...names);
    }
    const path = ready.shift() as string;
    const readEnd = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
    const writeEnd = openSync(path, constants.O_WRONLY);
    unlinkSync(path);
    return {
      reader: new Socket({ fd: readEnd, readable: true, writable: false }),
      writeEnd,
      closeWriteEnd: () => closeSync(writeEnd),
    };
  };
}
