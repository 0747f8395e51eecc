// What runs code: the interface, ours, and the parts to build one from. Checked by tsc; the test only runs the file.
import { test } from 'node:test';
import { expectTypeOf } from 'expect-type';
import type {
  Approved,
  Argv,
  BlockResult,
  BUILT_IN_TOOLS,
  blockEnvironment,
  CodeBlock,
  CodeExecutor,
  CodeExecutorConfig,
  CommandLineCodeExecutorOptions,
  codeExecutorFromConfig,
  LeftProcess,
  LocalCommandLineCodeExecutor,
  LocalCommandLineCodeExecutorConfig,
  localExecutor,
  openSandbox,
  Preparation,
  Proposal,
  PythonFunction,
  preparer,
  pythonFunction,
  ReceiptOptions,
  Sandbox,
  SandboxedCodeExecutor,
  SandboxedCodeExecutorConfig,
  SandboxedCodeExecutorOptions,
  SandboxOptions,
  Tool,
  ToolCommand,
  withReceipts,
} from '../../src/index.ts';

test('an executor of your own', () => {
  expectTypeOf<CodeExecutor>().toEqualTypeOf<{
    setup?(): readonly CodeBlock[];
    prepare(block: CodeBlock): Preparation | Promise<Preparation>;
    run(approved: Approved, output: (chunk: Buffer) => void | Promise<void>, signal: AbortSignal): Promise<BlockResult>;
    toConfig?(): { readonly type: string };
    close?(): Promise<readonly LeftProcess[]>;
  }>();
  expectTypeOf<Preparation>().toEqualTypeOf<
    | { readonly status: 'ready'; readonly proposal: Proposal }
    | { readonly status: 'no-tool'; readonly reason: string }
    | { readonly status: 'missing'; readonly result: BlockResult }
  >();
  // It runs what was approved, and cannot ask for less: what it is given is no mere proposal.
  expectTypeOf<Pick<CodeExecutor, 'prepare'>>().not.toExtend<CodeExecutor>();
  expectTypeOf<Parameters<CodeExecutor['run']>[0]>().toEqualTypeOf<Approved>();
});

test('an executor with receipts', () => {
  expectTypeOf<typeof withReceipts>().toEqualTypeOf<(executor: CodeExecutor, options?: ReceiptOptions) => CodeExecutor>();
  expectTypeOf<ReceiptOptions>().toEqualTypeOf<{ readonly own?: readonly string[]; readonly most?: number }>();
});

test('the executors of the command line', () => {
  expectTypeOf<CommandLineCodeExecutorOptions>().toEqualTypeOf<{
    readonly workDir?: string | undefined;
    readonly timeout?: number | undefined;
    readonly virtualEnv?: string | undefined;
    readonly functions?: readonly PythonFunction[] | undefined;
    readonly functionsModule?: string | undefined;
    readonly cleanupTempFiles?: boolean | undefined;
    readonly env?: Readonly<Record<string, string>> | undefined;
    readonly envPass?: readonly string[] | undefined;
    readonly tools?: readonly Tool[] | undefined;
  }>();
  expectTypeOf<SandboxedCodeExecutorOptions>().branded.toEqualTypeOf<
    CommandLineCodeExecutorOptions & {
      readonly network?: boolean | undefined;
      readonly allowRead?: readonly string[] | undefined;
      readonly allowWrite?: readonly string[] | undefined;
    }
  >();
  expectTypeOf<typeof LocalCommandLineCodeExecutor>().toBeConstructibleWith();
  expectTypeOf<typeof LocalCommandLineCodeExecutor>().toBeConstructibleWith({ workDir: '.' } as CommandLineCodeExecutorOptions);
  expectTypeOf<typeof SandboxedCodeExecutor>().toBeConstructibleWith();
  expectTypeOf<typeof SandboxedCodeExecutor>().toBeConstructibleWith({ network: true } as SandboxedCodeExecutorOptions);
  expectTypeOf<LocalCommandLineCodeExecutor | SandboxedCodeExecutor>().toExtend<CodeExecutor & AsyncDisposable>();
  type Ours = LocalCommandLineCodeExecutor | SandboxedCodeExecutor;
  expectTypeOf<Pick<Ours, 'workDir' | 'timeout'>>().toEqualTypeOf<{ readonly workDir: string; readonly timeout: number }>();
  expectTypeOf<Ours['start'] | Ours['stop'] | Ours['restart']>().toEqualTypeOf<() => Promise<void>>();
  expectTypeOf<Ours['formatFunctionsForPrompt']>().toEqualTypeOf<(template?: string) => string>();
  expectTypeOf<PythonFunction>().toEqualTypeOf<{
    readonly name: string;
    readonly code: string;
    readonly imports?: readonly string[];
    readonly requirements?: readonly string[];
  }>();
  expectTypeOf<typeof pythonFunction>().toEqualTypeOf<
    (code: string, options?: Pick<PythonFunction, 'imports' | 'requirements'>) => PythonFunction
  >();
});

