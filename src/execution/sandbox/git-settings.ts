// Where git reads its settings in; the paths that they name out: hooks, and files with further settings.
import { homedir } from 'node:os';
import { basename, dirname, isAbsolute, join, resolve } from 'node:path';
import { readPlain } from './read-plain.ts';

/** Files of settings that name further ones. */
const DEEPEST = 5;
/** Also behind `[core]` on the same line; git takes no key in quotes. */
const NAMES = /^[ \t]*(?:\[[^\]\n]*\][ \t]*)?(hookspath|worktree|path)[ \t]*=[ \t]*("[^"\n]*"|[^"\n#;]*)/gim;

export interface NamedPath {
  readonly path: string;
  /** A folder of hooks; else a file with further settings. */
  readonly hooks: boolean;
}

interface Named {
  readonly paths: readonly NamedPath[];
  /** Of a submodule. */
  readonly worktree: string | undefined;
}

/** @param git A git folder. @param worktree Where its files are, which hooks are relative to. */
export function namedByGit(git: string, worktree: string): readonly NamedPath[] {
  return [...ofUser(), join(git, 'config'), join(git, 'config.worktree')].flatMap((file) => named(file, worktree, DEEPEST).paths);
}

/** @returns Where the files of a submodule's git folder are, as it says itself. */
export function worktreeOf(git: string): string | undefined {
  return named(join(git, 'config'), git, 0).worktree;
}

function named(file: string, worktree: string, depth: number): Named {
  const paths: NamedPath[] = [];
  let own: string | undefined;
  for (const [, key = '', value = ''] of readPlain(file).matchAll(NAMES)) {
    const path = value.replaceAll('"', '').trim();
    if (path === '') continue;
    if (key.toLowerCase() === 'hookspath') paths.push({ path: ran(located(path, worktree)), hooks: true });
    if (key.toLowerCase() === 'worktree') own = located(path, dirname(file));
    if (key.toLowerCase() !== 'path' || depth === 0) continue;
    const further = located(path, dirname(file));
    paths.push({ path: further, hooks: false }, ...named(further, worktree, depth - 1).paths);
  }
  return { paths, worktree: own };
}

/** What husky makes, in a folder of this name, runs what lies beside it. */
function ran(hooks: string): string {
  return basename(hooks) === '_' ? dirname(hooks) : hooks;
}

function located(path: string, base: string): string {
  return path.startsWith('~/') ? join(homedir(), path.slice(2)) : resolve(base, path);
}

function ofUser(): readonly string[] {
  const xdg = process.env.XDG_CONFIG_HOME;
  const config = xdg !== undefined && isAbsolute(xdg) ? xdg : join(homedir(), '.config');
  return ['/etc/gitconfig', join(config, 'git/config'), join(homedir(), '.gitconfig')];
}
