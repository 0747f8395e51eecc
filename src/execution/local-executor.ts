// An approved block in, what came of it out. It runs with the rights of the user, in a process group of its own.
import { realpathSync } from 'node:fs';
import type { Socket } from 'node:net';
import { execa } from 'execa';
import { assertApproved } from '../approved.ts';
import { digestOf } from '../digest.ts';
import { headAndTail, type Keeper } from '../text/head-and-tail.ts';
import { visibleLine } from '../text/visible.ts';
import type { Approved, BlockResult, Executor } from '../types.ts';
import { atExit } from './at-exit.ts';
import { openCode } from './code-input.ts';
import { groupEnds, killGroup, signalGroup, stopGroup } from './process-group.ts';
import { openWorkshop, type Workshop } from './workshop.ts';

export interface LocalExecutorOptions {
  /** All that blocks see of the environment. */
  readonly env: Readonly<Record<string, string>>;
  /** Time limit of a block. @default 120_000 */
  readonly blockTimeoutMs?: number;
  /** @default one of its own, opened at the first block */
  readonly workshop?: Workshop | undefined;
}

/** How long output may still come after the block itself has ended. */
const DRAIN_MS = 250;
/** After this, whoever still holds the pipe has left the group, and is let go. */
const LAST_DRAIN_MS = 2000;

const START_FAILURES: Readonly<Record<string, { readonly exitCode: number; readonly why: string }>> = {
  ENOENT: { exitCode: 127, why: 'it is not there' },
  EACCES: { exitCode: 126, why: 'permission denied' },
  E2BIG: { exitCode: 126, why: 'the block is too long for its command line' },
};

export function localExecutor({ env, blockTimeoutMs = 120_000, workshop }: LocalExecutorOptions): Executor {
  return {
    async run(approved, output, signal) {
      assertApproved(approved);
      const startedAt = performance.now();
      const keeper = headAndTail();
      const changed = changedSince(approved);
      if (changed !== undefined) return result({ exitCode: 126, error: changed });

      workshop ??= openWorkshop(env.PATH ?? '', approved.cwd);
      const kit = await workshop.kits.take();
      const code = openCode(approved, kit, workshop.folder);
      const [program, ...args] = code.argv;
      const child = execa(program, args, {
        cwd: approved.cwd,
        env,
        extendEnv: false,
        stdio: [open(code.stdin), open(kit.outputEnd), open(kit.outputEnd), open(code.descriptor3)],
        detached: true,
        cleanup: false,
        reject: false,
        buffer: false,
      });
      const ended = new Promise<[number | null, NodeJS.Signals | null]>((resolve) =>
        child.once('exit', (...how) => resolve(how)),
      );
      kit.handOver();
      const { pid } = child;
      if (pid === undefined) {
        kit.reader.destroy();
        code.remove();
        const failure = START_FAILURES[(await child).code ?? ''] ?? { exitCode: 126, why: 'it could not be started' };
        return result({ exitCode: failure.exitCode, error: `Cannot start ${visibleLine(program)}: ${failure.why}.` });
      }

      let stopped: 'time' | 'signal' | undefined;
      let stopping: Promise<void> | undefined;
      const stop = (why: 'time' | 'signal') => {
        stopped ??= why;
        stopping ??= stopGroup(pid);
      };
      const interrupt = () => stop('signal');
      const timer = setTimeout(stop, blockTimeoutMs, 'time');
      const forget = atExit(() => signalGroup(pid, 'SIGKILL'));
      signal.addEventListener('abort', interrupt);
      if (signal.aborted) interrupt();

      const pumped = pump(kit.reader, keeper, output);
      workshop.kits.prepare();
      const [exitCode, by] = await ended;
      clearTimeout(timer);
      signal.removeEventListener('abort', interrupt);
      await stopping;
      const leftover = await settle(pid, kit.reader, pumped, keeper);
      forget();
      code.remove();
      return result({
        exitCode: stopped === 'time' ? 124 : exitCode,
        signal: stopped === 'time' ? null : by,
        timedOut: stopped === 'time',
        interrupted: stopped === 'signal',
        leftover: leftover && stopped === undefined,
      });

      function result(how: Partial<BlockResult>): BlockResult {
        return {
          exitCode: null,
          signal: null,
          timedOut: false,
          interrupted: false,
          leftover: false,
          ...how,
          durationMs: performance.now() - startedAt,
          bytes: keeper.bytes,
          output: keeper.result(),
        };
      }
    },
  };
}

/** execa takes every open descriptor; its types name only 3 to 9. */
function open(descriptor: number | 'ignore'): 3 | 'ignore' {
  return descriptor as 3 | 'ignore';
}

/** What an approval binds is looked at once more, just before the start. */
function changedSince({ block, cwd }: Approved): string | undefined {
  if (digestOf(block.code) !== block.digest) return 'The code is not what was approved.';
  try {
    return realpathSync(cwd) === cwd ? undefined : `The folder ${visibleLine(cwd)} is another one since the approval.`;
  } catch {
    return `The folder ${visibleLine(cwd)} is gone.`;
  }
}

/** Reads to the end of the pipe; a slow reader slows the block down instead of filling memory. */
async function pump(reader: Socket, keeper: Keeper, output: (chunk: Buffer) => void | Promise<void>): Promise<void> {
  try {
    for await (const chunk of reader as AsyncIterable<Buffer>) {
      keeper.push(chunk);
      await output(chunk);
    }
  } catch (error) {
    if (!reader.destroyed || (error as NodeJS.ErrnoException).code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error;
  }
}

/**
 * Waits for the rest of the output, then ends what the block left running.
 *
 * @returns Whether something was left running.
 */
async function settle(pid: number, reader: Socket, pumped: Promise<void>, keeper: Keeper): Promise<boolean> {
  const drained = pumped.then(() => true);
  const [closed, gone] = await Promise.all([within(DRAIN_MS, drained), groupEnds(pid, DRAIN_MS)]);
  if (!gone) await killGroup(pid);
  if (closed) return !gone;
  const deadline = performance.now() + LAST_DRAIN_MS;
  for (let seen = -1; seen !== keeper.bytes && performance.now() < deadline; ) {
    seen = keeper.bytes;
    if (await within(DRAIN_MS, drained)) return true;
  }
  reader.destroy();
  await pumped;
  return true;
}

/** @returns Whether it came true in time. */
function within(ms: number, event: Promise<boolean>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(resolve, ms, false);
  });
  return Promise.race([event, late]).finally(() => clearTimeout(timer));
}
