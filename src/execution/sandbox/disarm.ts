// The folders that a block could write in, when it has ended; repositories that it put where git finds them unasked, under another name.
import { randomUUID } from 'node:crypto';
import { chmodSync, existsSync, realpathSync, renameSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { visibleLine } from '../../text/visible.ts';
import type { GitLinks } from './git-links.ts';
import { liesIn } from './lies-in.ts';
import { lookAt } from './look-at.ts';

export interface Disarming {
  readonly folders: readonly string[];
  readonly links: GitLinks;
  /** What no block could write: it was there before. */
  readonly guarded: ReadonlyMap<string, unknown>;
  /** Of `folders`, those that were one before. */
  readonly repositories: ReadonlySet<string>;
}

/**
 * Without a `.git` that it understands, git takes a folder itself for a repository; and it looks into whatever the index calls a
 * submodule. A prompt of a shell that shows the state of a repository is enough. No mount can keep either from being made.
 *
 * @returns What is to be said about it.
 */
export function disarm({ folders, links, guarded, repositories }: Disarming): string | undefined {
  const wasThere = (path: string) => [...guarded.keys()].some((one) => liesIn(one, path));
  const made = folders
    .filter((folder) => !repositories.has(folder) && isRepository(folder))
    .map((folder) => join(folder, 'HEAD'));
  // What a block made is not asked about what it holds in turn.
  for (const waiting = [...folders]; waiting.length > 0; ) {
    const below = links(waiting.pop() ?? '');
    waiting.push(...below.folders.filter((folder) => wasThere(join(folder, '.git'))));
    made.push(...below.folders.map((folder) => join(folder, '.git')).filter((path) => !wasThere(path)));
    if (below.unreadable !== undefined) made.push(below.unreadable);
  }
  const renamed = made.flatMap((path) => rename(path) ?? []);
  if (renamed.length === 0) return undefined;
  return `It made a git repository that git would obey outside of the sandbox, so approve-run renamed a part of it: ${renamed.map((path) => visibleLine(path)).join(', ')}.`;
}

/** Itself, as git sees it; not by a `.git` in it. */
export function isRepository(folder: string): boolean {
  const has = (name: string) => existsSync(join(folder, name));
  const head = lookAt(join(folder, 'HEAD'));
  return head !== undefined && !head.isDirectory() && ((has('objects') && has('refs')) || has('commondir'));
}

/** Never by a link: that leads to what is not the block's. */
function rename(path: string): string | undefined {
  try {
    if (realpathSync(dirname(path)) !== dirname(path)) return undefined;
    if (lookAt(path) === undefined) return undefined;
    const other = `${path}-of-a-block-${randomUUID().slice(0, 8)}`;
    // It may have taken that right away.
    chmodSync(dirname(path), statSync(dirname(path)).mode | 0o700);
    renameSync(path, other);
    return basename(other);
  } catch {
    return undefined;
  }
}
