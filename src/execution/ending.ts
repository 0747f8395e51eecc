// How a block ended, or why it could not be started, in; what is told of it out.
import { visibleLine } from '../text/visible.ts';
import type { BlockResult } from '../types.ts';

type Measured = Pick<BlockResult, 'durationMs' | 'bytes' | 'output'>;
/** What a process leaves to be told once it has ended, or could not be started. */
export type Ending = Partial<Omit<BlockResult, keyof Measured>>;

export function resultOf(ending: Ending, measured: Measured): BlockResult {
  return { exitCode: null, signal: null, timedOut: false, interrupted: false, leftover: [], ...ending, ...measured };
}

const START_FAILURES: Readonly<Record<string, { readonly exitCode: number; readonly why: string }>> = {
  ENOENT: { exitCode: 127, why: 'it is not there' },
  EACCES: { exitCode: 126, why: 'permission denied' },
  E2BIG: { exitCode: 126, why: 'the block is too long for its command line' },
  EAGAIN: { exitCode: 126, why: 'too many processes are running (ulimit -u)' },
};

const NO_SPACE = 'no space is left for the private files of approve-run; make some and run it again';
const SHORTAGES: Readonly<Record<string, string>> = {
  ENOSPC: NO_SPACE,
  EDQUOT: NO_SPACE,
  EFBIG: 'a file may not be as long as its code (ulimit -f)',
  EMFILE: 'too many files are open (ulimit -n)',
};

/** A full disk, or no folder for temporary files, is the failure of the block that met it. */
export function notReady(error: unknown): Ending {
  const said = SHORTAGES[(error as NodeJS.ErrnoException).code ?? ''] ?? (error instanceof Error ? error.message : String(error));
  const [why = ''] = said.split('\n');
  return { exitCode: 126, error: `Cannot run it: ${visibleLine(why.replace(/\.$/, ''))}.` };
}

export function startFailure(program: string, code: string | undefined): Ending {
  const { exitCode, why } = START_FAILURES[code ?? ''] ?? { exitCode: 126, why: 'it could not be started' };
  return { exitCode, error: `Cannot start ${visibleLine(program)}: ${why}.` };
}
