// What an executor is built with in; the same, checked and with its defaults, out.
import { resolve } from 'node:path';
import { UsageError } from '../../errors.ts';
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

type Kind = 'text' | 'number' | 'yes or no' | 'object' | 'list of texts' | 'list of tools' | 'list of functions';

const IS: Readonly<Record<Kind, (value: unknown) => boolean>> = {
  text: (value) => typeof value === 'string',
  number: (value) => typeof value === 'number',
  'yes or no': (value) => typeof value === 'boolean',
  object: (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
  'list of texts': (value) => Array.isArray(value) && value.every((one) => typeof one === 'string'),
  'list of tools': (value) => Array.isArray(value) && value.every(isTool),
  'list of functions': (value) => Array.isArray(value) && value.every(isFunction),
};

/** Options of all executors here, and what each of them is: whoever comes without types, or from a file, is told. */
const KINDS = new Map<string, Kind>([
  ['workDir', 'text'],
  ['timeout', 'number'],
  ['virtualEnv', 'text'],
  ['functions', 'list of functions'],
  ['functionsModule', 'text'],
  ['cleanupTempFiles', 'yes or no'],
  ['env', 'object'],
  ['envPass', 'list of texts'],
  ['tools', 'list of tools'],
]);
/** Elsewhere they would promise what is not kept. */
const OF_SANDBOXES = new Map<string, Kind>([
  ['network', 'yes or no'],
  ['allowRead', 'list of texts'],
  ['allowWrite', 'list of texts'],
]);

/** @throws {UsageError} For what no executor can be built with. */
export function checkOptions(options: CommandLineCodeExecutorOptions, sandboxed: boolean): ExecutorSettings {
  checkKinds(options, sandboxed);
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

function checkKinds(options: object, sandboxed: boolean): void {
  const kinds = sandboxed ? new Map([...KINDS, ...OF_SANDBOXES]) : KINDS;
  for (const [name, value] of Object.entries(options)) {
    const kind = kinds.get(name);
    if (kind === undefined) {
      const other = OF_SANDBOXES.has(name) ? 'this executor, which has no sandbox' : 'an executor';
      throw new UsageError(`${visibleLine(name)} is no option of ${other}. There are: ${[...kinds.keys()].join(', ')}.`);
    }
    if (value !== undefined && !IS[kind](value)) throw new UsageError(`${name}: it must be a ${kind}.${HINTS[kind] ?? ''}`);
  }
}

const HINTS: Readonly<Partial<Record<Kind, string>>> = {
  'list of functions': ' Each must be what pythonFunction() makes, with a name and code.',
  'list of tools': ' Each has a name, languages, and commands with an argv; BUILT_IN_TOOLS are some.',
};

function isFunction(value: unknown): boolean {
  const { name, code, imports = [], requirements = [] } = Object(value);
  const texts = IS['list of texts'];
  return typeof name === 'string' && typeof code === 'string' && texts(imports) && texts(requirements);
}

function isTool(value: unknown): boolean {
  const { name, languages, commands } = Object(value);
  const texts = IS['list of texts'];
  const isCommand = (one: unknown) => texts(Object(one).argv) && Object(one).argv.length > 0;
  return typeof name === 'string' && texts(languages) && Array.isArray(commands) && commands.every(isCommand);
}
