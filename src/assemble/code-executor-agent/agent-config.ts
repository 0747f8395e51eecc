// What an agent was built from in, plain data out; and back. A gate is never lost on the way: what cannot be written down is an error.
import type { ApproverConfig, SerializableApproval } from '../../approver.ts';
import { SerializationError } from '../../errors.ts';
import type { CodeExecutorConfig } from '../../execution/command-line/code-executor-from-config.ts';
import type { ModelContextConfig } from '../../model/context.ts';
import { labelOf } from '../../model/open-client.ts';
import type { ApprovalFunction, CodeExecutor } from '../../types.ts';
import { writtenNames } from '../policy-choices.ts';
import type { CodeExecutorAgentOptions } from './options.ts';

/** What is written down as it is. */
type Plain = Pick<
  CodeExecutorAgentOptions,
  | 'name'
  | 'modelClientStream'
  | 'maxRetriesOnError'
  | 'description'
  | 'systemMessage'
  | 'sources'
  | 'supportedLanguages'
  | 'always'
  | 'approval'
>;

/** A `CodeExecutorAgent` as plain data, its gate included. */
export interface CodeExecutorAgentConfig extends Plain {
  readonly type: 'CodeExecutorAgent';
  readonly version: 1;
  /** Of one of our executors, or of your own: any data with a `type`. */
  readonly codeExecutor: CodeExecutorConfig | { readonly type: string };
  readonly modelClient?: string;
  readonly modelContext?: ModelContextConfig;
  readonly approvalFunc?: ApproverConfig;
  readonly policy?: readonly string[];
}

const PLAIN = [
  'name',
  'modelClientStream',
  'maxRetriesOnError',
  'description',
  'systemMessage',
  'sources',
  'supportedLanguages',
  'always',
  'approval',
] as const satisfies readonly (keyof Plain)[];

/** @throws {SerializationError} When a part is code, or a secret: it names that part. */
export function configOf(options: CodeExecutorAgentOptions): CodeExecutorAgentConfig {
  const { codeExecutor, modelClient, modelContext, approvalFunc, policy } = options;
  const plain = Object.fromEntries(PLAIN.flatMap((key) => (options[key] === undefined ? [] : [[key, options[key]]])));
  return {
    type: 'CodeExecutorAgent',
    version: 1,
    ...(plain as unknown as Plain),
    codeExecutor: executorConfig(codeExecutor),
    ...(modelClient === undefined ? {} : { modelClient: modelName(modelClient) }),
    ...(modelContext === undefined ? {} : { modelContext: contextConfig(modelContext) }),
    ...(approvalFunc === undefined ? {} : { approvalFunc: approverConfig(approvalFunc) }),
    ...(policy === undefined ? {} : { policy: policyNames(policy) }),
  };
}

function executorConfig(executor: CodeExecutor): CodeExecutorAgentConfig['codeExecutor'] {
  if (executor.toConfig === undefined)
    throw cannot('codeExecutor', 'it has no toConfig(). Use LocalCommandLineCodeExecutor, or give yours one');
  return executor.toConfig();
}

function modelName(client: NonNullable<CodeExecutorAgentOptions['modelClient']>): string {
  if (typeof client === 'string') return client;
  throw cannot('modelClient', `${labelOf(client)} is an object. Name the model by a text such as "openai/gpt-…"`);
}

function contextConfig(context: NonNullable<CodeExecutorAgentOptions['modelContext']>): ModelContextConfig {
  if (context.toConfig === undefined)
    throw cannot('modelContext', 'it has no toConfig(). Use unboundedContext() or bufferedContext(n)');
  return context.toConfig();
}

function approverConfig(approve: ApprovalFunction | SerializableApproval): ApproverConfig {
  if ('toConfig' in approve) return approve.toConfig();
  const name = approve.name === '' ? 'a function without a name' : `the function ${approve.name}`;
  throw cannot(
    'approvalFunc',
    `${name} is code. Use policyApproval('name'), httpApproval(url), consoleApproval() or a named policy`,
  );
}

function policyNames(policy: NonNullable<CodeExecutorAgentOptions['policy']>): readonly string[] {
  const names = [policy].flat();
  const unnamed = names.find((one) => typeof one !== 'string');
  if (unnamed !== undefined && typeof unnamed !== 'string')
    throw cannot('policy', `${unnamed.name} is given by value. Name it, or its file`);
  return writtenNames(
    names.filter((one) => typeof one === 'string'),
    (why) => cannot('policy', why),
  );
}

function cannot(option: string, why: string): SerializationError {
  return new SerializationError(`Cannot serialize CodeExecutorAgent with ${option} set: ${why}.`);
}
