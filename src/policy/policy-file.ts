// The path of a policy, or of a corpus to test one with, in; its text out, or an error that says why it cannot be one.
import { promises } from 'node:fs';
import { PolicyError } from '../errors.ts';
import { visibleLine } from '../text/visible.ts';

const MOST_BYTES = 1_000_000;

/** @throws {PolicyError} When it is missing, no regular file, too large, or not UTF-8. */
export async function readPolicyFile(file: string, what = 'policy', mostBytes = MOST_BYTES): Promise<string> {
  const fail = (why: string, cause?: unknown) => new PolicyError(`The ${what} ${visibleLine(file)} ${why}.`, { cause });
  const found = await promises.stat(file).catch((cause: NodeJS.ErrnoException) => {
    throw fail(cause.code === 'ENOENT' ? 'does not exist' : `cannot be read (${cause.code})`, cause);
  });
  if (!found.isFile()) throw fail('is no file');
  if (found.size > mostBytes) throw fail(`is over ${mostBytes / 1_000_000} MB`);
  const bytes = await promises.readFile(file).catch((cause: NodeJS.ErrnoException) => {
    throw fail(`cannot be read (${cause.code})`, cause);
  });
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    throw fail('is not UTF-8 text', cause);
  }
}
