// An approved block in, what came of it out. It runs with the rights of the user, in a process group of its own.
import { realpathSync } from 'node:fs';
import { execa } from 'execa';
import { assertApproved } from '../approved.ts';
import { digestOf } from '../digest.ts';
import { headAndTail } from '../text/head-and-tail.ts';
import { visibleLine } from '../text/visible.ts';
import type { Approved, BlockResult, Executor } from '../types.ts';
import { atExit } from './at-exit.ts';
import { openCode } from './code-input.ts';
import { pump, settle } from './drain.ts';
import { outputLogs } from './output-log.ts';
import { signalGroup, stopGroup } from './process-group.ts';
import type { Sandbox } from './sandbox/sandbox.ts';
import { openWorkshop, type Workshop } from './workshop.ts';

export interface LocalExecutorOptions {
  /** All that blocks see of the environment. */
  readonly env: Readonly<Record<string, string>>;
  /** Time limit of a block. @default 120_000 */
  readonly blockTimeoutMs?: number;
  /** @default one of its own, opened at the first block */
  readonly workshop?: Workshop | undefined;
  /** Keeps output that is too long for a result in files. @default false */
  readonly keepLongOutput?: boolean;
  /** What every block runs in; its approval must say so. `env` is then the sandbox's own. */
  readonly sandbox?: Sandbox | undefined;
}

/** What a process leaves to be told once it has ended, or could not be started. */
type Ending = Partial<Omit<BlockResult, 'durationMs' | 'bytes' | 'output'>>;

const START_FAILURES: Readonly<Record<string, { readonly exitCode: number; readonly why: string }>> = {
  ENOENT: { exitCode: 127, why: 'it is not there' },
  EACCES: { exitCode: 126, why: 'permission denied' },
  E2BIG: { exitCode: 126, why: 'the block is too long for its command line' },
};

/**
 * Runs approved blocks on this machine, with the rights of the user.
 *
 * Time-outs and aborts end the whole process group: TERM, then KILL after two seconds. So does the end of the block itself:
 * what it left in the background has a quarter of a second to finish.
 */
export function localExecutor({
  env,
  blockTimeoutMs = 120_000,
  workshop,
  keepLongOutput = false,
  sandbox,
}: LocalExecutorOptions): Executor {
  const openLog = keepLongOutput ? outputLogs() : undefined;
  let own = workshop;

  async function attempt(
    approved: Approved,
    signal: AbortSignal,
    onOutput: (chunk: Buffer) => void | Promise<void>,
  ): Promise<Ending> {
    const changed = changedSince(approved, sandbox);
    if (changed !== undefined) return { exitCode: 126, error: changed };
    const inside = sandbox?.enter();
    own ??= openWorkshop(env.PATH ?? '', approved.cwd);
    const kit = await own.kits.take();
    const code = openCode(approved, kit, own.folder);
    const [program, ...args] = inside?.(code.argv, code.file) ?? code.argv;
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
    const exited = new Promise<[number | null, string | null]>((resolve) => child.once('exit', (...how) => resolve(how)));
    kit.handOver();
    const { pid } = child;
    const forget = pid === undefined ? () => {} : atExit(() => signalGroup(pid, 'SIGKILL'));
    try {
      if (pid === undefined) {
        kit.reader.destroy();
        return startFailure(program, (await child).code);
      }
      const pumped = pump(kit.reader, onOutput);
      pumped.catch(() => {}); // whoever waits for it below hears of it
      own.kits.prepare();
      const { exitCode, by, stopped } = await supervise(pid, exited, signal);
      const leftover = await settle(pid, kit.reader, pumped);
      if (stopped === 'time') return { exitCode: 124, timedOut: true };
      return { exitCode, signal: by, interrupted: stopped === 'signal', leftover: leftover && stopped === undefined };
    } finally {
      forget();
      code.remove();
    }
  }

  /** Waits for the block's own process, and stops the group when its time is up or the run wants it to end. */
  async function supervise(pid: number, exited: Promise<[number | null, string | null]>, signal: AbortSignal) {
    let stopped: 'time' | 'signal' | undefined;
    let stopping: Promise<void> | undefined;
    const stop = (why: 'time' | 'signal') => {
      stopped ??= why;
      stopping ??= (sandbox?.stop ?? stopGroup)(pid);
    };
    const interrupt = () => stop('signal');
    const timer = setTimeout(stop, blockTimeoutMs, 'time');
    signal.addEventListener('abort', interrupt);
    if (signal.aborted) interrupt();
    const [exitCode, by] = await exited;
    clearTimeout(timer);
    signal.removeEventListener('abort', interrupt);
    await stopping;
    return { exitCode, by, stopped };
  }

  return {
    async run(approved, output, signal) {
      assertApproved(approved);
      const startedAt = performance.now();
      const keeper = headAndTail();
      const log = openLog?.();
      const ending = await attempt(approved, signal, (chunk) => {
        keeper.push(chunk);
        log?.push(chunk);
        return output(chunk);
      }).catch(notReady);
      const kept = keeper.result();
      const path = log?.end(kept.omittedBytes > 0);
      const hint = ending.error === undefined ? sandbox?.explain({ exitCode: ending.exitCode ?? null, output: kept }) : undefined;
      return {
        exitCode: null,
        signal: null,
        timedOut: false,
        interrupted: false,
        leftover: false,
        ...ending,
        durationMs: Math.round(performance.now() - startedAt),
        bytes: keeper.bytes,
        output: kept,
        ...(path === undefined ? {} : { log: path }),
        ...(hint === undefined ? {} : { sandboxHint: hint }),
      };
    },
  };
}

/** A full disk, or no folder for temporary files, is the failure of the block that met it. */
function notReady(error: unknown): Ending {
  const [why = ''] = (error instanceof Error ? error.message : String(error)).split('\n');
  return { exitCode: 126, error: `Cannot run it: ${visibleLine(why.replace(/\.$/, ''))}.` };
}

function startFailure(program: string, code: string | undefined): Ending {
  const { exitCode, why } = START_FAILURES[code ?? ''] ?? { exitCode: 126, why: 'it could not be started' };
  return { exitCode, error: `Cannot start ${visibleLine(program)}: ${why}.` };
}

/** execa takes every open descriptor; its types name only 3 to 9. */
function open(descriptor: number | 'ignore'): 3 | 'ignore' {
  return descriptor as 3 | 'ignore';
}

/** What an approval binds is looked at once more, just before the start. */
function changedSince({ block, cwd, sandbox: approvedIn }: Approved, sandbox: Sandbox | undefined): string | undefined {
  if (approvedIn !== (sandbox?.mode ?? 'none')) return 'It was approved for another sandbox.';
  if (digestOf(block.code) !== block.digest) return 'The code is not what was approved.';
  try {
    return realpathSync(cwd) === cwd ? undefined : `The folder ${visibleLine(cwd)} is another one since the approval.`;
  } catch {
    return `The folder ${visibleLine(cwd)} is gone.`;
  }
}
