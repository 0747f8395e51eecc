// The user's config folder in; which files they trusted, by real path and digest, out, and one more of them in.
import { promises } from 'node:fs';
import { join } from 'node:path';
import { ConfigError } from '../errors.ts';
import { visibleLine } from '../text/visible.ts';
import { isThere, readSafely } from './safe-file.ts';

/** SHA-256 by real path. */
export type TrustStore = Readonly<Record<string, string>>;

/** @throws {ConfigError} When the store is damaged, or others could have written to it. */
export async function readTrust(folder: string): Promise<TrustStore> {
  const path = join(folder, 'trust.json');
  if (!isThere(path)) return {};
  const text = await readSafely(path);
  const { mode } = await promises.stat(path);
  if ((mode & 0o022) !== 0)
    throw new ConfigError(`${visibleLine(path)}: others may write to it, so it proves nothing. Run: chmod 600`);
  const store = parse(text);
  if (store === undefined) throw new ConfigError(`${visibleLine(path)}: is damaged. Remove it, and trust your projects again.`);
  return store;
}

export async function writeTrust(folder: string, store: TrustStore): Promise<void> {
  await promises.mkdir(folder, { recursive: true, mode: 0o700 });
  const path = join(folder, 'trust.json');
  const draft = `${path}.${crypto.randomUUID()}`;
  try {
    await promises.writeFile(draft, `${JSON.stringify(store, null, 2)}\n`, { flag: 'wx', mode: 0o600 });
    await promises.rename(draft, path);
  } finally {
    await promises.rm(draft, { force: true });
  }
}

function parse(text: string): TrustStore | undefined {
  try {
    const data: unknown = JSON.parse(text);
    const sound = typeof data === 'object' && data !== null && !Array.isArray(data);
    return sound && Object.values(data).every((digest) => typeof digest === 'string') ? (data as TrustStore) : undefined;
  } catch {
    return undefined;
  }
}
