// What a run's blocks may see in; how the machine is laid out for each, said before it, and what is put right after it, out.
import { join } from 'node:path';
import { PACKAGE_FOLDER } from '../../tool/package-folder.ts';
import { disarm, isRepository } from './disarm.ts';
import type { Guarded } from './git-folders.ts';
import { gitLinks } from './git-links.ts';
import { guardedMounts } from './guarded-mounts.ts';
import { layOut, sees, type Wanted } from './lay-out.ts';
import { liesIn } from './lies-in.ts';
import { liveSockets } from './live-sockets.ts';
import type { Mount } from './mounts.ts';
import { standIns } from './stand-ins.ts';

/** Of approve-run itself. */
const INSTALLED = ['bin', 'dist', 'policies'];

export interface RunMounts {
  /** To be called before each block. */
  now(): readonly Mount[];
  /** To be called when nothing of a block runs any more. @returns What is to be said of what it left. */
  after(): string | undefined;
  /** Takes away what stands in for what blocks must not make. */
  close(): void;
}

/** @param git Path of git, where there is one. */
export function mountsFor(wanted: Wanted, git: string | undefined): RunMounts {
  const { mounts, writable, handedOut, lookedThrough } = layOut(wanted);
  const kept = [...(wanted.kept ?? []), ...INSTALLED.map((name) => ({ path: join(PACKAGE_FOLDER, name) }))];
  const memory = { standIns: standIns(), links: gitLinks(git), guarded: new Map<string, Guarded>() };
  const repositories = new Set(lookedThrough.filter(isRepository));
  const now = () => {
    const isOut = (path: string) => [...handedOut, ...writable].some((one) => liesIn(path, one));
    const sockets = liveSockets().filter((path) => sees(mounts, path) && !isOut(path));
    return [
      ...mounts,
      ...sockets.map((path): Mount => ({ as: 'blank', path })),
      ...writable.map((path): Mount => ({ as: 'write', path })),
      ...guardedMounts({ writable, lookedThrough, kept, handedOut, ...memory }),
    ];
  };
  const after = () => disarm({ folders: lookedThrough, ...memory, repositories });
  return { now, after, close: memory.standIns.remove };
}
