// What was asked for in; a sandbox that was tried out, out, or an error that says why there is none and what to do.
import { realpathSync } from 'node:fs';
import { dirname } from 'node:path';
import { SandboxError } from '../../errors.ts';
import { visibleLine } from '../../text/visible.ts';
import type { Argv, BlockResult, SandboxMode } from '../../types.ts';
import { resolveProgram } from '../resolve-program.ts';
import { bwrapArgv } from './bwrap-argv.ts';
import { explainStop } from './explain-stop.ts';
import { hiddenFolders, layOut, REPLACED, realOf, sees, type Wanted } from './lay-out.ts';
import { liesIn } from './lies-in.ts';
import { type Mount, sandboxEnvironment } from './mounts.ts';
import { mountsFor } from './mounts-for.ts';
import { stopInside } from './stop-inside.ts';
import { tryOut } from './try-out.ts';

/** Where bubblewrap finds the descriptor of its note (`start-note.ts`). */
const NOTE_AT = 4;

export interface Sandbox {
  readonly mode: Exclude<SandboxMode, 'none'>;
  /** For bubblewrap itself, and for what runs in it: nothing else can be read there, in no process. */
  readonly env: Readonly<Record<string, string>>;
  /**
   * To be called before each block.
   *
   * @returns Takes what is to be run, and the block's code where it lies in a file; gives what runs it inside.
   * @throws {Error} When something that must be guarded cannot be.
   */
  enter(): (argv: Argv, file?: string) => Argv;
  /** To be called when nothing of a block runs any more. @returns What is to be said of what it left, if anything is. */
  leave(): string | undefined;
  /**
   * Takes away what it put into folders that blocks write in, so that they could not put anything there; else that goes when the process
   * ends. To be called when no block runs in it any more.
   */
  close(): void;
  /** Asks what runs inside to end, and after two seconds makes it. @param leader The process that was started. */
  stop(leader: number): Promise<void>;
  /** Why a program cannot be started inside, if it cannot. */
  hides(program: string): string | undefined;
  /** What it probably kept a block from, in a sentence, if it did. */
  explain(result: Pick<BlockResult, 'exitCode' | 'output'>): string | undefined;
}

export interface SandboxOptions extends Wanted {
  /** Whose programs never count. */
  readonly project?: string | undefined;
}

/**
 * Opens a sandbox for blocks: bubblewrap, Linux only. Hand it to `preparer` and `localExecutor`, or use `SandboxedCodeExecutor`.
 *
 * @throws {SandboxError} When it cannot be used here. Nothing has run then but the trial of it.
 * @example
 * ```ts
 * import { openSandbox, SandboxError } from 'approve-run';
 *
 * try {
 *   const sandbox = await openSandbox({ cwd: process.cwd(), home: '/root', env: { PATH: process.env.PATH ?? '' } });
 *   console.log(sandbox.mode);
 * } catch (error) {
 *   if (!(error instanceof SandboxError)) throw error;
 *   console.log(error.message);
 * }
 * ```
 */
export async function openSandbox(options: SandboxOptions): Promise<Sandbox> {
  const wanted = { ...options, env: sandboxEnvironment(options.env) };
  const { cwd, home, env, network } = wanted;
  const hidden = refuseWide(wanted);
  const mounts = mountsFor(wanted, resolveProgram('git', env.PATH ?? '', options.project));
  const first = mounts.now();
  // A socket that another program removes meanwhile is no reason to refuse.
  const bwrap = await findBwrap(wanted, first).catch(() => findBwrap(wanted, mounts.now()));
  const shown = [cwd, ...first.flatMap(({ as, path }) => (as === 'show' || as === 'write' ? [path] : []))];
  const walls = { network: network ?? false, hidden, shown, home, root: process.getuid?.() === 0 };
  return {
    mode: network ? 'net' : 'on',
    env,
    enter() {
      const now = mounts.now();
      return (argv, file) => {
        const all = file === undefined ? now : [...now, { as: 'show', path: file } as const];
        return bwrapArgv({ bwrap, network, cwd, argv, mounts: all, status: NOTE_AT });
      };
    },
    leave: mounts.after,
    close: mounts.close,
    stop: stopInside,
    hides(program) {
      const now = mounts.now();
      const real = realOf(program) ?? program;
      if (sees(now, program) && sees(now, real)) return undefined;
      return `the sandbox hides ${visibleLine(real)}; to show it: --allow-read ${visibleLine(dirname(dirname(real)))}`;
    },
    explain: (result) => explainStop(result, walls),
  };
}

