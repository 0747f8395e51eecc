// What an agent was built from in, plain data out; and back. A gate is never lost on the way: what cannot be written down is an error.
import type { ApproverConfig, SerializableApproval } from '../../approver.ts';
import type { CodeExecutorConfig } from '../../execution/command-line/code-executor-from-config.ts';
import type { ModelContextConfig } from '../../model/context.ts';
import { labelOf } from '../../model/open-client.ts';
import type { ApprovalFunction } from '../../types.ts';
import { cannotSerialize, executorConfig, policyNames } from '../serialize.ts';
import type { CodeExecutorAgentOptions } from './options.ts';

const AGENT = 'CodeExecutorAgent';

/** What is written down as it is. */
const PLAIN = [
  'name',
  'modelClientStream',
  'maxRetriesOnError',
  'description',
  'systemMessage',
  'sources',
  'lastMessageOnly',
  'supportedLanguages',
  'always',
  'approval',
] as const satisfies readonly (keyof CodeExecutorAgentOptions)[];

type Plain = Pick<CodeExecutorAgentOptions, (typeof PLAIN)[number]>;

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

/** @throws {SerializationError} When a part is code, or a secret: it names that part. */
export function configOf(options: CodeExecutorAgentOptions): CodeExecutorAgentConfig {
  const { codeExecutor, modelClient, modelContext, approvalFunc, policy } = options;
  const plain = Object.fromEntries(PLAIN.flatMap((key) => (options[key] === undefined ? [] : [[key, options[key]]])));
  return {
    type: 'CodeExecutorAgent',
    version: 1,
    ...(plain as unknown as Plain),
    codeExecutor: executorConfig(AGENT, codeExecutor),
    ...(modelClient === undefined ? {} : { modelClient: modelName(modelClient) }),
    ...(modelContext === undefined ? {} : { modelContext: contextConfig(modelContext) }),
    ...(approvalFunc === undefined ? {} : { approvalFunc: approverConfig(approvalFunc) }),
    ...(policy === undefined ? {} : { policy: policyNames(AGENT, policy) }),
  };
}

function modelName(client: NonNullable<CodeExecutorAgentOptions['modelClient']>): string {
  if (typeof client === 'string') return client;
  throw cannotSerialize(AGENT, 'modelClient', `${labelOf(client)} is an object. Name the model by a text such as "openai/gpt-…"`);
}

function contextConfig(context: NonNullable<CodeExecutorAgentOptions['modelContext']>): ModelContextConfig {
  if (context.toConfig === undefined)
    throw cannotSerialize(AGENT, 'modelContext', 'it has no toConfig(). Use unboundedContext() or bufferedContext(n)');
  return context.toConfig();
}

function approverConfig(approve: ApprovalFunction | SerializableApproval): ApproverConfig {
  if ('toConfig' in approve) return approve.toConfig();
  const name = approve.name === '' ? 'a function without a name' : `the function ${approve.name}`;
  throw cannotSerialize(
    AGENT,
    'approvalFunc',
    `${name} is code. Use policyApproval('name'), httpApproval(url), consoleApproval() or a named policy`,
  );
}
