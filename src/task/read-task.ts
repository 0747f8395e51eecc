// A path, or `-` for standard input, in; the task's text out, byte for byte as UTF-8 or not at all.
import { isUtf8 } from 'node:buffer';
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { TaskError } from '../errors.ts';
import { visibleLine } from '../text/visible.ts';

/** Far above any task that a person would read, far below what would hurt. */
const MAX_BYTES = 32 * 1024 * 1024;
const CHUNK = 256 * 1024;

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EACCES: 'permission denied',
  EISDIR: 'it is a folder; name a markdown file in it',
  ENOTDIR: 'a part of the path is not a folder',
  ELOOP: 'its symbolic links go in a circle',
};

/** @throws {TaskError} When it cannot be read, is too large, or is not text. */
export async function readTask(path: string): Promise<string> {
  const name = path === '-' ? 'standard input' : visibleLine(path);
  const bytes = path === '-' ? await collect(process.stdin, name) : await readFile(path, name);
  if (bytes.includes(0)) throw new TaskError(`${name} is not text (it has NUL bytes). A task is a markdown file.`);
  if (!isUtf8(bytes)) {
    throw new TaskError(`${name} is not valid UTF-8, so what you would see is not what would run. Save it as UTF-8.`);
  }
  return bytes.toString('utf8').replace(/^\ufeff/, '');
}

async function readFile(path: string, name: string): Promise<Buffer> {
  try {
    const file = openSync(path, 'r');
    try {
      if (fstatSync(file).isDirectory()) throw Object.assign(new Error(), { code: 'EISDIR' });
      return await collect(chunksOf(file), name);
    } finally {
      closeSync(file);
    }
  } catch (error) {
    if (error instanceof TaskError) throw error;
    const code = (error as NodeJS.ErrnoException).code ?? '';
    throw new TaskError(`Cannot read ${name}: ${REASONS[code] ?? (code || String(error))}.`, { cause: error });
  }
}

function* chunksOf(file: number): Generator<Buffer> {
  for (;;) {
    const chunk = Buffer.allocUnsafe(CHUNK);
    const size = readSync(file, chunk);
    if (size === 0) return;
    yield chunk.subarray(0, size);
  }
}

async function collect(parts: Iterable<Buffer> | AsyncIterable<Buffer>, name: string): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of parts) {
    size += chunk.length;
    if (size > MAX_BYTES)
      throw new TaskError(`${name} is larger than ${MAX_BYTES / 1024 / 1024} MB. Split it into smaller tasks.`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, size);
}
