// A folder in; the folders in it that its repository takes for submodules out, known or not: git looks into each of them, and runs what
// its settings say, when it is asked for the state of the whole.
import { spawnSync } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { liesIn } from './lies-in.ts';
import { lookAt } from './look-at.ts';
import { readPlain } from './read-plain.ts';

interface Links {
  readonly folders: readonly string[];
  /** The index, where by now it names one in no UTF-8: nothing but a trick does. */
  readonly unreadable?: string | undefined;
}

export type GitLinks = (folder: string) => Links;

const NONE: Links = { folders: [] };

const MOST_BYTES = 512 * 1024 * 1024;
const PATIENCE_MS = 5000;
/** A block may have written the index; nothing that it says is run. */
const SAFELY = ['--no-optional-locks', '-c', 'core.fsmonitor=false', '-c', 'core.hooksPath=/dev/null'];

/** @param program The path of git; without it nobody looks into anything. */
export function gitLinks(program: string | undefined): GitLinks {
  const known = new Map<string, { readonly state: string; readonly links: Links }>();
  const old = new Set<string>();
  return (folder) => {
    const git = join(folder, '.git');
    const repository = linkedTo(git) ?? git;
    const state = stateOf(repository);
    const before = known.get(folder);
    if (before?.state === state) return before.links;
    const { folders, unreadable } = program === undefined || state === '' ? NONE : ask(program, folder, repository);
    if (before === undefined && unreadable !== undefined) old.add(folder);
    const links = old.has(folder) ? { folders } : { folders, unreadable };
    known.set(folder, { state, links });
    return links;
  };
}

/** @returns The git folder that a file of the name `.git` speaks of. */
export function linkedTo(link: string): string | undefined {
  if (lookAt(link)?.isFile() !== true) return undefined;
  const named = /^gitdir: (.+)$/m.exec(readPlain(link))?.[1];
  return named === undefined ? undefined : resolve(dirname(link), named);
}

/** What no block can set back: not the times that `touch` sets. */
function stateOf(git: string): string {
  try {
    const indexes = readdirSync(git).filter((name) => name === 'index' || name.startsWith('sharedindex.'));
    return indexes.map((name) => stateOfFile(join(git, name))).join(' ');
  } catch {
    return '';
  }
}

function stateOfFile(path: string): string {
  const { ino, size, ctimeNs } = statSync(path, { bigint: true });
  return `${path} ${ino} ${size} ${ctimeNs}`;
}

function ask(program: string, folder: string, repository: string): Links {
  const where = [`--git-dir=${repository}`, `--work-tree=${folder}`];
  const { stdout } = spawnSync(program, [...SAFELY, ...where, 'ls-files', '--stage', '-z'], {
    cwd: folder,
    env: {},
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
    timeout: PATIENCE_MS,
    maxBuffer: MOST_BYTES,
  });
  const paths = (stdout ?? '').split('\0').flatMap((entry) => /^160000 [^\t]*\t(.*)$/s.exec(entry)?.[1] ?? []);
  const folders = paths.map((path) => resolve(folder, path)).filter((found) => found !== folder && liesIn(found, folder));
  return { folders, unreadable: paths.some((path) => path.includes('\ufffd')) ? join(repository, 'index') : undefined };
}
