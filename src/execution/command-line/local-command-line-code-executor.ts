// Options in; an executor that runs approved blocks in a folder of this machine, with the rights of the user, out.
import { CommandLineCodeExecutor } from './command-line-code-executor.ts';
import { type CommandLineCodeExecutorOptions, type Config, optionsOf } from './executor-options.ts';

/** What `LocalCommandLineCodeExecutor.fromConfig` builds one from: plain data. */
export type LocalCommandLineCodeExecutorConfig = Config<'LocalCommandLineCodeExecutor', CommandLineCodeExecutorOptions>;

/**
 * Runs approved blocks in a folder, each in a process of its own, with the rights of the user.
 *
 * A block that begins with `# filename: sums.py` is saved under that name before it runs, so that later blocks can import it; never
 * outside of the folder, and in place of a file that was there before only if somebody approved just that.
 *
 * @example
 * ```ts
 * import assert from 'node:assert/strict';
 * import { documentAgent, LocalCommandLineCodeExecutor, openGate, parseTask, run } from 'approve-run';
 *
 * const task = await parseTask('```sh\n# filename: hello.sh\necho hello\n```\n\n```sh\nsh hello.sh\n```\n');
 * const executor = new LocalCommandLineCodeExecutor({ timeout: 10 });
 * let output = '';
 * const summary = await run({
 *   agent: documentAgent(task),
 *   gate: openGate({ approvalFunc: () => ({ approved: true, reason: 'an example' }) }),
 *   executor,
 *   emit: (event) => {
 *     if (event.type === 'block-output') output += event.chunk;
 *   },
 * });
 * assert.deepEqual([summary.exitCode, output], [0, 'hello\nhello\n']);
 * ```
 */
export class LocalCommandLineCodeExecutor extends CommandLineCodeExecutor {
  /** @throws {UsageError} For options that no executor can be built with. */
  constructor(options: CommandLineCodeExecutorOptions = {}) {
    super(options);
  }

  /** @throws {UsageError} When `config` is not what `toConfig` gives. */
  static fromConfig(config: LocalCommandLineCodeExecutorConfig): LocalCommandLineCodeExecutor {
    return new LocalCommandLineCodeExecutor(optionsOf(config, 'LocalCommandLineCodeExecutor'));
  }

  /** @throws {SerializationError} When it has an `env`, which may hold secrets. */
  toConfig(): LocalCommandLineCodeExecutorConfig {
    return { type: 'LocalCommandLineCodeExecutor', ...this.plainOptions() };
  }
}
