// What an executor is built with in; the same, checked and with its defaults, out.
import { resolve } from 'node:path';
import { UsageError } from '../../errors.ts';
import { checkKnown, type KindsOf } from '../../known-options.ts';
import { MOST_SECONDS } from '../../seconds.ts';
import { visibleLine } from '../../text/visible.ts';
import { BUILT_IN_TOOLS } from '../../tool/tools.ts';
import type { Tool } from '../../types.ts';
import type { PythonFunction } from './python-function.ts';

export interface CommandLineCodeExecutorOptions {
  /**
   * The folder that blocks run in, and are saved in. It is made if it is not there.
   *
   * @default a folder of its own below the system's temporary one, made when it is first needed, removed by `stop()`
   */
  readonly workDir?: string | undefined;
  /** Time limit of each block, in seconds. @default 60 */
  readonly timeout?: number | undefined;
  /** Folder of a virtual environment: its Python runs Python blocks, and its `bin` comes first in the PATH of all others. */
  readonly virtualEnv?: string | undefined;
  /** Functions that Python blocks can import: see `pythonFunction`. @default none */
  readonly functions?: readonly PythonFunction[] | undefined;
  /** What the module is called that they are imported from. @default 'functions' */
  readonly functionsModule?: string | undefined;
  /**
   * Removes the files that blocks were saved in, when the executor is stopped. Otherwise every block is saved, those without a name as
   * `tmp_code_<digest>`, and nothing of that is removed.
   *
   * @default true
   */
  readonly cleanupTempFiles?: boolean | undefined;
  /** Variables that blocks see besides, whatever is in them. */
  readonly env?: Readonly<Record<string, string>> | undefined;
  /** Names of variables of this process that blocks see although they look like secrets. @default none */
  readonly envPass?: readonly string[] | undefined;
  /** @default the built-in tools */
  readonly tools?: readonly Tool[] | undefined;
}

/** Plain data, for JSON; `type` names the class. */
export type Config<Name extends string, Options> = { readonly type: Name } & Omit<Options, 'env'>;

export interface ExecutorSettings {
  readonly workDir: string | undefined;
  readonly timeoutMs: number;
  /** Absolute. */
  readonly virtualEnv: string | undefined;
  readonly functions: readonly PythonFunction[];
  readonly functionsModule: string;
  readonly cleanup: boolean;
  readonly env: Readonly<Record<string, string>>;
  readonly envPass: readonly string[];
  readonly tools: readonly Tool[];
}

/** As `str.isidentifier` has it. */
const IDENTIFIER = /^[\p{ID_Start}_]\p{ID_Continue}*$/u;

const KINDS: KindsOf<CommandLineCodeExecutorOptions> = {
  workDir: 'a text',
  timeout: 'a number',
  virtualEnv: 'a text',
  functions: 'anything',
  functionsModule: 'a text',
  cleanupTempFiles: 'true or false',
  env: 'an object of texts',
  envPass: 'a list of texts',
  tools: 'anything',
};
/** Elsewhere they would promise what is not kept. */
const OF_SANDBOXES = { ...KINDS, network: 'true or false', allowRead: 'a list of texts', allowWrite: 'a list of texts' } as const;

/** @throws {UsageError} For what no executor can be built with. */
export function checkOptions(options: CommandLineCodeExecutorOptions, sandboxed: boolean): ExecutorSettings {
  if (sandboxed) checkKnown('SandboxedCodeExecutor', options, OF_SANDBOXES);
  else checkKnown('LocalCommandLineCodeExecutor', options, KINDS);
  checkLists(options);
  const { workDir, timeout = 60, virtualEnv, functionsModule = 'functions' } = options;
  if (!(timeout > 0 && timeout <= MOST_SECONDS))
    throw new UsageError(`timeout: ${timeout} is no time limit. Give seconds, more than 0 and at most ${MOST_SECONDS}.`);
  if (workDir !== undefined && (workDir === '' || workDir.includes('\0')))
    throw new UsageError(`workDir: ${JSON.stringify(workDir)} is no folder. Leave it out to get one that is made and removed.`);
  if (!IDENTIFIER.test(functionsModule))
    throw new UsageError(
      `functionsModule: Module name must be a valid Python identifier, and ${visibleLine(JSON.stringify(functionsModule))} is none.`,
    );
  return {
    workDir,
    timeoutMs: timeout * 1000,
    virtualEnv: virtualEnv === undefined ? undefined : resolve(virtualEnv),
    functions: options.functions ?? [],
    functionsModule,
    cleanup: options.cleanupTempFiles ?? true,
    env: options.env ?? {},
    envPass: options.envPass ?? [],
    tools: options.tools ?? BUILT_IN_TOOLS,
  };
}

/** @throws {UsageError} When `config` is another one's. */
export function optionsOf<C extends { readonly type: string }>(config: C, name: C['type']): Omit<C, 'type'> {
  const { type, ...options } = config;
  if (type !== name)
    throw new UsageError(`This is no config of a ${name}: its type is ${visibleLine(JSON.stringify(type) ?? 'missing')}.`);
  // It may come from a file, and what is in it could make programs run other code first.
  if ('env' in options)
    throw new UsageError('env: it is no part of a config. Use envPass, which names variables of this process.');
  return options;
}

function checkLists({ functions = [], tools = [] }: CommandLineCodeExecutorOptions): void {
  if (!Array.isArray(functions) || !functions.every(isFunction))
    throw new UsageError('functions: it must be a list of what pythonFunction() makes, each with a name and code.');
  if (!Array.isArray(tools) || !tools.every(isTool))
    throw new UsageError(
      'tools: it must be a list of tools. Each has a name, languages, and commands with an argv; BUILT_IN_TOOLS are some.',
    );
}

function isTexts(value: unknown): boolean {
  return Array.isArray(value) && value.every((one) => typeof one === 'string');
}

function isFunction(value: unknown): boolean {
  const { name, code, imports = [], requirements = [] } = Object(value);
  return typeof name === 'string' && typeof code === 'string' && isTexts(imports) && isTexts(requirements);
}

function isTool(value: unknown): boolean {
  const { name, languages, commands } = Object(value);
  const isCommand = (one: unknown) => isTexts(Object(one).argv) && Object(one).argv.length > 0;
  return typeof name === 'string' && isTexts(languages) && Array.isArray(commands) && commands.every(isCommand);
}
