// A folder in; what git would run or obey in it later, outside of the sandbox, as paths that a block must not write, out.
import { existsSync, lstatSync, readdirSync, readFileSync, realpathSync } from 'node:fs';
import { homedir } from 'node:os';
import { basename, dirname, isAbsolute, join, resolve } from 'node:path';
import { liesIn } from './lies-in.ts';

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
export function gitGuarded(folder: string): readonly Guarded[] {
  const git = join(folder, '.git');
  const found = lstatSync(git, { throwIfNoEntry: false });
  if (found === undefined || !found.isDirectory())
    return [{ path: git, standIn: 'folder' }, ...(isGitFolder(folder) ? ownGuarded(folder) : [])];
  // An empty one is nothing that git knows.
  if (readdirSync(git).length === 0) return [{ path: git, standIn: 'folder' }];
  return [...ownGuarded(git), ...namedGuarded(folder, git)];
}

/** A bare repository, or the git folder of another one. */
function ownGuarded(folder: string): readonly Guarded[] {
  const all = [folder, ...below(join(folder, 'modules'), DEEPEST)];
  const trees = list(join(folder, 'worktrees')).map((name) => join(folder, 'worktrees', name));
  return [
    ...all.flatMap((one) => OBEYED.map(({ name, standIn }) => ({ path: join(one, name), standIn }))),
    ...trees.flatMap((tree) => [
      { path: join(tree, 'commondir') },
      { path: join(tree, 'gitdir') },
      { path: join(tree, 'config.worktree'), standIn: { text: '' } },
    ]),
  ];
}

/** Hooks and further configuration that the configuration names, where they lie in the folder. */
function namedGuarded(folder: string, git: string): readonly Guarded[] {
  const lines = read(join(git, 'config')).matchAll(/^\s*(hookspath|path)\s*=\s*"?([^"\n]+?)"?\s*$/gim);
  return [...lines].flatMap(([, key, value = '']) => {
    const base = key?.toLowerCase() === 'hookspath' ? folder : git;
    const path = value.startsWith('~/') ? join(homedir(), value.slice(2)) : resolve(base, value);
    return liesIn(path, folder) && path !== folder ? [{ path, standIn: 'folder' as const }] : [];
  });
}

/**
 * Where the repository of a linked working tree or of a submodule lies; both sides must say so, since `.git` may be a file that
 * somebody sent.
 */
export function gitElsewhere(folder: string): string | undefined {
  const link = join(folder, '.git');
  if (!lstatSync(link, { throwIfNoEntry: false })?.isFile()) return undefined;
  const named = /^gitdir: (.+)$/m.exec(read(link))?.[1];
  if (named === undefined) return undefined;
  try {
    const git = realpathSync(isAbsolute(named) ? named : resolve(folder, named));
    const back = read(join(git, 'gitdir')).trim();
    if (back !== '' && realpathSync(back) === realpathSync(link) && basename(dirname(git)) === 'worktrees')
      return realpathSync(resolve(git, read(join(git, 'commondir')).trim()));
    const [above = '', modules] = git.split('/.git/modules/');
    return modules !== undefined && liesIn(folder, above) && isGitFolder(git) ? git : undefined;
  } catch {
    return undefined;
  }
}

function isGitFolder(folder: string): boolean {
  return existsSync(join(folder, 'HEAD')) && existsSync(join(folder, 'objects'));
}

function below(folder: string, depth: number): readonly string[] {
  if (depth === 0) return [];
  return list(folder).flatMap((name) => {
    const path = join(folder, name);
    return isGitFolder(path) ? [path, ...below(join(path, 'modules'), depth - 1)] : below(path, depth - 1);
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

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
