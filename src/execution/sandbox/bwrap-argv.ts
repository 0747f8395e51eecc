// Mounts and a command in; the arguments by which bubblewrap runs that command among them, and among nothing else, out.
import type { Argv } from '../../types.ts';
import type { Mount } from './mounts.ts';

export interface BwrapCall {
  readonly bwrap: string;
  /** Whether the network is the machine's own. */
  readonly network: boolean | undefined;
  readonly mounts: readonly Mount[];
  readonly cwd: string;
  readonly argv: Argv;
  /** Descriptor into which bubblewrap writes, among others, how the command ended: nothing, where it was never started. */
  readonly status?: number;
}

/** A session of its own, no capability, no way back up by a namespace inside; it all ends with the process that started it. */
const FLAGS = ['--unshare-all', '--unshare-user', '--disable-userns', '--die-with-parent', '--new-session', '--cap-drop', 'ALL'];
/** Root inside is root to /proc/sys, without any capability: the kernel looks at the user there, so nothing of /proc can be written. */
const MACHINE = ['--ro-bind', '/', '/', '--dev', '/dev', '--proc', '/proc', '--remount-ro', '/proc'];

const OPTIONS: Readonly<Record<Mount['as'], (path: string) => readonly string[]>> = {
  hide: (path) => ['--tmpfs', path],
  show: (path) => ['--ro-bind', path, path],
  write: (path) => ['--bind', path, path],
  blank: (path) => ['--ro-bind', '/dev/null', path],
};

export function bwrapArgv({ bwrap, network, mounts, cwd, argv, status }: BwrapCall): Argv {
  const net = network ? ['--share-net'] : [];
  const laid = mounts.flatMap(({ as, path }) => OPTIONS[as](path));
  const tells = status === undefined ? [] : ['--json-status-fd', `${status}`];
  return [bwrap, ...FLAGS, ...tells, ...net, ...MACHINE, ...laid, '--chdir', cwd, '--', ...argv];
}
