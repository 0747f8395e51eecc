// An approved block in, what came of it out. It runs with the rights of the user, in a process group of its own.
import { realpathSync } from 'node:fs';
import { execa } from 'execa';
import { assertApproved } from '../approved.ts';
import { headAndTail } from '../text/head-and-tail.ts';
import { BUILT_IN_TOOLS } from '../tool/tools.ts';
import type { Approved, CodeExecutor } from '../types.ts';
import { atExit } from './at-exit.ts';
import { changedSince, otherFiles } from './changed-since.ts';
import { type CodeInput, openCode } from './code-input.ts';
import { needDescriptors, open } from './descriptors.ts';
import { pump, settle } from './drain.ts';
import { type Ending, notReady, resultOf, startFailure } from './ending.ts';
import { blockEnvironment } from './environment.ts';
import { checkOptions, type LocalExecutorOptions } from './local-executor-options.ts';
import { outputLogs } from './output-log.ts';
import { preparer } from './prepare.ts';
import { signalGroup, stopGroup } from './process-group.ts';
import { runMark } from './run-mark.ts';
import { type StartNote, startNote } from './sandbox/start-note.ts';
import { type Exit, supervise } from './supervise.ts';
import { sweepAtOnce, sweepAway } from './sweep.ts';
import { openWorkshop } from './workshop.ts';

const MOST_AGAIN = 2;

/**
 * Runs approved blocks on this machine, with the rights of the user.
 *
 * Time-outs and aborts end the whole process group: TERM, then KILL after two seconds. So does the end of the block itself:
 * what it left in the background has a quarter of a second to finish. What left the group is found by a mark in its environment, where
 * the system has /proc: after a time-out, an abort or a left-over, and when the run is over.
 *
 * @example
 * ```ts
 * import { executeCodeBlocks, localExecutor } from 'approve-run';
 *
 * const codeExecutor = localExecutor({ timeout: 10 });
 * const { output } = await executeCodeBlocks('```bash\necho hello\n```', { codeExecutor, policy: 'deny-dangerous' });
 * console.log(output);
 * ```
 */
export function localExecutor(options: LocalExecutorOptions = {}): CodeExecutor {
  checkOptions(options);
  const { env = blockEnvironment(process.env, []).env, timeout = 120, keepLongOutput = false } = options;
  const { workshop, sandbox, beforeStart } = options;
  const { prepare = preparer({ tools: BUILT_IN_TOOLS, cwd: realpathSync('.'), project: realpathSync('.'), env }) } = options;
  const openLog = keepLongOutput ? outputLogs() : undefined;
  const mark = runMark(env);
  let own = workshop;
  let started = 0;
  let forgetRun: (() => void) | undefined;

  async function attempt(
    approved: Approved,
    signal: AbortSignal,
    onOutput: (chunk: Buffer) => void | Promise<void>,
  ): Promise<Ending | 'not started'> {
    const mode = sandbox?.mode ?? 'none';
    const changed = changedSince(approved, mode);
    if (changed !== undefined) return changed;
    own ??= openWorkshop(env.PATH ?? '', approved.cwd);
    const kit = await own.kits.take();
    const block = ++started;
    forgetRun ??= atExit(() => sweepAtOnce(mark.ofRun));
    let code: CodeInput | undefined;
    let pid: number | undefined;
    let forget: (() => void) | undefined;
    let note: StartNote | undefined;
    try {
      const ended = () => (signal.aborted ? { interrupted: true } : undefined);
      const before = (await otherFiles(approved)) ?? ended() ?? (await beforeStart?.(approved));
      // From here on nothing waits.
      const against = before ?? ended() ?? changedSince(approved, mode);
      if (against !== undefined) {
        kit.discard();
        return against;
      }
      // As late as can be: it looks at what is there now.
      const inside = sandbox?.enter();
      note = sandbox && startNote(own.folder);
      code = openCode(approved, kit, own.folder);
      const [program, ...args] = inside?.(code.argv, code.file) ?? code.argv;
      needDescriptors();
      const child = execa(program, args, {
        cwd: approved.cwd,
        env: { ...env, ...mark.variable(block) },
        extendEnv: false,
        stdio: [
          open(code.stdin),
          open(kit.outputEnd),
          open(kit.outputEnd),
          open(code.descriptor3),
          ...(note ? [open(note.descriptor)] : []),
        ],
        detached: true,
        cleanup: false,
        reject: false,
        buffer: false,
      });
      const exited = new Promise<Exit>((resolve) => child.once('exit', (...how) => resolve(how)));
      kit.handOver();
      const group = child.pid;
      if (group === undefined) {
        kit.discard();
        return startFailure(program, (await child).code);
      }
      pid = group;
      forget = atExit(() => signalGroup(group, 'SIGKILL'));
      const output = pump(kit.reader, onOutput);
      own.kits.prepare();
      const { exitCode, by, stopped } = await supervise({
        pid: group,
        exited,
        signal,
        limitMs: timeout * 1000,
        stop: sandbox?.stop ?? stopGroup,
      });
      const isOurs = mark.ofBlock(block);
      const leftover = await settle({ group, kit, pump: output, isOurs, stopped: stopped !== undefined });
      if (exitCode === 1 && stopped === undefined && note?.started() === false) return 'not started';
      if (stopped === 'time') return { exitCode: 124, timedOut: true, leftover };
      return { exitCode, signal: by, interrupted: stopped === 'signal', leftover };
    } catch (error) {
      kit.discard();
      if (pid !== undefined) signalGroup(pid, 'SIGKILL');
      throw error;
    } finally {
      forget?.();
      code?.remove();
      note?.close();
    }
  }

  async function start(approved: Approved, output: (chunk: Buffer) => void | Promise<void>, signal: AbortSignal) {
    const keeper = headAndTail();
    const log = openLog?.();
    const ending = await attempt(approved, signal, (chunk) => {
      keeper.push(chunk);
      log?.push(chunk);
      return output(chunk);
    }).catch(notReady);
    const kept = keeper.result();
    return { ending, kept, bytes: keeper.bytes, path: log?.end(kept.omittedBytes > 0) };
  }

  return {
    prepare,
    async run(approved, output, signal) {
      assertApproved(approved);
      const startedAt = performance.now();
      let { ending, kept, bytes, path } = await start(approved, output, signal);
      // A socket that another program removes while the sandbox is made: nothing has run, so it can be made again.
      for (let again = 0; ending === 'not started' && again < MOST_AGAIN; again += 1)
        ({ ending, kept, bytes, path } = await start(approved, output, signal));
      if (ending === 'not started') ending = { exitCode: 1 };
      const left = sandbox?.leave();
      const stopped =
        ending.error === undefined ? sandbox?.explain({ exitCode: ending.exitCode ?? null, output: kept }) : undefined;
      const hint = [left, stopped].filter((said) => said !== undefined).join(' ');
      const durationMs = Math.round(performance.now() - startedAt);
      return {
        ...resultOf(ending, { durationMs, bytes, output: kept }),
        ...(path === undefined ? {} : { log: path }),
        ...(hint === '' ? {} : { sandboxHint: hint }),
      };
    },
    async close() {
      const left = started === 0 ? [] : await sweepAway(mark.ofRun);
      forgetRun?.();
      forgetRun = undefined;
      return left;
    },
  };
}
