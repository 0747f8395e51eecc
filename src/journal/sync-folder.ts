// A folder in; the names in it survive a power cut from here on, where the file system can do that.
import { closeSync, constants, fsyncSync, openSync } from 'node:fs';

export function syncFolder(folder: string): void {
  try {
    const descriptor = openSync(folder, constants.O_RDONLY);
    try {
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
  } catch {}
}
