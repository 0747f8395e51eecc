// The environment of approve-run in; the variable by which every process of a run can be told from all others out. Programs hand it on
// to what they start, also where that leaves the process group.
import { randomUUID } from 'node:crypto';

const NAME = 'APPROVE_RUN_ID';

/** Whether a process with this environment (NUL-separated, as in /proc) is one of ours. */
export type IsOurs = (environ: string) => boolean;

export interface RunMark {
  /** For the environment of the block with this number. */
  variable(block: number): Readonly<Record<string, string>>;
  ofBlock(block: number): IsOurs;
  readonly ofRun: IsOurs;
}

/** An approve-run inside a block adds its own mark to the outer one, so that both find what it starts. */
export function runMark(env: Readonly<Record<string, string>>): RunMark {
  const run = randomUUID();
  const outer = env[NAME] ? `${env[NAME]}:` : '';
  return {
    variable: (block) => ({ [NAME]: `${outer}${run}.${block}` }),
    ofBlock: (block) => hasMark((mark) => mark === `${run}.${block}`),
    ofRun: hasMark((mark) => mark.startsWith(`${run}.`)),
  };
}

/** @param name Another mark, which the blocks of a run carry beside their own. */
export function carries(name: string): IsOurs {
  return hasMark((mark) => mark === name);
}

/** Adds a mark that is known beforehand to what blocks see of the environment. */
export function alsoMarked(env: Readonly<Record<string, string>>, name: string): Readonly<Record<string, string>> {
  return { ...env, [NAME]: env[NAME] ? `${env[NAME]}:${name}` : name };
}

function hasMark(matches: (mark: string) => boolean): IsOurs {
  const begins = `${NAME}=`;
  return (environ) =>
    environ.includes(begins) &&
    environ.split('\0').some((entry) => entry.startsWith(begins) && entry.slice(begins.length).split(':').some(matches));
}
