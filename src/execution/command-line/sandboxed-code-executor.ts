// Options in; an executor that runs approved blocks in a sandbox, where they can write one folder, out.
import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { resolve } from 'node:path';
import { UsageError } from '../../errors.ts';
import { frozenCopy } from '../../frozen-copy.ts';
import { visibleLine } from '../../text/visible.ts';
import { openSandbox } from '../sandbox/sandbox.ts';
import { CommandLineCodeExecutor } from './command-line-code-executor.ts';
import type { OpenSandboxIn } from './command-line-session.ts';
import { type CommandLineCodeExecutorOptions, type Config, optionsOf } from './executor-options.ts';

export interface SandboxedCodeExecutorOptions extends CommandLineCodeExecutorOptions {
  /** Lets blocks use the network. @default false */
  readonly network?: boolean | undefined;
  /** Files and folders that blocks can read although the sandbox would hide them. @default none */
  readonly allowRead?: readonly string[] | undefined;
  /** Files and folders that blocks can write besides. @default none */
  readonly allowWrite?: readonly string[] | undefined;
}

/** What `SandboxedCodeExecutor.fromConfig` builds one from: plain data. */
export type SandboxedCodeExecutorConfig = Config<'SandboxedCodeExecutor', SandboxedCodeExecutorOptions>;

/**
 * Runs approved blocks as `LocalCommandLineCodeExecutor` does, and in a sandbox (bubblewrap, on Linux): they can write `workDir` and
 * nothing else, see no HOME, and have no network unless they are given it.
 *
 * Where it cannot be had, `start()` and the first block throw a `SandboxError`, and nothing runs.
 *
 * @example
 * ```ts
 * import { SandboxedCodeExecutor, SandboxError } from 'approve-run';
 *
 * const executor = new SandboxedCodeExecutor({ timeout: 10, network: false });
 * try {
 *   await executor.start();
 *   console.log(`blocks can write ${executor.workDir} only`);
 * } catch (error) {
 *   if (!(error instanceof SandboxError)) throw error;
 *   console.log(error.message);
 * } finally {
 *   await executor.stop();
 * }
 * ```
 */
export class SandboxedCodeExecutor extends CommandLineCodeExecutor {
  /** @throws {UsageError} For options that no executor can be built with. */
  constructor(options: SandboxedCodeExecutorOptions = {}) {
    const own = frozenCopy(options);
    super(own, sandboxFor(own));
  }

  /** @throws {UsageError} When `config` is not what `toConfig` gives. */
  static fromConfig(config: SandboxedCodeExecutorConfig): SandboxedCodeExecutor {
    return new SandboxedCodeExecutor(optionsOf(config, 'SandboxedCodeExecutor'));
  }

  /** @throws {SerializationError} When it has an `env`, which may hold secrets. */
  toConfig(): SandboxedCodeExecutorConfig {
    return { type: 'SandboxedCodeExecutor', ...this.plainOptions() };
  }
}

function sandboxFor({ network = false, allowRead, allowWrite, virtualEnv }: SandboxedCodeExecutorOptions): OpenSandboxIn {
  return async (place) => {
    const shown = [...thereAll('allowRead', allowRead), ...(virtualEnv === undefined ? [] : [resolve(virtualEnv)])];
    const written = thereAll('allowWrite', allowWrite);
    return openSandbox({ ...place, home: homedir(), network, allowRead: shown, allowWrite: written });
  };
}

function thereAll(option: string, paths: readonly string[] = []): readonly string[] {
  return paths.map((path) => {
    if (existsSync(path)) return resolve(path);
    throw new UsageError(`${option}: ${visibleLine(path)}: there is no such file or folder.`);
  });
}
