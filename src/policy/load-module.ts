// The path of a JavaScript module in, the policy that it exports out. Loading it runs it: the caller decides who may name one.
import { basename } from 'node:path';
import { pathToFileURL } from 'node:url';
import { PolicyError } from '../errors.ts';
import { visibleLine } from '../text/visible.ts';
import type { ApprovalFunction } from '../types.ts';
import type { ModulePolicy } from './policy.ts';

/** @throws {PolicyError} When it cannot be loaded, or exports no function as `default` or `approve`. */
export async function loadModule(file: string): Promise<ModulePolicy> {
  const name = visibleLine(basename(file));
  const exports: { default?: unknown; approve?: unknown } = await import(pathToFileURL(file).href).catch((cause: unknown) => {
    const why = cause instanceof Error ? (cause.message.split('\n', 1)[0] ?? '') : 'it threw something that is no error';
    throw new PolicyError(`The policy module ${visibleLine(file)} cannot be loaded: ${visibleLine(why)}.`, { cause });
  });
  const approve = [exports.default, exports.approve].find((value): value is ApprovalFunction => typeof value === 'function');
  if (approve === undefined) {
    throw new PolicyError(
      `The policy module ${visibleLine(file)} exports no function; export (request) => ({ approved, reason }) as default or as approve.`,
    );
  }
  return { name, approve };
}
