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
  /** Closes everything, where no block was started with it, or nobody is to read what it prints. */
  discard(): void;
}

export interface StartKits {
  take(): Promise<StartKit>;
  /**
   * Makes the next one ahead, if that needs no waiting. It is given up when nobody takes it within a second. Whether it can be made
   * is no matter of the block that runs: who takes the next one hears of that.
   */
  prepare(): void;
}

const KEPT_MS = 1000;

/** Each pipe is used once, so a process that outlives its block cannot write into the next one's output. */
export function startKits(folder: string, pipes: NamedPipes): StartKits {
  let ahead: StartKit | undefined;
  let serial = 0;

  function make(pipe: string): StartKit {
    const code = join(folder, `code-${++serial}`);
    const [codeIn, codeOut, readEnd, outputEnd] = openAll([
      [code, 'wx'],
      [code, 'r'],
      [pipe, constants.O_RDONLY | constants.O_NONBLOCK],
      [pipe, 'w'],
    ]);
    unlinkSync(code);
    unlinkSync(pipe);
    const reader = new Socket({ fd: readEnd, readable: true, writable: false });
    const ours = [outputEnd, codeIn, codeOut];
    const handOver = () => {
      for (const descriptor of ours.splice(0)) closeSync(descriptor);
    };
    const discard = () => {
      reader.destroy();
      handOver();
    };
    return { reader, pipe, outputEnd, codeIn, codeOut, handOver, discard };
  }

  function attempt(pipe: string | undefined): StartKit | undefined {
    try {
      return pipe === undefined ? undefined : make(pipe);
    } catch {
      return undefined;
    }
  }

  return {
    async take() {
      const kit = ahead ?? make(await pipes.next());
      ahead = undefined;
      return kit;
    },
    prepare() {
      const kit = ahead === undefined ? attempt(pipes.atHand()) : undefined;
      if (kit === undefined) return;
      ahead = kit;
      setTimeout(() => {
        if (ahead !== kit) return;
        ahead = undefined;
        kit.discard();
      }, KEPT_MS).unref();
    },
  };
}

type Four<Item> = readonly [Item, Item, Item, Item];

/** All or none: with few descriptors left, those that were opened already would be missed soon. */
function openAll(files: Four<readonly [path: string, flags: string | number]>): Four<number> {
  const opened: number[] = [];
  try {
    for (const [path, flags] of files) opened.push(openSync(path, flags, 0o600));
    return opened as unknown as Four<number>;
  } catch (error) {
    for (const descriptor of opened) closeSync(descriptor);
    throw error;
  }
}
