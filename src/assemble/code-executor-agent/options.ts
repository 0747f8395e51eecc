// What a CodeExecutorAgent is built from, and what cannot be built.
import { UsageError } from '../../errors.ts';
import type { Emit } from '../../events.ts';
import { checkKnown, type KindsOf } from '../../known-options.ts';
import type { ModelContext } from '../../model/context.ts';
import type { ModelClient } from '../../model/model-client.ts';
import { labelOf } from '../../model/open-client.ts';
import type { CodeExecutor } from '../../types.ts';
import { APPROVAL_KINDS, type ApprovalOptions } from '../approval-options.ts';

export interface CodeExecutorAgentOptions extends ApprovalOptions {
  /** What it is called in messages and events; a word, as of a variable. */
  readonly name: string;
  readonly codeExecutor: CodeExecutor;
  /** Writes the code. Without one the agent runs the code of the messages that it is given. */
  readonly modelClient?: ModelClient | undefined;
  /** Whether pieces of the model's messages are told as they come. @default false */
  readonly modelClientStream?: boolean | undefined;
  /** How often a model may try to correct code that failed. @default 0 */
  readonly maxRetriesOnError?: number | undefined;
  /** For those who choose among agents. */
  readonly description?: string | undefined;
  /** Instructions for the model; `null` for none. @default some that tell how code is run here */
  readonly systemMessage?: string | null | undefined;
  /** Whose messages may bring code; only without a model. @default everybody's */
  readonly sources?: readonly string[] | undefined;
  /** Whether only the last of the messages that may bring code does; only without a model. @default false */
  readonly lastMessageOnly?: boolean | undefined;
  /** The only languages whose blocks run, as they stand after a fence. @default all that the executor knows */
  readonly supportedLanguages?: readonly string[] | undefined;
  /** What the agent remembers of the conversation. @default all of it */
  readonly modelContext?: ModelContext | undefined;
  /** Told everything that happens, as the journal and the terminal of the command line are. @default nobody */
  readonly emit?: Emit | undefined;
}

const KINDS: KindsOf<CodeExecutorAgentOptions> = {
  ...APPROVAL_KINDS,
  name: 'a text',
  codeExecutor: 'an executor, such as localExecutor()',
  modelClient: 'anything',
  modelClientStream: 'true or false',
  maxRetriesOnError: 'a number',
  description: 'a text',
  systemMessage: 'a text or null',
  sources: 'a list of texts',
  lastMessageOnly: 'true or false',
  supportedLanguages: 'a list of texts',
  modelContext: 'a context, such as bufferedContext(5)',
  emit: 'a function',
};

/** What is changed later in the object, or in its lists, is no part of the agent. */
export function ownOptions(options: CodeExecutorAgentOptions): CodeExecutorAgentOptions {
  return Object.fromEntries(
    Object.entries(options).map(([name, value]) => [name, Array.isArray(value) ? [...value] : value]),
  ) as unknown as CodeExecutorAgentOptions;
}

/** @throws {UsageError} */
export function checkOptions(options: CodeExecutorAgentOptions): void {
  checkKnown('CodeExecutorAgent', options, KINDS, ['name', 'codeExecutor']);
  const { name, modelClient, maxRetriesOnError = 0, sources, lastMessageOnly, supportedLanguages } = options;
  if (!/^[\p{ID_Start}_][\p{ID_Continue}-]*$/u.test(name))
    throw new UsageError(`CodeExecutorAgent: name must be a word such as "coder"; it stands in messages and events.`);
  if (modelClient !== undefined) labelOf(modelClient);
  if (!Number.isSafeInteger(maxRetriesOnError) || maxRetriesOnError < 0)
    throw new UsageError('CodeExecutorAgent: maxRetriesOnError must be a whole number from 0.');
  if (maxRetriesOnError > 0 && modelClient === undefined)
    throw new UsageError('CodeExecutorAgent: maxRetriesOnError needs a modelClient, which writes the correction.');
  if (sources !== undefined && modelClient !== undefined)
    throw new UsageError('CodeExecutorAgent: sources says whose code runs; with a modelClient only its own does. Leave one out.');
  if (lastMessageOnly && modelClient !== undefined)
    throw new UsageError(
      'CodeExecutorAgent: lastMessageOnly is about code in messages; with a modelClient only its own runs. Leave one out.',
    );
  if (supportedLanguages?.length === 0)
    throw new UsageError('CodeExecutorAgent: supportedLanguages is empty, so nothing would ever run. Leave it out to allow all.');
}
