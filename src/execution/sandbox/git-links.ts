// A folder in; the folders in it that its repository takes for submodules out, known or not: git looks into each of them, and runs what
// its settings say, when it is asked for the state of the whole.
import { spawnSync } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { liesIn } from './lies-in.ts';
import { lookAt } from './look-at.ts';
import { readPlain } from './read-plain.ts';

export type GitLinks = (folder: string) => readonly string[];

const MOST_BYTES = 512 * 1024 * 1024;
const PATIENCE_MS = 5000;
/** A block may have written the index; nothing that it says is run. */
const SAFELY = ['--no-optional-locks', '-c', 'core.fsmonitor=false', '-c', 'core.hooksPath=/dev/null'];

/** @param program The path of git; without it nobody looks into anything. */
export function gitLinks(program: string | undefined): GitLinks {
  const known = new Map<string, { readonly state: string; readonly links: readonly string[] }>();
  return (folder) => {
    const git = join(folder, '.git');
    const state = stateOf(linkedTo(git) ?? git);
    if (program === undefined || state === undefined) return [];
    const before = known.get(folder);
    if (before?.state === state) return before.links;
    const links = ask(program, folder);
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
function stateOf(git: string): string | undefined {
  try {
    const indexes = readdirSync(git).filter((name) => name === 'index' || name.startsWith('sharedindex.'));
    return indexes.length === 0 ? undefined : indexes.map((name) => stateOfFile(join(git, name))).join(' ');
  } catch {
    return undefined;
  }
}

function stateOfFile(path: string): string {
  const { ino, size, ctimeNs } = statSync(path, { bigint: true });
  return `${path} ${ino} ${size} ${ctimeNs}`;
}

function ask(program: string, folder: string): readonly string[] {
  const where = [`--git-dir=${join(folder, '.git')}`, `--work-tree=${folder}`];
  const { stdout } = spawnSync(program, [...SAFELY, ...where, 'ls-files', '--stage', '-z'], {
    cwd: folder,
    env: {},
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
    timeout: PATIENCE_MS,
    maxBuffer: MOST_BYTES,
  });
  return (stdout ?? '').split('\0').flatMap((entry) => {
    const path = /^160000 [^\t]*\t(.*)$/s.exec(entry)?.[1];
    const found = path === undefined ? folder : resolve(folder, path);
    return found !== folder && liesIn(found, folder) ? [found] : [];
  });
}
