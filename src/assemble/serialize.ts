// Parts of an agent or a tool in; each as plain data, or the error that names the part that cannot be. `who` is whose part it is.
import { SerializationError } from '../errors.ts';
import type { CodeExecutor } from '../types.ts';
import { asList, type PolicyChoice, writtenNames } from './policy-choices.ts';

/** @throws {SerializationError} */
export function executorConfig(who: string, executor: CodeExecutor): { readonly type: string } {
  if (executor.toConfig === undefined)
    throw cannotSerialize(who, 'codeExecutor', 'it has no toConfig(). Use LocalCommandLineCodeExecutor, or give yours one');
  return executor.toConfig();
}

/** @throws {SerializationError} For a policy that has no name to be found by, or is a module. */
export function policyNames(who: string, policy: PolicyChoice | readonly PolicyChoice[]): readonly string[] {
  const names = asList(policy).map((one) => {
    if (typeof one === 'string') return one;
    throw cannotSerialize(who, 'policy', `${one.name} is given by value. Name it, or its file`);
  });
  return writtenNames(names, (why) => cannotSerialize(who, 'policy', why));
}

export function cannotSerialize(who: string, option: string, why: string): SerializationError {
  return new SerializationError(`Cannot serialize ${who} with ${option} set: ${why}.`);
}
