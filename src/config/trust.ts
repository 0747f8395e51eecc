// A project's config file in; whether the user trusted exactly this content, or a description to be trusted, out.
import { digestOf } from '../digest.ts';
import { ConfigError } from '../errors.ts';
import { visibleLine } from '../text/visible.ts';
import { configFolder, type Owner } from './places.ts';
import { type PolicyFile, policyFiles } from './policy-files.ts';
import { type ConfigFile, readConfigFile } from './read-config-file.ts';
import type { Trust } from './settings.ts';
import { readTrust, writeTrust } from './trust-store.ts';

export { findProjectFile } from './find-project-file.ts';

/** All that trust would cover, for a person to read. */
export interface TrustDescription {
  /** The config file, as it was found. */
  readonly file: string;
  /** Its text; of package.json only the value of `approve-run`. */
  readonly text: string;
  readonly policies: readonly PolicyFile[];
  /** SHA-256 over all of it. */
  readonly digest: string;
}

/** @throws {ConfigError} When the file, or a policy that it names, cannot be used anyway. */
export async function describeForTrust(file: string): Promise<TrustDescription> {
  return describe(await readConfigFile(file));
}

/**
 * Trusts what was shown: the file is read again, and must still have the digest of the description.
 *
 * @throws {ConfigError} When it has changed since.
 */
export async function addTrust({ file, digest }: TrustDescription, owner: Owner): Promise<void> {
  const folder = configFolder(owner);
  if (folder === undefined) throw new ConfigError('There is no folder to remember trust in. Set HOME to an absolute path.');
  const now = await readConfigFile(file);
  if ((await describe(now)).digest !== digest) {
    throw new ConfigError(`${visibleLine(file)}: has changed since it was shown, so it is not trusted. Read it again.`);
  }
  await writeTrust(folder, { ...(await readTrust(folder)), [now.real]: digest });
}

/** Looks at the very text that was parsed; policies are hashed again each time. */
export async function trustOf(file: ConfigFile, owner: Owner): Promise<Trust> {
  const folder = configFolder(owner);
  const store = folder === undefined ? {} : await readTrust(folder);
  if (!Object.hasOwn(store, file.real)) return 'untrusted';
  const described = await describe(file).catch((fault: unknown) => {
    if (fault instanceof ConfigError) return undefined;
    throw fault;
  });
  return described?.digest === store[file.real] ? 'trusted' : 'changed';
}

async function describe({ path, base, text, settings }: ConfigFile): Promise<TrustDescription> {
  const policies = await policyFiles(settings.policy ?? [], base);
  // Lengths keep apart what would read the same once joined.
  const parts = [text, ...policies.flatMap((policy) => [policy.file, policy.text])];
  const digest = digestOf(parts.map((part) => `${Buffer.byteLength(part)}:${part}`).join(''));
  return { file: path, text, policies, digest };
}
