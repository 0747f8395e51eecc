// An executor and who decides in; a tool that a model can call with Python code out. The gate is part of it.
import { checkKnown } from '../known-options.ts';
import { unlessAborted } from '../unless-aborted.ts';
import { turnGate } from './approval-options.ts';
import { codeResultOf } from './code-result.ts';
import { blocksOf, EXECUTE_KINDS, type ExecuteOptions, executeTurn } from './execute-code-blocks.ts';
import { cannotSerialize, executorConfig, policyNames } from './serialize.ts';
import { type ToolInputSchema, textInput } from './text-input.ts';

const TOOL = 'pythonCodeExecutionTool';

const { keepGoing: _keepGoing, context: _context, ...KINDS } = EXECUTE_KINDS;

export type PythonCodeExecutionToolOptions = Omit<ExecuteOptions, 'keepGoing' | 'context'>;

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
  readonly inputSchema: ToolInputSchema<PythonCodeInput>;
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
  readonly policy?: readonly string[];
  readonly codeExecutor: { readonly type: string };
}

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
  checkKnown(TOOL, options, KINDS, ['codeExecutor']);
  const { codeExecutor: executor, emit = () => {}, signal: whole } = options;
  const gates = turnGate(options, TOOL);
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
    inputSchema: textInput('code', 'The contents of the Python code block that should be executed'),
    execute(input, { abortSignal } = {}) {
      const signal = AbortSignal.any([whole, abortSignal].filter((one) => one !== undefined));
      // Models call several tools at once; people answer one question after the other.
      const before = last;
      const mine = unlessAborted(signal, before).then(() => execute(input, signal));
      last = Promise.allSettled([before, mine]);
      return mine;
    },
    toConfig: () => configOf(options),
  };
}

function configOf(options: PythonCodeExecutionToolOptions): PythonCodeExecutionToolConfig {
  const { codeExecutor, approvalFunc, policy, approval, always } = options;
  if (approvalFunc !== undefined)
    throw cannotSerialize(TOOL, 'approvalFunc', 'only policies are written down here. Name one instead');
  return {
    codeExecutor: executorConfig(TOOL, codeExecutor),
    ...(policy === undefined ? {} : { policy: policyNames(TOOL, policy) }),
    ...(approval === undefined ? {} : { approval }),
    ...(always === undefined ? {} : { always }),
  };
}
