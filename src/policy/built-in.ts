// A built-in policy's name in, the policy as the build compiled it out: no YAML is read at run time.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PolicyError } from '../errors.ts';
import { didYouMean } from '../text/did-you-mean.ts';
import { visibleLine } from '../text/visible.ts';
import { PACKAGE_FOLDER } from '../tool/package-folder.ts';
import type { CompiledPolicy } from './policy.ts';

let compiled: Readonly<Record<string, CompiledPolicy>> | undefined;

/** All of them, by name. Languages are still words; `loadPolicy` turns them into tools. */
export function builtInPolicies(): Readonly<Record<string, CompiledPolicy>> {
  compiled ??= JSON.parse(readFileSync(join(PACKAGE_FOLDER, 'dist/policies.json'), 'utf8')) as typeof compiled & {};
  return compiled;
}

/** @param who Who names it, for the message: a file, or nothing. @throws {PolicyError} When there is no such policy. */
export function builtInPolicy(name: string, who = ''): CompiledPolicy {
  const all = builtInPolicies();
  const policy = Object.hasOwn(all, name) ? all[name] : undefined;
  if (policy !== undefined) return policy;
  const names = Object.keys(all);
  const hint = didYouMean(name, names) || `; built in are ${names.join(', ')}. Name a file by a path, such as ./policy.yaml.`;
  throw new PolicyError(`${who === '' ? '' : `${visibleLine(who)}: `}no policy is called "${visibleLine(name)}"${hint}`);
}
