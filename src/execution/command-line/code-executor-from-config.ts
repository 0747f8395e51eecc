// What `toConfig` of an executor gave in, the executor out.
import { UsageError } from '../../errors.ts';
import { visibleLine } from '../../text/visible.ts';
import { LocalCommandLineCodeExecutor, type LocalCommandLineCodeExecutorConfig } from './local-command-line-code-executor.ts';
import { SandboxedCodeExecutor, type SandboxedCodeExecutorConfig } from './sandboxed-code-executor.ts';

export type CodeExecutorConfig = LocalCommandLineCodeExecutorConfig | SandboxedCodeExecutorConfig;

/**
 * Builds an executor of this library from its config.
 *
 * @throws {UsageError} When it is another one's, or one that no executor can be built with.
 * @example
 * ```ts
 * import assert from 'node:assert/strict';
 * import { codeExecutorFromConfig, LocalCommandLineCodeExecutor } from 'approve-run';
 *
 * const config = new LocalCommandLineCodeExecutor({ timeout: 5 }).toConfig();
 * assert.deepEqual(config, { type: 'LocalCommandLineCodeExecutor', timeout: 5 });
 * const executor = codeExecutorFromConfig(JSON.parse(JSON.stringify(config)));
 * assert.equal(executor.timeout, 5);
 * ```
 */
export function codeExecutorFromConfig(config: CodeExecutorConfig): LocalCommandLineCodeExecutor | SandboxedCodeExecutor {
  switch (config.type) {
    case 'LocalCommandLineCodeExecutor':
      return LocalCommandLineCodeExecutor.fromConfig(config);
    case 'SandboxedCodeExecutor':
      return SandboxedCodeExecutor.fromConfig(config);
    default: {
      const { type } = config as { readonly type: unknown };
      throw new UsageError(
        `There is no executor of the type ${visibleLine(JSON.stringify(type) ?? 'undefined')} here. Build it yourself.`,
      );
    }
  }
}
