// A path in; a file that only grows, by whole lines, out. What could not be written whole is the last that is tried.
import { closeSync, constants, fdatasyncSync, fsyncSync, openSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';

export interface AppendFile {
  /** @throws {Error} When not all of it could be written; then nothing is written any more. */
  append(line: Buffer): void;
  /** What was appended survives a power cut from here on. @throws {Error} When it may not. */
  sync(): void;
  close(): void;
}

/** How bytes get to the disk; tests have disks of their own. */
export interface Disk {
  write(descriptor: number, bytes: Buffer): number;
  sync(descriptor: number): void;
}

export const DISK: Disk = { write: (descriptor, bytes) => writeSync(descriptor, bytes), sync: fdatasyncSync };

const { O_APPEND, O_CREAT, O_EXCL, O_NOFOLLOW, O_WRONLY } = constants;

/** @param how `new`: it must not be there yet. `there`: it may be. */
export function openAppendFile(path: string, how: 'new' | 'there', { write, sync }: Disk = DISK): AppendFile {
  const descriptor = openSync(path, O_WRONLY | O_APPEND | O_CREAT | O_NOFOLLOW | (how === 'new' ? O_EXCL : 0), 0o600);
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
        }
      }),
    sync: () => unlessBroken(() => sync(descriptor)),
    close: () => closeSync(descriptor),
  };
}

/** So that its name survives a power cut, too; not every file system can. */
function syncFolder(folder: string): void {
  try {
    const descriptor = openSync(folder, constants.O_RDONLY);
    try {
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
  } catch {}
}
