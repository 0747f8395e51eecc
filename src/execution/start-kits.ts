// What blocks are started with: a pipe for the output and a file without a name for the code, made while the block before runs.
import { closeSync, constants, openSync, unlinkSync } from 'node:fs';
import { Socket } from 'node:net';
import { join } from 'node:path';
import type { NamedPipes } from './named-pipes.ts';

export interface StartKit {
  /** Our end of the output. It ends when every process that holds the other end has closed it. */
  readonly reader: Socket;
  /** Where its pipe was: it has no name any more, but the system still knows it by this one. */
  readonly pipe: string;
  /** For the block's stdout and stderr. A real pipe, not Node's socket: blocks can open /dev/stderr, and lines keep their order. */
  readonly outputEnd: number;
  /** The code goes in here … */
  readonly codeIn: number;
  /** … and is read here. It has no name: no other process can change it between the approval and the moment it is read. */
  readonly codeOut: number;
  /** Closes our copies of what the block has its own of. */
  handOver(): void;
}

export interface StartKits {
  take(): Promise<StartKit>;
  /** Makes the next one ahead, if that needs no waiting. It is given up when nobody takes it within a second. */
  prepare(): void;
}

const KEPT_MS = 1000;

/** Each pipe is used once, so a process that outlives its block cannot write into the next one's output. */
export function startKits(folder: string, pipes: NamedPipes): StartKits {
  let ahead: StartKit | undefined;
  let serial = 0;

  function make(pipe: string): StartKit {
    const code = join(folder, `code-${++serial}`);
    const codeIn = openSync(code, 'wx', 0o600);
    const codeOut = openSync(code, 'r');
    const readEnd = openSync(pipe, constants.O_RDONLY | constants.O_NONBLOCK);
    const outputEnd = openSync(pipe, 'w');
    unlinkSync(code);
    unlinkSync(pipe);
    return {
      reader: new Socket({ fd: readEnd, readable: true, writable: false }),
      pipe,
      outputEnd,
      codeIn,
      codeOut,
      handOver() {
        for (const descriptor of [outputEnd, codeIn, codeOut]) closeSync(descriptor);
      },
    };
  }

  return {
    async take() {
      const kit = ahead ?? make(await pipes.next());
      ahead = undefined;
      return kit;
    },
    prepare() {
      const pipe = ahead === undefined ? pipes.atHand() : undefined;
      if (pipe === undefined) return;
      const kit = make(pipe);
      ahead = kit;
      setTimeout(() => {
        if (ahead !== kit) return;
        ahead = undefined;
        kit.reader.destroy();
        kit.handOver();
      }, KEPT_MS).unref();
    },
  };
}
