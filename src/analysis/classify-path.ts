// An absolute path and the place in, where it lies out. Text only: the file system is not asked.
import { posix } from 'node:path';
import type { PathClass } from '../effects.ts';
import type { Place } from './place.ts';

/** Stands for a folder that the block makes with `mktemp`; brackets keep it apart from what people write. */
export const OWN_TEMPORARY = '/tmp/(mktemp';

const TEMPORARY = ['/tmp', '/var/tmp', '/private/tmp', '/dev/shm', '/var/folders'];
const SYSTEM =
  'Applications Library System Volumes bin boot etc home init lib lib32 lib64 libx32 nix opt private proc root run sbin snap srv sys usr var Users mnt media'.split(
    ' ',
  );

/** A name of these alone takes everything in its folder: `*`, `.*`, `.[!.]*`, `?*`. */
const TAKES_ALL = /^\.?(?:\[[^\]]*\]|[*?.])*\*(?:\[[^\]]*\]|[*?])*$|^\{\}$/;

/** @param path Absolute, with its globs still in it. */
export function classifyPath(path: string, { cwd, home }: Place): PathClass {
  const bare = withoutGlobs(path);
  if (bare.startsWith(OWN_TEMPORARY)) return 'own-temporary';
  if (bare === cwd) return 'cwd';
  if (isUnder(bare, cwd)) return isRepository(bare.slice(cwd.length + 1)) ? 'cwd' : 'inside';
  if (bare === '/') return 'system';
  if (bare === home) return 'home';
  if (isUnder(cwd, bare) && isUnder(bare, home)) return 'parent';
  const neighbours = posix.dirname(cwd);
  if (neighbours !== home && neighbours !== '/' && isUnder(neighbours, home) && isUnder(bare, neighbours)) return 'parent';
  if (isUnder(bare, home)) return 'home';
  if (TEMPORARY.some((folder) => bare === folder || isUnder(bare, folder))) return 'temporary';
  if (isUnder(bare, '/dev') || bare === '/dev') return 'device';
  const top = bare.split('/')[1] ?? '';
  if (SYSTEM.includes(top) && !(['home', 'Users', 'mnt', 'media', 'Volumes'].includes(top) && bare !== `/${top}`))
    return 'system';
  if (isUnder(cwd, bare)) return 'parent';
  if (top === 'home' || top === 'Users') return 'home';
  return /[*?[]|^\(found\)/.test(top) ? 'system' : 'elsewhere';
}

/** The folder that a path takes all of, where its last names are globs that leave nothing out. */
export function withoutGlobs(path: string): string {
  const names = posix.normalize(path).replace(/\/$/, '').split('/');
  while (names.length > 1 && TAKES_ALL.test(names.at(-1) ?? '')) names.pop();
  return names.join('/') || '/';
}

function isUnder(path: string, folder: string): boolean {
  return folder === '/' ? path.startsWith('/') && path !== '/' : path.startsWith(`${folder}/`);
}

/** The repository itself, save what git leaves lying about. */
function isRepository(inner: string): boolean {
  return (
    (inner === '.git' || inner.startsWith('.git/')) && !/\.lock$|^\.git\/(?:info\/exclude|hooks\/|COMMIT_EDITMSG)/.test(inner)
  );
}
