// An executor and who decides in; a tool that a model can call with Python code out. The gate is part of it.
import { SerializationError } from '../errors.ts';
import { checkKnown } from '../known-options.ts';
import type { CodeExecutor } from '../types.ts';
import { turnGate } from './approval-options.ts';
import { codeResultOf } from './code-result.ts';
import { blocksOf, EXECUTE_KINDS, type ExecuteOptions, executeTurn } from './execute-code-blocks.ts';

export type PythonCodeExecutionToolOptions = Omit<ExecuteOptions, 'keepGoing' | 'context'>;

const { keepGoing: _keepGoing, context: _context, ...KINDS } = EXECUTE_KINDS;

/** What a model says when it calls the tool. */
export interface PythonCodeInput {
  readonly code: string;
}

/** What it is told: whether every line ran, and what was printed, or why the code was not run. */
export interface PythonCodeOutput {
  readonly success: boolean;
  readonly output: string;
}

/** A tool as the AI SDK takes it; `execute` and the JSON schema are all that other frameworks need. */
export interface PythonCodeExecutionTool {
  readonly description: string;
  readonly inputSchema: PythonCodeSchema;
  /** @throws The signal's reason, once that is aborted. */
  execute(input: PythonCodeInput, options?: { readonly abortSignal?: AbortSignal | undefined }): Promise<PythonCodeOutput>;
  /**
   * What it was built with, as plain data; `codeExecutor` is to be built by `codeExecutorFromConfig`.
   *
   * @throws {SerializationError} When there is an approval function, a policy without a name, or an executor that cannot be written down.
   */
  toConfig(): PythonCodeExecutionToolConfig;
}

export interface PythonCodeExecutionToolConfig extends Pick<PythonCodeExecutionToolOptions, 'approval' | 'always'> {
  readonly policy?: string | readonly string[];
  readonly codeExecutor: { readonly type: string };
}

/** By the Standard Schema convention, so that no framework has to be imported. */
export interface PythonCodeSchema {
  readonly '~standard': {
    readonly version: 1;
    readonly vendor: 'approve-run';
    readonly types?: { readonly input: PythonCodeInput; readonly output: PythonCodeInput } | undefined;
    readonly validate: (value: unknown) => Validated;
    readonly jsonSchema: { readonly input: () => Record<string, unknown>; readonly output: () => Record<string, unknown> };
  };
}

type Validated =
  | { readonly value: PythonCodeInput; readonly issues?: undefined }
  | { readonly issues: readonly { readonly message: string }[] };

const JSON_SCHEMA = {
  type: 'object',
  properties: { code: { type: 'string', description: 'The contents of the Python code block that should be executed' } },
  required: ['code'],
  additionalProperties: false,
};

const INPUT: PythonCodeSchema = {
  '~standard': {
    version: 1,
    vendor: 'approve-run',
    validate: (value) => (isInput(value) ? { value } : { issues: [{ message: 'It must be { "code": "…" }.' }] }),
    jsonSchema: { input: () => structuredClone(JSON_SCHEMA), output: () => structuredClone(JSON_SCHEMA) },
  },
};

/**
 * Makes a tool that runs Python code once it is approved; a denial, and its reason, is what the model is told then.
 *
 * @throws {UsageError} When nobody would decide: give it `approvalFunc` or a `policy`, or say `approval: 'none'`.
 * @example
 * ```ts
 * import assert from 'node:assert/strict';
 * import { LocalCommandLineCodeExecutor, pythonCodeExecutionTool } from 'approve-run';
 *
 * const codeExecutor = new LocalCommandLineCodeExecutor();
 * const python = pythonCodeExecutionTool({
 *   codeExecutor,
 *   approvalFunc: ({ code }) => ({ approved: !code.includes('open('), reason: 'no files today' }),
 * });
 * assert.deepEqual(await python.execute({ code: 'print(6 * 7)' }), { success: true, output: '42\n' });
 * assert.equal((await python.execute({ code: 'open("x", "w")' })).success, false);
 * await codeExecutor.stop();
 * ```
 */
export function pythonCodeExecutionTool(options: PythonCodeExecutionToolOptions): PythonCodeExecutionTool {
  checkKnown('pythonCodeExecutionTool', options, KINDS, ['codeExecutor']);
  const { codeExecutor: executor, emit = () => {}, signal: whole } = options;
  const gates = turnGate(options, 'pythonCodeExecutionTool');
  let last: Promise<unknown> = Promise.resolve();

  async function execute(input: PythonCodeInput, signal: AbortSignal): Promise<PythonCodeOutput> {
    signal.throwIfAborted();
    const blocks = blocksOf([{ language: 'python', code: input.code }]);
    const rest = { keepGoing: false, conversation: () => [] };
    const { outcomes } = await executeTurn(blocks, { executor, gates, emit, signal, ...rest });
    signal.throwIfAborted();
    const { status, output } = codeResultOf(outcomes);
    return { success: status === 'ok', output };
  }

  return {
    description: 'Executes Python code, once it is approved. What it prints is the result.',
    inputSchema: INPUT,
    execute(input, { abortSignal } = {}) {
      const signal = AbortSignal.any([whole, abortSignal].filter((one) => one !== undefined));
      // Models call several tools at once; people answer one question after the other.
      const mine = last.then(() => execute(input, signal));
      last = mine.catch(() => {});
      return mine;
    },
    toConfig: () => configOf(options),
  };
}

function configOf({
  codeExecutor,
  approvalFunc,
  policy,
  approval,
  always,
}: PythonCodeExecutionToolOptions): PythonCodeExecutionToolConfig {
  if (approvalFunc !== undefined)
    throw new SerializationError('Cannot serialize pythonCodeExecutionTool with approvalFunc set. Name a policy instead.');
  const policies = policy === undefined ? undefined : [policy].flat();
  const names = policies?.filter((one) => typeof one === 'string');
  if (names?.length !== policies?.length)
    throw new SerializationError(
      'Cannot serialize pythonCodeExecutionTool with a policy that has no name. Name it, or its file.',
    );
  if (!canBeWritten(codeExecutor))
    throw new SerializationError('Cannot serialize pythonCodeExecutionTool: its executor has no toConfig().');
  return {
    codeExecutor: codeExecutor.toConfig(),
    ...(names === undefined ? {} : { policy: names }),
    ...(approval === undefined ? {} : { approval }),
    ...(always === undefined ? {} : { always }),
  };
}

function canBeWritten(executor: CodeExecutor): executor is CodeExecutor & { toConfig(): { readonly type: string } } {
  return 'toConfig' in executor && typeof executor.toConfig === 'function';
}

function isInput(value: unknown): value is PythonCodeInput {
  return typeof value === 'object' && value !== null && 'code' in value && typeof value.code === 'string';
}
