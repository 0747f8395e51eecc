// The path of a lock and a task in; what the task gave out. The lock is held for milliseconds, never while a person is asked.
import { promises } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { ConfigError } from './errors.ts';
import { visibleLine } from './text/visible.ts';

/** Nobody holds it so long: whoever made it was ended in between. */
const STALE_MS = 10_000;
const PATIENCE_MS = 15_000;
const PAUSE_MS = 15;

/**
 * @param task Gets whether the lock is still its own, to be asked before the last step: it may have been suspended for long.
 * @throws {ConfigError} When the lock cannot be had.
 */
export async function withLock<T>(path: string, task: (isMine: () => Promise<boolean>) => Promise<T>): Promise<T> {
  const mine = crypto.randomUUID();
  const isMine = async () => (await promises.readFile(path, 'utf8').catch(() => '')) === mine;
  await take(path, mine);
  try {
    return await task(isMine);
  } finally {
    if (await isMine()) await promises.rm(path, { force: true });
  }
}

async function take(path: string, mine: string): Promise<void> {
  const until = performance.now() + PATIENCE_MS;
  for (;;) {
    try {
      await promises.writeFile(path, mine, { flag: 'wx', mode: 0o600 });
      return;
    } catch (cause) {
      const { code } = cause as NodeJS.ErrnoException;
      if (code !== 'EEXIST') throw new ConfigError(`${visibleLine(path)}: cannot be written (${code}).`, { cause });
      if (performance.now() > until)
        throw new ConfigError(`${visibleLine(path)}: is held by another approve-run. If none is running, remove it.`);
    }
    await breakStale(path);
    await sleep(PAUSE_MS);
  }
}

/** Moved away, not removed: of several that find it stale only one can, and a fresh one in its place is put back. */
async function breakStale(path: string): Promise<void> {
  const found = await promises.stat(path).catch(() => undefined);
  if (found === undefined || Date.now() - found.mtimeMs < STALE_MS) return;
  const aside = `${path}.${crypto.randomUUID()}`;
  try {
    await promises.rename(path, aside);
    const moved = await promises.stat(aside);
    if (moved.ino !== found.ino || moved.mtimeMs !== found.mtimeMs) await promises.link(aside, path);
  } catch {
    // Another one was faster; whose lock it is now shows at the next try.
  } finally {
    await promises.rm(aside, { force: true });
  }
}
