// What a run's blocks may see in; a function that says, before each block, how the machine is laid out for it, out.
import { join } from 'node:path';
import { PACKAGE_FOLDER } from '../../tool/package-folder.ts';
import type { Guarded } from './git-folders.ts';
import { guardedMounts } from './guarded-mounts.ts';
import { layOut, sees, type Wanted } from './lay-out.ts';
import { liesIn } from './lies-in.ts';
import { liveSockets } from './live-sockets.ts';
import type { Mount } from './mounts.ts';
import { standIns } from './stand-ins.ts';

/** Of approve-run itself. */
const INSTALLED = ['bin', 'dist', 'policies'];

export function mountsFor(wanted: Wanted): () => readonly Mount[] {
  const { mounts, writable, handedOut, lookedThrough } = layOut(wanted);
  const kept = [...(wanted.kept ?? []), ...INSTALLED.map((name) => ({ path: join(PACKAGE_FOLDER, name) }))];
  const memory = { standIns: standIns(), guarded: new Map<string, Guarded>() };
  return () => {
    const isOut = (path: string) => [...handedOut, ...writable].some((one) => liesIn(path, one));
    const sockets = liveSockets().filter((path) => sees(mounts, path) && !isOut(path));
    return [
      ...mounts,
      ...sockets.map((path): Mount => ({ as: 'blank', path })),
      ...writable.map((path): Mount => ({ as: 'write', path })),
      ...guardedMounts({ writable, lookedThrough, kept, handedOut, ...memory }),
    ];
  };
}
