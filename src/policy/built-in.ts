// A built-in policy's name in, the policy as the build compiled it out: no YAML is read at run time.
import { createRequire } from 'node:module';
import { PolicyError } from '../errors.ts';
import { visibleLine } from '../text/visible.ts';
import type { CompiledPolicy } from './policy.ts';

const require = createRequire(import.meta.url);

/** Where the build put them; `policies/` and package.json are found from there. */
export const COMPILED_FILE = require.resolve('#policies');

/** All of them, by name. Languages are still words; `loadPolicy` turns them into tools. */
export function builtInPolicies(): Readonly<Record<string, CompiledPolicy>> {
  return require('#policies');
}

/** @param who Who names it, for the message: a file, or nothing. @throws {PolicyError} When there is no such policy. */
export function builtInPolicy(name: string, who = ''): CompiledPolicy {
  const all = builtInPolicies();
  const policy = Object.hasOwn(all, name) ? all[name] : undefined;
  if (policy !== undefined) return policy;
  throw new PolicyError(
    `${who === '' ? '' : `${visibleLine(who)}: `}no policy is called "${visibleLine(name)}"; built in are ${Object.keys(all).join(', ')}. Name a file by a path, such as ./policy.yaml.`,
  );
}
