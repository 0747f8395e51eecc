// An approved block in; the argv and descriptors by which exactly its bytes reach the program out.
import { closeSync, openSync, unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Approved, Argv } from '../types.ts';

export interface CodeInput {
  readonly argv: Argv;
  /** For the program's stdin. */
  readonly stdin: number | 'ignore';
  /** For its descriptor 3. */
  readonly fd: number | 'ignore';
  /** Closes and removes what was opened here; the block keeps its own copies. */
  release(when: 'started' | 'ended'): void;
}

const PLACEHOLDER = /\{(fd|text|file(?:\.\w+)?)\}/;

/** A placeholder in the argv says how the code gets in (see `ToolCommand`). */
export function openCode(approved: Approved, folder: string, serial: number): CodeInput {
  const kind = PLACEHOLDER.exec(approved.argv.join('\0'))?.[1];
  const { code } = approved.block;
  if (kind === 'text') return { argv: fill(approved.argv, code), stdin: 'ignore', fd: 'ignore', release: () => {} };

  const ending = kind?.startsWith('file.') ? kind.slice('file'.length) : '';
  const path = join(folder, `block-${serial}${ending}`);
  writeFileSync(path, code, { flag: 'wx', mode: 0o600 });
  if (kind?.startsWith('file')) {
    return {
      argv: fill(approved.argv, path),
      stdin: 'ignore',
      fd: 'ignore',
      release: (when) => when === 'ended' && unlinkSync(path),
    };
  }
  // Without a name, no other process can change the file between the approval and the moment it is read.
  const opened = openSync(path, 'r');
  unlinkSync(path);
  const release = (when: 'started' | 'ended') => when === 'started' && closeSync(opened);
  return kind === 'fd'
    ? { argv: fill(approved.argv, '/dev/fd/3'), stdin: 'ignore', fd: opened, release }
    : { argv: approved.argv, stdin: opened, fd: 'ignore', release };
}

function fill(argv: Argv, value: string): Argv {
  return argv.map((word) => word.replace(PLACEHOLDER, () => value)) as unknown as Argv;
}
