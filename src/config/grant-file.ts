// The path of a file of grants in; what it holds out, and changes in. A damaged one grants nothing, and is never written over.
import { promises } from 'node:fs';
import { dirname } from 'node:path';
import { ConfigError } from '../errors.ts';
import type { Grant, GrantChange } from '../grant.ts';
import { visibleLine } from '../text/visible.ts';
import { withLock } from '../with-lock.ts';
import { parseGrants } from './parse-grants.ts';
import { isThere, readSafely } from './safe-file.ts';

const VERSION = 1;

export async function readGrants(path: string): Promise<readonly Grant[]> {
  if (!isThere(path)) return [];
  const text = await readSafely(path);
  const { mode, uid } = await promises.stat(path);
  const name = visibleLine(path);
  const wrong = (what: string) => new ConfigError(`${name}: ${what}`);
  if (uid !== process.getuid?.())
    throw wrong(`belongs to another user, so it grants nothing here. If it should be yours, run: chown $USER ${name}`);
  if ((mode & 0o022) !== 0) throw wrong(`others may write to it, so it grants nothing. Look at it, then run: chmod 600 ${name}`);
  const { version, grants } = parseGrants(text);
  if (version > VERSION)
    throw wrong('is of a newer approve-run, so it grants nothing here. Use that one, or run: approve-run grants clear');
  if (grants === undefined) throw wrong('is damaged, so it grants nothing. Look at it, then run: approve-run grants clear');
  return grants;
}

/** One change at a time, and the whole file or nothing: others see it as it was, or as it will be. */
export async function changeGrants(path: string, how: GrantChange): Promise<void> {
  try {
    await promises.mkdir(dirname(path), { recursive: true, mode: 0o700 });
    await withLock(`${path}.lock`, async (isMine) => {
      const after = how(await readGrants(path))?.filter(isOfUse);
      if (after !== undefined) await write(path, after, isMine);
    });
  } catch (cause) {
    const { syscall, code } = cause as NodeJS.ErrnoException;
    if (syscall === undefined) throw cause;
    throw new ConfigError(`${visibleLine(path)}: cannot be written (${code}), so nothing was changed.`, { cause });
  }
}

async function write(path: string, grants: readonly Grant[], isMine: () => Promise<boolean>): Promise<void> {
  const draft = `${path}.${crypto.randomUUID()}`;
  try {
    await promises.writeFile(draft, `${JSON.stringify({ version: VERSION, grants }, null, 2)}\n`, { flag: 'wx', mode: 0o600 });
    if (!(await isMine())) throw new ConfigError(`${visibleLine(path)}: another approve-run changed it meanwhile. Try again.`);
    await promises.rename(draft, path);
  } finally {
    await promises.rm(draft, { force: true });
  }
}

/** One from the future stays: the clock may come right again. */
function isOfUse({ expires, usesLeft = 1 }: Grant): boolean {
  return Date.parse(expires) > Date.now() && usesLeft > 0;
}

export async function removeGrants(path: string): Promise<void> {
  await withLock(`${path}.lock`, () => promises.rm(path, { force: true }));
}
