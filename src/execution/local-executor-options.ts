// What an executor on this machine is built from, and what none can be.
import { UsageError } from '../errors.ts';
import { checkKnown, type KindsOf } from '../known-options.ts';
import type { Approved, BlockResult, CodeExecutor } from '../types.ts';
import type { Sandbox } from './sandbox/sandbox.ts';
import type { Workshop } from './workshop.ts';

export interface LocalExecutorOptions {
  /** All that blocks see of the environment. @default that of this process, without what looks like a secret */
  readonly env?: Readonly<Record<string, string>>;
  /** Finds what runs a block. @default the built-in tools, in the working directory of this process */
  readonly prepare?: CodeExecutor['prepare'];
  /** Time limit of each block, in seconds. @default 120 */
  readonly timeout?: number;
  /** @default one of its own, opened at the first block */
  readonly workshop?: Workshop | undefined;
  /** Keeps output that is too long for a result in files. @default false */
  readonly keepLongOutput?: boolean;
  /** What every block runs in; its approval must say so. `env` is then the sandbox's own. */
  readonly sandbox?: Sandbox | undefined;
  /** Called when nothing stands against the start any more; whatever it returns does, and is the result. */
  readonly beforeStart?: (approved: Approved) => Promise<Partial<BlockResult> | undefined>;
}

const KINDS: KindsOf<LocalExecutorOptions> = {
  env: 'an object of texts',
  timeout: 'a number',
  prepare: 'a function',
  workshop: 'an object',
  keepLongOutput: 'true or false',
  sandbox: 'an object',
  beforeStart: 'a function',
};

/** A longer one would be up at once: timers count to 2³¹ ms. */
const MOST_SECONDS = 2_147_483;

/** @throws {UsageError} */
export function checkOptions(options: LocalExecutorOptions): void {
  checkKnown('localExecutor', options, KINDS);
  const { timeout = 1 } = options;
  if (!(timeout > 0 && timeout <= MOST_SECONDS))
    throw new UsageError(`localExecutor: timeout must be seconds, more than 0 and at most ${MOST_SECONDS}, not ${timeout}.`);
}
