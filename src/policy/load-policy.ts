// What a policy is called by in, the policy out: built in, a file of data (checked against its own examples), or a module.
import { promises } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { PolicyError } from '../errors.ts';
import { visibleLine } from '../text/visible.ts';
import { BUILT_IN_TOOLS } from '../tool/tools.ts';
import type { Tool } from '../types.ts';
import { builtInPolicy } from './built-in.ts';
import { checkedOnce } from './checked-cache.ts';
import { extendPolicy } from './extend-policy.ts';
import { loadModule } from './load-module.ts';
import type { CompiledPolicy, Policy, ReadCode } from './policy.ts';
import { readPolicyFile } from './policy-file.ts';
import { refKind } from './policy-ref.ts';
import { readPolicy } from './read-policy.ts';
import { resolveLanguages } from './resolve-languages.ts';
import { selfCheck } from './self-check.ts';

export interface LoadOptions {
  /** The folder that a relative path starts from. @default the working directory */
  readonly base?: string;
  /** Reads the examples of a file's rules: `analyse`, or a reader of your own. A file cannot be loaded without. */
  readonly read?: ReadCode;
  /** What languages may mean. @default BUILT_IN_TOOLS */
  readonly tools?: readonly Tool[];
  /** A folder of the user that remembers which files have passed their self-check; without it each load checks again. */
  readonly cache?: string;
  /** Whether a module, which is code, may be loaded. @default false */
  readonly modules?: boolean;
}

type Options = LoadOptions & Required<Pick<LoadOptions, 'base' | 'tools' | 'modules'>>;

/**
 * Loads a policy by the name of a built-in one, or by path.
 *
 * @throws {PolicyError} When it cannot be found or understood, fails its own examples, or is a module where none may be named.
 * @example
 * ```ts
 * import { loadPolicy } from 'approve-run';
 *
 * const policy = await loadPolicy('deny-dangerous'); // a file of your own: loadPolicy('./ours.yaml', { read: analyse })
 * console.log(policy.name);
 * ```
 */
export async function loadPolicy(ref: string, given: LoadOptions = {}): Promise<Policy> {
  const options = { base: process.cwd(), tools: BUILT_IN_TOOLS, modules: false, ...given };
  const kind = refKind(ref);
  if (kind === 'name') return resolveLanguages(builtInPolicy(ref), options.tools);
  if (kind === 'file') return resolveLanguages(await loadFile(resolve(options.base, ref), [], new Map(), options), options.tools);
  if (options.modules) return loadModule(resolve(options.base, ref));
  throw new PolicyError(
    `${visibleLine(ref)} is a policy module, which is code: it may only be named by --policy or by your own config. Nothing ran.`,
  );
}

/** @param done What is loaded already: bases are shared, and a web of files must not cost more than its files. */
async function loadFile(
  file: string,
  chain: readonly string[],
  done: Map<string, CompiledPolicy>,
  options: Options,
): Promise<CompiledPolicy> {
  const text = await readPolicyFile(file);
  const real = await promises.realpath(file);
  if (chain.includes(real)) {
    throw new PolicyError(`The policy ${visibleLine(file)} extends itself: ${[...chain, real].map(visibleLine).join(' → ')}.`);
  }
  const loaded = done.get(real);
  if (loaded !== undefined) return loaded;
  const known = [...options.tools, ...BUILT_IN_TOOLS];
  const policy = await extendPolicy(await readPolicy(text, file, known), file, async (ref) => {
    const kind = refKind(ref);
    if (kind === 'name') return builtInPolicy(ref, file);
    if (kind === 'file') return loadFile(resolve(dirname(file), ref), [...chain, real], done, options);
    throw new PolicyError(
      `${visibleLine(file)}: extends "${visibleLine(ref)}", which is a module; a policy file can only extend data.`,
    );
  });
  const resolved = resolveLanguages(policy, options.tools);
  const { read } = options;
  if (read === undefined)
    throw new PolicyError(`${visibleLine(file)}: its examples cannot be checked; pass { read: analyse } to loadPolicy.`);
  await checkedOnce(resolved, options.cache, () => selfCheck(resolved, file, read, known));
  done.set(real, policy);
  return policy;
}
