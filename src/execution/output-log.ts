// Output in as it comes; the path of a file with all of it out, where it was more than a result holds. A disk that is full is no
// fault of the block: then there is no file.
import { closeSync, mkdtempSync, openSync, rmdirSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { atExit } from './at-exit.ts';

/** Enough to look for a fault in; what prints more would fill the disk, and has no file. */
const MOST_BYTES = 256 * 1024 * 1024;

export interface OutputLog {
  push(chunk: Buffer): void;
  /** @returns The file, when it is to be kept and could be written. */
  end(keep: boolean): string | undefined;
}

/** One a run. The folder is the user's alone, and stays: the system clears it away like every temporary file. */
export function outputLogs(): () => OutputLog {
  let folder: string | undefined;
  let count = 0;
  return () => {
    count += 1;
    folder ??= newFolder();
    return folder === undefined ? NO_LOG : outputLog(join(folder, `${count}.log`));
  };
}

const NO_LOG: OutputLog = { push: () => {}, end: () => undefined };

function newFolder(): string | undefined {
  try {
    const folder = mkdtempSync(join(tmpdir(), 'approve-run-output-'));
    atExit(() => removeIfEmpty(folder));
    return folder;
  } catch {
    return undefined;
  }
}

function removeIfEmpty(folder: string): void {
  try {
    rmdirSync(folder);
  } catch {}
}

function outputLog(path: string): OutputLog {
  let descriptor: number | undefined;
  let bytes = 0;
  let whole = true;
  return {
    push(chunk) {
      bytes += chunk.length;
      whole &&= bytes <= MOST_BYTES;
      if (!whole) return;
      try {
        descriptor ??= openSync(path, 'wx', 0o600);
        for (let rest = chunk; rest.length > 0; ) rest = rest.subarray(writeSync(descriptor, rest));
      } catch {
        whole = false;
      }
    },
    end(keep) {
      if (descriptor === undefined) return undefined;
      closeSync(descriptor);
      if (keep && whole) return path;
      rmSync(path, { force: true });
      return undefined;
    },
  };
}
