// A private folder in; a file without a name, into which bubblewrap writes how what it started ended, out. It keeps that from the block.
import { closeSync, openSync, readFileSync, unlinkSync, writeSync } from 'node:fs';
import { join } from 'node:path';

export interface StartNote {
  readonly descriptor: number;
  /** Where the sandbox could not be made, nothing was started, and nothing is said of its end. */
  started(): boolean;
  close(): void;
}

/** As much as a note can be long: it must find room also where the block has filled the disk, or a block that ran seems not to have. */
const ROOM = Buffer.alloc(4096, ' ');

export function startNote(folder: string): StartNote {
  const path = join(folder, `note-${crypto.randomUUID()}`);
  const descriptor = openSync(path, 'wx+', 0o600);
  const readEnd = openSync(path, 'r');
  unlinkSync(path);
  writeSync(descriptor, ROOM, 0, ROOM.length, 0);
  return {
    descriptor,
    started: () => readFileSync(readEnd, 'utf8').includes('"exit-code"'),
    close() {
      closeSync(descriptor);
      closeSync(readEnd);
    },
  };
}
