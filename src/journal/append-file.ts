// A path in; a file that only grows, by whole lines, out. What could not be written whole is the last that is tried.
import { closeSync, constants, fdatasyncSync, fstatSync, lstatSync, openSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { syncFolder } from './sync-folder.ts';

export interface AppendFile {
  /** @throws {Error} When not all of it could be written; then nothing is written any more. */
  append(line: Buffer): void;
  /** What was appended survives a power cut from here on, under this name. @throws {Error} When it may not; `CHANGED` where others were at it. */
  sync(): void;
  close(): void;
}

/** How bytes get to the disk; tests have disks of their own. */
export interface Disk {
  write(descriptor: number, bytes: Buffer): number;
  sync(descriptor: number): void;
}

export const DISK: Disk = { write: (descriptor, bytes) => writeSync(descriptor, bytes), sync: fdatasyncSync };

/** Of an error: the file was moved, removed, cut, or written to by somebody else. */
export const CHANGED = 'CHANGED';

const { O_APPEND, O_CREAT, O_EXCL, O_NOFOLLOW, O_NONBLOCK, O_WRONLY } = constants;

/** @param how `new`: it must not be there yet. `there`: it may be. */
export function openAppendFile(path: string, how: 'new' | 'there', { write, sync }: Disk = DISK): AppendFile {
  // A named pipe that somebody put there must not hold us up.
  const flags = O_WRONLY | O_APPEND | O_CREAT | O_NOFOLLOW | O_NONBLOCK | (how === 'new' ? O_EXCL : 0);
  const descriptor = openSync(path, flags, 0o600);
  const { ino, size } = fstatSync(descriptor);
  let length = size;
  let fault: unknown;
  const unlessBroken = (task: () => void) => {
    if (fault !== undefined) throw fault;
    try {
      task();
    } catch (error) {
      fault = error;
      throw error;
    }
  };
  if (how === 'new') syncFolder(dirname(path));
  return {
    append: (line) =>
      unlessBroken(() => {
        for (let rest = line; rest.length > 0; ) {
          const written = write(descriptor, rest);
          if (written === 0) throw Object.assign(new Error('nothing was written'), { code: 'EIO' });
          rest = rest.subarray(written);
          length += written;
        }
      }),
    sync: () =>
      unlessBroken(() => {
        sync(descriptor);
        const found = lstatSync(path, { throwIfNoEntry: false });
        if (found?.ino !== ino || found.size !== length) throw Object.assign(new Error('others were at it'), { code: CHANGED });
      }),
    close: () => closeSync(descriptor),
  };
}
