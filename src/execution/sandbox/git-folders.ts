// A folder in; what git would run or obey in it later, outside of the sandbox, as paths that a block must not write, out.
import { existsSync, readdirSync, realpathSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { type GitLinks, linkedTo } from './git-links.ts';
import { namedByGit, worktreeOf } from './git-settings.ts';
import { liesIn } from './lies-in.ts';
import { lookAt } from './look-at.ts';
import { readPlain } from './read-plain.ts';

export interface Guarded {
  readonly path: string;
  /** What stands in for it where it is not there, so that no block can put it there; undefined: nothing needs to. */
  readonly standIn?: 'folder' | { readonly text: string } | undefined;
}

/** Folders inside which modules of modules are looked for. */
const DEEPEST = 6;

/** Of one git folder: `.` as the common folder is what git takes it for anyway, and an empty config.worktree says nothing. */
const OBEYED: readonly { readonly name: string; readonly standIn: Guarded['standIn'] }[] = [
  { name: 'hooks', standIn: 'folder' },
  { name: 'config', standIn: { text: '' } },
  { name: 'config.worktree', standIn: { text: '' } },
  { name: 'commondir', standIn: { text: '.\n' } },
];

/** @returns Those of the folder's own repository, of its submodules, and of its linked working trees. */
export function gitGuarded(folder: string, links: GitLinks): readonly Guarded[] {
  const git = join(folder, '.git');
  const found = lookAt(git);
  if (found === undefined || !found.isDirectory()) {
    const named = linkedTo(git);
    const inside = named !== undefined && liesIn(named, folder) && existsSync(named);
    const own = inside ? ownGuarded(named, folder) : isGitFolder(folder) ? ownGuarded(folder, folder) : [];
    return [{ path: git, standIn: 'folder' }, ...own];
  }
  // An empty one is nothing that git knows.
  if (readdirSync(git).length === 0) return [{ path: git, standIn: 'folder' }];
  return [...ownGuarded(git, folder), ...submodules(folder, links)];
}

/** @param git A repository, bare or not. @param folder Where its files are. */
function ownGuarded(git: string, folder: string): readonly Guarded[] {
  const modules = below(join(git, 'modules'), DEEPEST);
  const trees = list(join(git, 'worktrees')).map((name) => join(git, 'worktrees', name));
  return [
    ...oneGuarded(git, folder),
    ...modules.flatMap((one) => {
      const files = worktreeOf(one);
      return files === undefined ? oneGuarded(one, one) : [...oneGuarded(one, files), ...linkIn(files)];
    }),
    ...trees.flatMap((tree) => [
      { path: join(tree, 'commondir') },
      { path: join(tree, 'gitdir') },
      { path: join(tree, 'config.worktree'), standIn: { text: '' } },
      ...linkIn(dirname(resolve(tree, readPlain(join(tree, 'gitdir')).trim()))),
    ]),
  ];
}

/** Hooks and further settings are guarded where they lie in the folder. */
function oneGuarded(git: string, folder: string): readonly Guarded[] {
  const named = namedByGit(git, folder).filter(({ path }) => liesIn(path, folder) && path !== folder);
  return [
    ...OBEYED.map(({ name, standIn }) => ({ path: join(git, name), standIn })),
    // Git stops at settings that are a folder.
    ...named.map(({ path, hooks }) => ({ path, standIn: hooks ? ('folder' as const) : { text: '' } })),
  ];
}

/** Their git folders may never have been moved into that of the whole. */
function submodules(folder: string, links: GitLinks): readonly Guarded[] {
  return links(folder).folders.flatMap((one) => {
    const git = join(one, '.git');
    const isFolder = lookAt(git)?.isDirectory() === true;
    return [...(isFolder ? ownGuarded(git, one) : linkIn(one)), ...submodules(one, links)];
  });
}

/** What says where the git folder is: another one could be put in its place. */
function linkIn(folder: string): readonly Guarded[] {
  const path = join(folder, '.git');
  return lookAt(path)?.isFile() === true ? [{ path }] : [];
}

/**
 * Where the repository of a linked working tree or of a submodule lies; both sides must say so, since `.git` may be a file that
 * somebody sent.
 */
export function gitElsewhere(folder: string): string | undefined {
  const link = join(folder, '.git');
  const named = linkedTo(link);
  if (named === undefined) return undefined;
  try {
    const git = realpathSync(named);
    const back = readPlain(join(git, 'gitdir')).trim();
    if (back !== '' && realpathSync(back) === realpathSync(link) && basename(dirname(git)) === 'worktrees')
      return realpathSync(resolve(git, readPlain(join(git, 'commondir')).trim()));
    const [above = '', modules] = git.split('/.git/modules/');
    return modules !== undefined && liesIn(folder, above) && isGitFolder(git) ? git : undefined;
  } catch {
    return undefined;
  }
}

function isGitFolder(folder: string): boolean {
  return existsSync(join(folder, 'HEAD')) && existsSync(join(folder, 'objects'));
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() === true;
}

function below(folder: string, depth: number): readonly string[] {
  if (depth === 0) return [];
  return list(folder).flatMap((name) => {
    const path = join(folder, name);
    // A block may have broken it; its settings are guarded, so they are still there.
    return isGitFolder(path) || isFile(join(path, 'config'))
      ? [path, ...below(join(path, 'modules'), depth - 1)]
      : below(path, depth - 1);
  });
}

function list(folder: string): readonly string[] {
  try {
    return readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => name);
  } catch {
    return [];
  }
}