test('executors as plain data', () => {
  // What is in `env` may be a secret: it is not written down.
  expectTypeOf<LocalCommandLineCodeExecutorConfig>().branded.toEqualTypeOf<
    { readonly type: 'LocalCommandLineCodeExecutor' } & Omit<CommandLineCodeExecutorOptions, 'env'>
  >();
  expectTypeOf<SandboxedCodeExecutorConfig>().branded.toEqualTypeOf<
    { readonly type: 'SandboxedCodeExecutor' } & Omit<SandboxedCodeExecutorOptions, 'env'>
  >();
  expectTypeOf<CodeExecutorConfig>().toEqualTypeOf<LocalCommandLineCodeExecutorConfig | SandboxedCodeExecutorConfig>();
  expectTypeOf<typeof codeExecutorFromConfig>().toEqualTypeOf<
    (config: CodeExecutorConfig) => LocalCommandLineCodeExecutor | SandboxedCodeExecutor
  >();
  expectTypeOf<LocalCommandLineCodeExecutor['toConfig']>().toEqualTypeOf<() => LocalCommandLineCodeExecutorConfig>();
  expectTypeOf<SandboxedCodeExecutor['toConfig']>().toEqualTypeOf<() => SandboxedCodeExecutorConfig>();
});

test('the parts of an executor', () => {
  expectTypeOf<typeof localExecutor>().returns.toEqualTypeOf<CodeExecutor>();
  expectTypeOf<typeof localExecutor>().toBeCallableWith();
  expectTypeOf<typeof localExecutor>().toBeCallableWith({ env: { PATH: '/bin' }, blockTimeoutMs: 1000 });
  expectTypeOf<typeof preparer>().returns.toEqualTypeOf<(block: CodeBlock) => Preparation>();
  expectTypeOf<typeof preparer>().toBeCallableWith({ tools: [], cwd: '/', project: undefined, env: {} });
  expectTypeOf<typeof blockEnvironment>().parameters.toEqualTypeOf<[env: NodeJS.ProcessEnv, pass: readonly string[]]>();
  expectTypeOf<typeof blockEnvironment>().returns.toEqualTypeOf<{
    readonly env: Readonly<Record<string, string>>;
    readonly withheld: readonly string[];
  }>();
  expectTypeOf<typeof BUILT_IN_TOOLS>().toEqualTypeOf<readonly Tool[]>();
  expectTypeOf<Tool>().toEqualTypeOf<{
    readonly name: string;
    readonly languages: readonly string[];
    readonly commands: readonly ToolCommand[];
  }>();
  expectTypeOf<ToolCommand>().toEqualTypeOf<{ readonly argv: Argv; readonly probe?: readonly string[] }>();
  // @ts-expect-error a command has a program
  const nothing: ToolCommand = { argv: [] };
  expectTypeOf(nothing).toExtend<ToolCommand>();
});

test('a sandbox', () => {
  expectTypeOf<typeof openSandbox>().toEqualTypeOf<(options: SandboxOptions) => Promise<Sandbox>>();
  expectTypeOf<
    Pick<SandboxOptions, 'cwd' | 'home' | 'env' | 'network' | 'allowRead' | 'allowWrite' | 'project'>
  >().toEqualTypeOf<{
    readonly cwd: string;
    readonly home: string;
    readonly env: Readonly<Record<string, string>>;
    readonly network?: boolean;
    readonly allowRead?: readonly string[];
    readonly allowWrite?: readonly string[];
    readonly project?: string | undefined;
  }>();
  expectTypeOf<Sandbox>().toEqualTypeOf<{
    readonly mode: 'on' | 'net';
    readonly env: Readonly<Record<string, string>>;
    enter(): (argv: Argv, file?: string) => Argv;
    leave(): string | undefined;
    close(): void;
    stop(leader: number): Promise<void>;
    hides(program: string): string | undefined;
    explain(result: Pick<BlockResult, 'exitCode' | 'output'>): string | undefined;
  }>();
});
