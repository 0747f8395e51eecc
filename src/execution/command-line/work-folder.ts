// The path of a folder in, or none; the folder that blocks run in, made when it is first asked for, out.
import { mkdirSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { deprecate } from 'node:util';
import { UsageError } from '../../errors.ts';
import { visibleLine } from '../../text/visible.ts';
import { atExit } from '../at-exit.ts';

export interface WorkFolder {
  /** Real path. @throws {UsageError} When it cannot be made. */
  path(): string;
  /** Removes it with all that is in it, if it was made here and nobody named it. */
  remove(): void;
}

const warnOfDot = deprecate(
  () => {},
  "workDir: '.' puts what blocks write among the files of this project. Name a folder, or leave it out to get one of its own.",
  'APPROVE_RUN_WORK_DIR',
);

export function workFolder(named: string | undefined): WorkFolder {
  if (named !== undefined && resolve(named) === process.cwd()) warnOfDot();
  // A process that changes its own folder later means the same one still.
  const wanted = named === undefined ? undefined : resolve(named);
  let made: { readonly path: string; readonly forget: () => void } | undefined;
  return {
    path() {
      if (wanted !== undefined) return makeNamed(wanted);
      if (made === undefined) {
        const path = realpathSync(mkdtempSync(join(tmpdir(), 'approve-run-work-')));
        made = { path, forget: atExit(() => removeTree(path)) };
      }
      return made.path;
    },
    remove() {
      if (made === undefined) return;
      made.forget();
      removeTree(made.path);
      made = undefined;
    },
  };
}

function makeNamed(path: string): string {
  try {
    mkdirSync(path, { recursive: true });
    return realpathSync(path);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const why = code === 'EEXIST' ? 'it is no folder' : code;
    throw new UsageError(`workDir: ${visibleLine(path)} cannot be made (${why}). Name a folder that you may write in.`);
  }
}

function removeTree(path: string): void {
  rmSync(path, { recursive: true, force: true });
}
