// A folder in, paths of fresh named pipes in it out. Node cannot make one by itself, so `mkfifo` does.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { projectFolder, resolveProgram } from './resolve-program.ts';

export interface NamedPipes {
  /** One that is made already. */
  atHand(): string | undefined;
  next(): Promise<string>;
}

/** Starting `mkfifo` costs more than what it does, so one call makes many. */
const BATCH = 64;

/** @param path PATH, in which nothing of the project that `cwd` is in counts. */
export function namedPipes(folder: string, path: string, cwd: string): NamedPipes {
  const made: string[] = [];
  let serial = 0;
  const atHand = () => made.shift();
  return {
    atHand,
    async next() {
      if (made.length === 0) {
        const names = Array.from({ length: BATCH }, () => join(folder, `out-${++serial}`));
        await makePipes(names, resolveProgram('mkfifo', path, projectFolder(cwd, homedir())));
        made.push(...names);
      }
      return atHand() as string;
    },
  };
}

async function makePipes(names: readonly string[], mkfifo: string | undefined): Promise<void> {
  if (mkfifo === undefined) throw new Error('mkfifo not found in PATH; every POSIX system has it');
  const [code] = await once(spawn(mkfifo, ['-m', '600', ...names], { stdio: 'ignore', env: {} }), 'exit');
  if (code !== 0) throw new Error(`mkfifo ended with ${code}; is the temporary folder full?`);
}
