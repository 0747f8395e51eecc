// A path in, what stands in that file out, if it is a script of the project: a plain file below the folder, of a size that is read.
import { open, realpath, stat } from 'node:fs/promises';
import { digestOf } from '../digest.ts';

const MAX_BYTES = 256 * 1024;

/** The text, or why nobody can tell it; neither where there is no script. */
export interface LoadedScript {
  readonly text?: string;
  readonly why?: string;
  /** Of the very bytes that the text is made of. */
  readonly digest?: string;
}

/** @param folder Real path of the folder that scripts may lie in; what a link that leads out of it means cannot be told. */
export async function loadScript(path: string, folder: string): Promise<LoadedScript> {
  let file: Awaited<ReturnType<typeof open>> | undefined;
  try {
    const real = await realpath(path);
    const found = await stat(real);
    if (!found.isFile()) return {};
    file = await open(real, 'r');
    if (!real.startsWith(`${folder}/`)) {
      const why = path.startsWith(`${folder}/`) ? 'is a link that leads out of the folder' : 'lies outside the folder';
      return (await isProgram(file)) ? {} : { why };
    }
    if (found.size > MAX_BYTES) return (await isProgram(file)) ? {} : { why: 'is too long to be read' };
    const bytes = await file.readFile();
    const digest = digestOf(bytes);
    return bytes.includes(0) ? { digest } : { text: bytes.toString('utf8'), digest };
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    return code === 'ENOENT' || code === 'ENOTDIR' || code === 'ELOOP' ? {} : { why: `cannot be read (${code})` };
  } finally {
    await file?.close();
  }
}

/** A compiled one is no script. */
async function isProgram(file: Awaited<ReturnType<typeof open>>): Promise<boolean> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(4096), 0, 4096, 0);
  return buffer.subarray(0, bytesRead).includes(0);
}
