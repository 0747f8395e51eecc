// Plain data in, what an agent is built from out. The data may come from a file, so nothing of it is taken on trust.
import * as v from 'valibot';
import { UsageError } from '../../errors.ts';
import { type CodeExecutorConfig, codeExecutorFromConfig } from '../../execution/command-line/code-executor-from-config.ts';
import { bufferedContext, type ModelContextConfig, unboundedContext } from '../../model/context.ts';
import type { CodeExecutor } from '../../types.ts';
import { approverFromConfig } from '../approver-from-config.ts';
import { writtenNames } from '../policy-choices.ts';
import type { CodeExecutorAgentOptions } from './options.ts';

const texts = v.array(v.string());
const seconds = v.optional(v.number());

const schema = v.strictObject({
  type: v.literal('CodeExecutorAgent'),
  version: v.literal(1),
  name: v.string(),
  codeExecutor: v.looseObject({ type: v.string() }),
  modelClient: v.optional(v.string()),
  modelClientStream: v.optional(v.boolean()),
  maxRetriesOnError: v.optional(v.number()),
  description: v.optional(v.string()),
  systemMessage: v.optional(v.nullable(v.string())),
  sources: v.optional(texts),
  lastMessageOnly: v.optional(v.boolean()),
  supportedLanguages: v.optional(texts),
  modelContext: v.optional(
    v.variant('kind', [
      v.strictObject({ kind: v.literal('unbounded') }),
      v.strictObject({ kind: v.literal('buffered'), size: v.number() }),
    ]),
  ),
  approvalFunc: v.optional(
    v.variant('kind', [
      v.strictObject({
        kind: v.literal('http'),
        url: v.string(),
        keyVariable: v.string(),
        timeout: seconds,
        onTimeout: v.optional(v.picklist(['stop', 'deny'])),
      }),
      v.strictObject({ kind: v.literal('policy'), policy: v.union([v.string(), texts]) }),
      v.strictObject({ kind: v.literal('console'), timeout: seconds }),
      v.strictObject({ kind: v.literal('model'), model: v.string() }),
    ]),
  ),
  approval: v.optional(v.picklist(['block', 'turn', 'none'])),
  policy: v.optional(texts),
  always: v.optional(texts),
});

/** Makes an executor of your own from its config. @default those of this library */
export type MakeExecutor = (config: { readonly type: string }) => CodeExecutor;

/** @throws {UsageError} When it is no such config, or a part of it cannot be built here. */
export function optionsFrom(config: unknown, makeExecutor: MakeExecutor = ours): CodeExecutorAgentOptions {
  const { success, output, issues } = v.safeParse(schema, config);
  if (!success) {
    const where = v.getDotPath(issues[0]) ?? 'it';
    throw new UsageError(`This is no config of a CodeExecutorAgent (version 1): ${where}: ${issues[0].message}.`);
  }
  const judges = output.approvalFunc?.kind === 'policy' ? [output.approvalFunc.policy].flat() : [];
  writtenNames([...(output.policy ?? []), ...judges], (why) => new UsageError(`No config may name it: ${why}.`));
  const { type: _type, version: _version, codeExecutor, modelContext, approvalFunc, ...plain } = output;
  return {
    ...plain,
    codeExecutor: makeExecutor(codeExecutor),
    ...(modelContext === undefined ? {} : { modelContext: contextFrom(modelContext) }),
    ...(approvalFunc === undefined ? {} : { approvalFunc: approverFromConfig(withoutAbsent(approvalFunc)) }),
  };
}

function ours(config: { readonly type: string }): CodeExecutor {
  return codeExecutorFromConfig(config as CodeExecutorConfig);
}

function contextFrom(config: ModelContextConfig) {
  return config.kind === 'buffered' ? bufferedContext(config.size) : unboundedContext();
}

/** What was read may name a key without a value; the types of approvers know no such keys. */
function withoutAbsent<T extends object>(config: T): { [Key in keyof T]: Exclude<T[Key], undefined> } {
  return Object.fromEntries(Object.entries(config).filter(([, value]) => value !== undefined)) as never;
}
