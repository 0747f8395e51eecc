// Policies as code names them in; the policies themselves, and where those lie that are files, out.
import { resolve } from 'node:path';
import { UsageError } from '../errors.ts';
import { builtInPolicy } from '../policy/built-in.ts';
import { loadPolicy } from '../policy/load-policy.ts';
import type { Policy } from '../policy/policy.ts';
import { refKind } from '../policy/policy-ref.ts';
import { visibleLine } from '../text/visible.ts';
import type { Tool } from '../types.ts';

/** A policy, or what it is called by: a built-in name, the path of a file or of a module. */
export type PolicyChoice = string | Policy;

export function asList(policy: PolicyChoice | readonly PolicyChoice[]): readonly PolicyChoice[] {
  return isList(policy) ? [...policy] : [policy];
}

/**
 * What can be told without reading a file.
 *
 * @throws {UsageError} For what is no policy.
 * @throws {PolicyError} When there is no built-in policy of that name.
 */
export function checkChoices(who: string, policy: PolicyChoice | readonly PolicyChoice[]): readonly PolicyChoice[] {
  const chosen = asList(policy);
  if (!chosen.every(isChoice))
    throw new UsageError(
      `${who}: policy must be a name such as 'deny-dangerous', the path of a file, a policy, or a list of them.`,
    );
  for (const one of chosen) if (typeof one === 'string' && refKind(one) === 'name') builtInPolicy(one);
  return chosen;
}

function isChoice(one: unknown): boolean {
  if (typeof one !== 'object' || one === null) return typeof one === 'string';
  return 'name' in one && ('rules' in one || 'approve' in one);
}

/** What names them, and the folder that relative paths start from. */
export function refsOf(chosen: readonly PolicyChoice[]): readonly { readonly ref: string; readonly base: string }[] {
  const base = process.cwd();
  return chosen.filter((one) => typeof one === 'string').map((ref) => ({ ref, base }));
}

/**
 * What a config may name: a built-in policy, or a file, wherever the config is read again.
 *
 * @param refuse Makes the error for a module: who reads a config runs no code of it.
 */
export function writtenNames(names: readonly string[], refuse: (why: string) => Error): readonly string[] {
  return names.map((name) => {
    const kind = refKind(name);
    if (kind === 'module') throw refuse(`the policy ${visibleLine(name)} is a module, which is code`);
    return kind === 'file' ? resolve(name) : name;
  });
}

/** @throws {PolicyError} When one cannot be found or understood, or fails its own examples. */
export function loadChoices(chosen: readonly PolicyChoice[], tools?: readonly Tool[]): Promise<readonly Policy[]> {
  return Promise.all(chosen.map((one) => (typeof one === 'string' ? load(one, tools) : one)));
}

/** Whoever writes it into code may name code. */
async function load(ref: string, tools: readonly Tool[] | undefined): Promise<Policy> {
  const { analyse } = await import('../analysis/analyse.ts');
  return loadPolicy(ref, { modules: true, read: analyse, ...(tools === undefined ? {} : { tools }) });
}

function isList(policy: PolicyChoice | readonly PolicyChoice[]): policy is readonly PolicyChoice[] {
  return Array.isArray(policy);
}
