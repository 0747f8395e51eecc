// This process and its machine in; whether Node, the places for temporary files and the one for records are what a run needs, out.
import { accessSync, constants } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname } from 'node:path';
import manifest from '../../../package.json' with { type: 'json' };
import { resolveProgram } from '../../execution/resolve-program.ts';
import { openWorkshop } from '../../execution/workshop.ts';
import { shortPath } from '../../text/short-path.ts';
import { visibleLine } from '../../text/visible.ts';
import type { Finding, Place } from './finding.ts';
import { lookAtJournal } from './look-at-journal.ts';

export async function lookAtSystem(place: Place): Promise<readonly Finding[]> {
  return [
    { mark: 'works', name: 'approve-run', says: `${manifest.version} on ${process.platform} ${process.arch}` },
    node(),
    ...(await workshop(place)),
    temporaryFolder(),
    ...lookAtJournal(place),
  ];
}

function node(): Finding {
  const name = 'Node.js';
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const [leastMajor = 0, leastMinor = 0] = manifest.engines.node
    .replace(/[^\d.]/g, '')
    .split('.')
    .map(Number);
  const says = `${process.versions.node} · ${shortPath(process.execPath)}`;
  if (major > leastMajor || (major === leastMajor && minor >= leastMinor)) return { mark: 'works', name, says };
  return { mark: 'broken', name, says, todo: `Install Node.js ${leastMajor}.${leastMinor} or newer.` };
}

/** Opened as a run opens it, so that the answer is the real one. */
async function workshop({ env, cwd, project }: Place): Promise<readonly Finding[]> {
  let folder: Finding | undefined;
  try {
    const { folder: made, kits } = openWorkshop(env.PATH ?? '', cwd);
    folder = privateFolder(dirname(made), env);
    const kit = await kits.take();
    kit.handOver();
    kit.reader.destroy();
    return [folder, { mark: 'works', name: 'mkfifo', says: shortPath(resolveProgram('mkfifo', env.PATH ?? '', project) ?? '') }];
  } catch (error) {
    const says = `${visibleLine(error instanceof Error ? error.message : String(error))}.`;
    return folder === undefined
      ? [{ mark: 'broken', name: 'private folder', says, todo: 'Make it writable, or name another one in TMPDIR.' }]
      : [folder, { mark: 'broken', name: 'mkfifo', says, todo: 'Install coreutils, or put /usr/bin into PATH.' }];
  }
}

/** Where blocks lie before they run. */
function privateFolder(made: string, { XDG_RUNTIME_DIR }: NodeJS.ProcessEnv): Finding {
  const name = 'private folder';
  if (made === '/dev/shm' || made === XDG_RUNTIME_DIR) return { mark: 'works', name, says: `${shortPath(made)} · in memory` };
  if (process.platform !== 'linux') return { mark: 'works', name, says: shortPath(made) };
  const todo = 'Works all the same; where /dev/shm can be written to, code reaches no disk.';
  return { mark: 'note', name, says: `${shortPath(made)}, which may be on a disk: /dev/shm cannot be written to`, todo };
}

/** For long output, which a model is given the path of. */
function temporaryFolder(): Finding {
  const name = 'temporary files';
  try {
    accessSync(tmpdir(), constants.W_OK | constants.X_OK);
    return { mark: 'works', name, says: shortPath(tmpdir()) };
  } catch {
    const todo = 'Name one in TMPDIR; until then the middle of long output is not kept.';
    return { mark: 'note', name, says: `${shortPath(tmpdir())} cannot be written to`, todo };
  }
}
