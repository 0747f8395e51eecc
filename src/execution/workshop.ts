// A private folder for the blocks of a run, and what they are started with. Gone when the process ends.
import { rmSync } from 'node:fs';
import { privateFolder } from '../private-folder.ts';
import { atExit } from './at-exit.ts';
import { namedPipes } from './named-pipes.ts';
import { type StartKits, startKits } from './start-kits.ts';

export interface Workshop {
  readonly folder: string;
  readonly kits: StartKits;
  /** Removes the folder before the process ends. Nothing may run in it any more. */
  close(): void;
}

/**
 * Starts to make pipes at once and does not wait for them: opened early, they are there when the first block is.
 *
 * @param path PATH, in which nothing of the project that `cwd` is in counts.
 */
export function openWorkshop(path: string, cwd: string): Workshop {
  const folder = privateFolder();
  const remove = () => rmSync(folder, { recursive: true, force: true });
  const forget = atExit(remove);
  const close = () => {
    try {
      remove();
      forget();
    } catch {
      // Pipes are still being made in it: it goes when the process does.
    }
  };
  return { folder, kits: startKits(folder, namedPipes(folder, path, cwd)), close };
}
