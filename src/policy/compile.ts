// A folder of policy sources in, plain data by name out: what the build writes to dist/policies.json.
import { readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { PolicyError } from '../errors.ts';
import { BUILT_IN_TOOLS } from '../tool/tools.ts';
import { extendPolicy } from './extend-policy.ts';
import type { CompiledPolicy } from './policy.ts';
import { readPolicyFile } from './policy-file.ts';
import { readPolicy } from './read-policy.ts';

/**
 * Reads every `NAME.yaml` of a folder; they may extend one another by name. Examples are not run here: the tests do that.
 *
 * @throws {PolicyError} As for a user's file.
 */
export async function compilePolicies(folder: string): Promise<Record<string, CompiledPolicy>> {
  const names = (await readdir(folder)).filter((file) => file.endsWith('.yaml')).map((file) => basename(file, '.yaml'));
  const load = async (name: string, chain: readonly string[]): Promise<CompiledPolicy> => {
    const file = join(folder, `${name}.yaml`);
    if (chain.includes(name)) throw new PolicyError(`${file} extends itself: ${[...chain, name].join(' → ')}.`);
    const source = await readPolicy(await readPolicyFile(file), file, BUILT_IN_TOOLS);
    if (source.name !== name) throw new PolicyError(`${file} must be named "${name}", as its file is.`);
    return extendPolicy(source, file, (ref) => load(ref, [...chain, name]));
  };
  return Object.fromEntries(await Promise.all(names.sort().map(async (name) => [name, await load(name, [])] as const)));
}
