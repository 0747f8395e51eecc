// A new folder that only this user can look into, for what must not lie about. Whoever asks for it removes it.
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** In memory where there is such a place: code never reaches a disk, and making files is ten times as fast. */
const PLACES = [process.env.XDG_RUNTIME_DIR, '/dev/shm', tmpdir()];

export function privateFolder(): string {
  for (const place of PLACES) {
    try {
      if (place) return mkdtempSync(join(place, 'approve-run-'));
    } catch {}
  }
  throw new Error(`no folder for temporary files: ${tmpdir()} cannot be written to`);
}
