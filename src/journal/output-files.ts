// The output of blocks in as it comes; files of those that are longer than a result holds, and what is known of them, out.
import { lstatSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type AppendFile, openAppendFile } from './append-file.ts';
import { outputName, outputsPath } from './journal-paths.ts';
import { syncFolder } from './sync-folder.ts';

const { createHash } = process.getBuiltinModule('node:crypto');

/** What a result holds of an output: its beginning and its end. */
const IN_RESULT = 32 * 1024;
/** What prints more would fill the disk: of that there is the beginning. */
const MOST_BYTES = 16 * 1024 * 1024;
/** Names that are tried: one may be there from before a crash. */
const MOST_NAMES = 1000;

export interface KeptOutput {
  /** In the folder of the run. */
  readonly file: string;
  /** How many of the output's bytes are there, from its beginning. */
  readonly bytes: number;
  /** SHA-256 of these. */
  readonly digest: string;
}

export interface OutputFiles {
  push(chunk: Buffer): void;
  /** The block is over. @returns Undefined where its result has all of the output. @throws {Error} When the file could not be written. */
  end(): KeptOutput | undefined;
}

interface NamedFile {
  readonly name: string;
  readonly to: AppendFile;
}

/**
 * One a run. What cannot be written disturbs no block that runs: `end` says so.
 *
 * @param before How many blocks of the run have ended already. @default 0
 */
export function outputFiles(folder: string, run: string, before = 0): OutputFiles {
  let blocks = before;
  let output = newOutput();

  function newOutput() {
    return { held: [] as Buffer[], bytes: 0, kept: 0, hash: createHash('sha256'), file: undefined as NamedFile | undefined };
  }

  let fault: unknown;
  function keep(chunk: Buffer): void {
    const part = chunk.subarray(0, MOST_BYTES - output.kept);
    if (fault !== undefined || part.length === 0) return;
    try {
      output.file ??= newFile();
      output.file.to.append(part);
      output.hash.update(part);
      output.kept += part.length;
    } catch (error) {
      fault = error;
    }
  }

  function newFile(): NamedFile {
    const place = outputsPath(folder, run);
    makeRealFolder(place);
    for (let number = blocks + 1; ; number += 1) {
      const name = outputName(number);
      try {
        return { name, to: openAppendFile(join(place, name), 'new') };
      } catch (error) {
        if (!isThere(error) || number > blocks + MOST_NAMES) throw error;
      }
    }
  }

  return {
    push(chunk) {
      output.bytes += chunk.length;
      if (output.bytes <= IN_RESULT) {
        output.held.push(Buffer.from(chunk));
        return;
      }
      for (const piece of output.held.splice(0)) keep(piece);
      keep(chunk);
    },
    end() {
      const { file, kept, hash } = output;
      blocks += 1;
      output = newOutput();
      if (fault !== undefined) throw fault;
      if (file === undefined) return undefined;
      file.to.sync();
      file.to.close();
      return { file: file.name, bytes: kept, digest: hash.digest('hex') };
    },
  };
}

/** Blocks know its name: a link that one of them put there would lead elsewhere. */
function makeRealFolder(place: string): void {
  try {
    mkdirSync(place, { mode: 0o700 });
    syncFolder(dirname(place));
  } catch (error) {
    if (!isThere(error)) throw error;
    if (!lstatSync(place).isDirectory()) throw Object.assign(new Error('not a folder'), { code: 'ENOTDIR' });
  }
}

function isThere(error: unknown): boolean {
  return (error as NodeJS.ErrnoException).code === 'EEXIST';
}
