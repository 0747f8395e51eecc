// The folders that a command starts from, with links followed.
import { realpathSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { UsageError } from '../errors.ts';
import { visibleLine } from '../text/visible.ts';

/** @throws {UsageError} When what `--cwd` names is no folder. */
export function workingFolder(path = '.'): string {
  try {
    const real = realpathSync.native(path);
    if (statSync(real).isDirectory()) return real;
  } catch {}
  throw new UsageError(`--cwd ${visibleLine(path)}: there is no such folder.`);
}

export function homeFolder(): string {
  try {
    return realpathSync.native(homedir());
  } catch {
    return homedir();
  }
}
