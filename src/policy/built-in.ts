// A built-in policy's name in, the policy as the build compiled it out: no YAML is read at run time.
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { PolicyError } from '../errors.ts';
import { visibleLine } from '../text/visible.ts';
import type { CompiledPolicy } from './policy.ts';

let compiled: Promise<Readonly<Record<string, CompiledPolicy>>> | undefined;

/** All of them, by name. Languages are still words; `loadPolicy` turns them into tools. */
export async function builtInPolicies(): Promise<Readonly<Record<string, CompiledPolicy>>> {
  compiled ??= readFile(fileURLToPath(import.meta.resolve('#policies')), 'utf8').then((text) => JSON.parse(text));
  return compiled;
}

/** @param who Who names it, for the message: a file, or nothing. @throws {PolicyError} When there is no such policy. */
export async function builtInPolicy(name: string, who = ''): Promise<CompiledPolicy> {
  const all = await builtInPolicies();
  const policy = Object.hasOwn(all, name) ? all[name] : undefined;
  if (policy !== undefined) return policy;
  throw new PolicyError(
    `${who === '' ? '' : `${visibleLine(who)}: `}no policy is called "${visibleLine(name)}"; built in are ${Object.keys(all).join(', ')}. Name a file by a path, such as ./policy.yaml.`,
  );
}
