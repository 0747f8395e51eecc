// A folder in, paths of fresh named pipes in it out. Node cannot make one by itself, so `mkfifo` does.
import { spawn } from 'node:child_process';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { projectFolder, resolveProgram } from './resolve-program.ts';

export interface NamedPipes {
  /** One that is made already. */
  atHand(): string | undefined;
  next(): Promise<string>;
}

/** Starting `mkfifo` costs more than what it does, so one call makes many; fewer at first, for most runs are short. */
const FIRST_BATCH = 16;
const BATCH = 128;
/** With so few left, more are made while a block runs. */
const FEW = 4;

/** @param path PATH, in which nothing of the project that `cwd` is in counts. */
export function namedPipes(folder: string, path: string, cwd: string): NamedPipes {
  const made: string[] = [];
  let serial = 0;
  let making: Promise<void> | undefined;

  function make(size: number): Promise<void> {
    making ??= makeBatch(size).finally(() => {
      making = undefined;
    });
    // Whoever waits for a pipe hears of a failure; until then it is nobody's.
    making.catch(() => {});
    return making;
  }
  async function makeBatch(size: number): Promise<void> {
    const names = Array.from({ length: size }, () => join(folder, `out-${++serial}`));
    await makePipes(names, resolveProgram('mkfifo', path, projectFolder(cwd, homedir())));
    made.push(...names);
  }

  make(FIRST_BATCH);
  return {
    atHand() {
      if (made.length <= FEW) make(BATCH);
      return made.shift();
    },
    async next() {
      if (made.length === 0) await make(BATCH);
      return made.shift() as string;
    },
  };
}

async function makePipes(names: readonly string[], mkfifo: string | undefined): Promise<void> {
  if (mkfifo === undefined) throw new Error('mkfifo not found in PATH; every POSIX system has it');
  const child = spawn(mkfifo, ['-m', '600', ...names], { stdio: 'ignore', env: {} });
  const code = await new Promise((resolve, reject) => child.once('exit', resolve).once('error', reject));
  if (code !== 0) throw new Error(`mkfifo ended with ${code}; is the temporary folder full?`);
}
