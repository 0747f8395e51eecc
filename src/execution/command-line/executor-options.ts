// What an executor is built with in; the same, checked and with its defaults, out.
import { resolve } from 'node:path';
import { UsageError } from '../../errors.ts';
import type { KindsOf } from '../../known-options.ts';
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

/** A longer one would be up at once: timers count to 2³¹ ms. */
const MOST_SECONDS = 2_147_483;
/** As `str.isidentifier` has it. */
const IDENTIFIER = /^[\p{ID_Start}_]\p{ID_Continue}*$/u;

export const EXECUTOR_KINDS: KindsOf<CommandLineCodeExecutorOptions> = {
  workDir: 'a text',
  timeout: 'a number',
  virtualEnv: 'a text',
  functions: 'a list',
  functionsModule: 'a text',
  cleanupTempFiles: 'true or false',
  env: 'an object of texts',
  envPass: 'a list of texts',
  tools: 'a list',
};

/** @throws {UsageError} For what no executor can be built with. */
export function checkOptions(options: CommandLineCodeExecutorOptions): ExecutorSettings {
  const { workDir, timeout = 60, virtualEnv, functionsModule = 'functions' } = options;
  if (!(timeout > 0 && timeout <= MOST_SECONDS))
    throw new UsageError(`timeout: ${timeout} is no time limit. Give seconds, more than 0 and at most ${MOST_SECONDS}.`);
  if (workDir !== undefined && (workDir === '' || workDir.includes('\0')))
    throw new UsageError(`workDir: ${JSON.stringify(workDir)} is no folder. Leave it out to get one that is made and removed.`);
  if (!IDENTIFIER.test(functionsModule))
    throw new UsageError(
      `functionsModule: Module name must be a valid Python identifier, and ${visibleLine(JSON.stringify(functionsModule))} is none.`,
    );
  const { functions = [] } = options;
  if (!functions.every((one) => typeof one?.name === 'string' && typeof one.code === 'string'))
    throw new UsageError('functions: each must be what pythonFunction() makes, with a name and code.');
  return {
    workDir,
    timeoutMs: timeout * 1000,
    virtualEnv: virtualEnv === undefined ? undefined : resolve(virtualEnv),
    functions,
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
  return options;
}