/**
 * Tries it out, and puts nothing into the folder, as a run would to guard it.
 *
 * @returns The path of bubblewrap.
 * @throws {SandboxError} When it cannot be used here.
 */
export async function trySandbox(options: SandboxOptions): Promise<string> {
  const wanted = { ...options, env: sandboxEnvironment(options.env) };
  refuseWide(wanted);
  const { mounts, writable } = layOut(wanted);
  return findBwrap(wanted, [...mounts, ...writable.map((path) => ({ as: 'write', path }) as const)]);
}

async function findBwrap({ env, network, cwd, project }: SandboxOptions, mounts: readonly Mount[]): Promise<string> {
  const path = env.PATH ?? '';
  const bwrap = resolveProgram('bwrap', path, project);
  if (bwrap === undefined) throw unusable('bubblewrap (bwrap) was not found in PATH', INSTALL);
  const argv: Argv = [resolveProgram('true', path, project) ?? '/bin/true'];
  const failure = await tryOut(bwrapArgv({ bwrap, network, cwd, argv, mounts }), env);
  if (failure !== undefined) throw unusable(failure, fixFor(failure));
  return bwrap;
}

/** Something that holds what is to be hidden would show it again. */
function refuseWide({ cwd, home, allowRead = [], allowWrite = [] }: Wanted): readonly string[] {
  if (process.platform !== 'linux') throw unusable('bubblewrap, which makes it, is there on Linux only', ELSEWHERE);
  if (realOf(home) === '/') throw unusable('your HOME is /, which cannot be hidden', 'Set HOME to a folder of your own');
  const hidden = hiddenFolders(home);
  const holds = (path: string) => ['/', '/sys', ...REPLACED, ...hidden].find((one) => liesIn(one, realpathSync(path)));
  const what = holds(cwd);
  if (what !== undefined)
    throw unusable(`${nameOf(cwd, home)} ${whatIsWrong(what, cwd, home)}`, 'Run in a folder below it (--cwd)');
  const wide =
    allowWrite.find((path) => ['/', home].some((one) => liesIn(one, realpathSync(path)))) ??
    allowRead.find((path) => realpathSync(path) === '/');
  if (wide !== undefined) throw unusable(`${nameOf(wide, home)} would be handed out whole`, 'Name a folder below it');
  return hidden;
}

function nameOf(path: string, home: string): string {
  return path === home ? `${visibleLine(path)} (your HOME)` : visibleLine(path);
}

function whatIsWrong(what: string, cwd: string, home: string): string {
  if (what === cwd) return 'would be writable as a whole';
  return `holds ${what === home ? 'your HOME' : visibleLine(what)}, which would no longer be hidden`;
}

const WITHOUT = 'run without a sandbox: blocks then have all of your rights';
const INSTALL = 'Install it (apt-get install bubblewrap; dnf and pacman know it by that name)';
const ELSEWHERE = 'Run approve-run in a Linux VM or a container that holds nothing of value';

/** What bubblewrap says, and what to do about it; the first that fits. */
const FIXES: readonly { readonly says: RegExp; readonly fix: string }[] = [
  { says: /unknown option/i, fix: 'Install bubblewrap 0.8 or newer (Debian 12, Ubuntu 24.04)' },
  {
    says: /uid map|user namespace|namespace|not permitted|permission denied/i,
    fix: 'Allow user namespaces (Ubuntu 24.04: an AppArmor profile for bwrap; in a container: its seccomp and AppArmor profiles)',
  },
];

function fixFor(failure: string): string {
  return FIXES.find(({ says }) => says.test(failure))?.fix ?? 'See approve-run doctor';
}

function unusable(why: string, fix: string): SandboxError {
  return new SandboxError(`the sandbox cannot be used: ${why}. Nothing was run.\n${fix}, or ${WITHOUT}.`);
}
