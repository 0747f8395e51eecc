// A private folder for the blocks of a run, and what they are started with. Gone when the process ends.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { atExit } from './at-exit.ts';
import { namedPipes } from './named-pipes.ts';
import { type StartKits, startKits } from './start-kits.ts';

export interface Workshop {
  readonly folder: string;
  readonly kits: StartKits;
}

/** In memory where there is such a place: code never reaches a disk, and making files is ten times as fast. */
const PLACES = [process.env.XDG_RUNTIME_DIR, '/dev/shm', tmpdir()];

/**
 * Starts to make pipes at once and does not wait for them: opened early, they are there when the first block is.
 *
 * @param path PATH, in which nothing of the project that `cwd` is in counts.
 */
export function openWorkshop(path: string, cwd: string): Workshop {
  const folder = privateFolder();
  atExit(() => rmSync(folder, { recursive: true, force: true }));
  return { folder, kits: startKits(folder, namedPipes(folder, path, cwd)) };
}

function privateFolder(): string {
  for (const place of PLACES) {
    try {
      if (place) return mkdtempSync(join(place, 'approve-run-'));
    } catch {}
  }
  throw new Error(`no folder for temporary files: ${tmpdir()} cannot be written to`);
}
