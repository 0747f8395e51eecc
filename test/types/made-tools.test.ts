// The tools that the library makes: a shell, and one for Python code. Checked by tsc; the test only runs the file.
import { test } from 'node:test';
import type { InferToolInput, InferToolOutput, ToolSet, tool } from 'ai';
import { expectTypeOf } from 'expect-type';
import type {
  ApprovalOptions,
  CodeExecutor,
  Emit,
  ExecuteOptions,
  PythonCodeExecutionTool,
  PythonCodeExecutionToolConfig,
  PythonCodeExecutionToolOptions,
  PythonCodeInput,
  PythonCodeOutput,
  pythonCodeExecutionTool,
  ShellCallOptions,
  ShellFilters,
  ShellInput,
  ShellTool,
  ShellToolOptions,
  shellTool,
  ToolInputSchema,
} from '../../src/index.ts';

test('a shell', () => {
  expectTypeOf<typeof shellTool>().toEqualTypeOf<(options: ShellToolOptions) => ShellTool>();
  expectTypeOf<ShellFilters>().toEqualTypeOf<{
    readonly allowed?: readonly string[] | undefined;
    readonly blocked?: readonly string[] | undefined;
    readonly ignore?: readonly string[] | undefined;
    readonly readonly?: boolean | undefined;
  }>();
  expectTypeOf<ShellToolOptions>().branded.toEqualTypeOf<
    ShellFilters &
      Omit<ApprovalOptions, 'approval'> & {
        readonly approval?: 'none' | undefined;
        readonly codeExecutor?: CodeExecutor | undefined;
        readonly cwd?: string | undefined;
        readonly env?: Readonly<Record<string, string>> | undefined;
        readonly timeout?: number | undefined;
        readonly maxOutput?: number | undefined;
        readonly emit?: Emit | undefined;
      }
  >();
  expectTypeOf<ShellTool>().toEqualTypeOf<{
    readonly description: string;
    readonly inputSchema: ToolInputSchema<ShellInput>;
    execute(input: ShellInput, options?: ShellCallOptions): Promise<string>;
    close(): Promise<void>;
  }>();
  expectTypeOf<ShellInput>().toEqualTypeOf<{ readonly command: string }>();
  expectTypeOf<ShellCallOptions>().toEqualTypeOf<{
    readonly abortSignal?: AbortSignal | undefined;
    readonly messages?: readonly unknown[] | undefined;
  }>();
});

test('a tool for Python code', () => {
  expectTypeOf<typeof pythonCodeExecutionTool>().toEqualTypeOf<
    (options: PythonCodeExecutionToolOptions) => PythonCodeExecutionTool
  >();
  expectTypeOf<PythonCodeExecutionToolOptions>().branded.toEqualTypeOf<Omit<ExecuteOptions, 'keepGoing' | 'context'>>();
  expectTypeOf<PythonCodeExecutionTool>().toEqualTypeOf<{
    readonly description: string;
    readonly inputSchema: ToolInputSchema<PythonCodeInput>;
    execute(input: PythonCodeInput, options?: { readonly abortSignal?: AbortSignal | undefined }): Promise<PythonCodeOutput>;
    toConfig(): PythonCodeExecutionToolConfig;
  }>();
  expectTypeOf<PythonCodeInput>().toEqualTypeOf<{ readonly code: string }>();
  expectTypeOf<PythonCodeOutput>().toEqualTypeOf<{ readonly success: boolean; readonly output: string }>();
  expectTypeOf<PythonCodeExecutionToolConfig>().branded.toEqualTypeOf<
    Pick<ApprovalOptions, 'approval' | 'always'> & {
      readonly policy?: readonly string[];
      readonly codeExecutor: { readonly type: string };
    }
  >();
  const refused = (make: typeof pythonCodeExecutionTool, codeExecutor: CodeExecutor) =>
    // @ts-expect-error AutoGen's tool has no gate; here somebody decides, and says why
    make({ codeExecutor, approvalFunc: () => ({ approved: true }) });
  expectTypeOf(refused).toBeFunction();
});

test('the AI SDK takes both as they are', () => {
  const make = (asTool: typeof tool, shell: ShellTool, python: PythonCodeExecutionTool) => {
    const set: ToolSet = { shell, python };
    return { ...set, shell: asTool(shell), python: asTool(python) };
  };
  type Tools = ReturnType<typeof make>;
  expectTypeOf<InferToolInput<Tools['shell']>>().toEqualTypeOf<ShellInput>();
  expectTypeOf<InferToolOutput<Tools['shell']>>().toEqualTypeOf<string>();
  expectTypeOf<InferToolInput<Tools['python']>>().toEqualTypeOf<PythonCodeInput>();
  expectTypeOf<InferToolOutput<Tools['python']>>().toEqualTypeOf<PythonCodeOutput>();
  // By the standard that schema libraries share.
  expectTypeOf<ToolInputSchema<ShellInput>['~standard']>().toExtend<{
    readonly version: 1;
    readonly vendor: string;
    readonly validate: (value: unknown) => object | Promise<object>;
  }>();
});
