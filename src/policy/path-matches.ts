// A path condition's entries and an effect in, whether they meet out.
import { posix } from 'node:path';
import { type Effect, PATH_CLASSES } from '../effects.ts';
import type { Place } from './policy.ts';

/**
 * `might`: for rules that stop, one possible hit is enough. `must`: for rules that allow, nothing may escape.
 */
export type Proof = 'might' | 'must';

/** An entry is a class word, unless something in it can only belong to a path. */
export function isPathGlob(entry: string): boolean {
  return /[/~*.]/.test(entry);
}

export function isPathClass(entry: string): boolean {
  return PATH_CLASSES.some((word) => word === entry);
}

export function pathMatches(entries: readonly string[], effect: Effect, place: Place, proof: Proof): boolean {
  // `build/$X` lies inside only as long as X holds no `..`: good enough to stop nothing, not to prove anything.
  if (proof === 'must' && effect.path?.includes('$') === true) return false;
  return entries.some((entry) => (isPathGlob(entry) ? globMatches(entry, effect, place, proof) : effect.where === entry));
}

function globMatches(glob: string, effect: Effect, place: Place, proof: Proof): boolean {
  if (effect.path === undefined || effect.where === 'dynamic') return false;
  // As in .gitignore: a name without a slash is looked for at any depth.
  const rule = glob.includes('/') || ['~', '.', '..'].includes(glob) ? segments(glob, place) : ['**', glob];
  return walk(rule, segments(effect.path, place), effect.recursive === true, proof);
}

function segments(path: string, place: Place): string[] {
  const home = path === '~' || path.startsWith('~/') ? place.home + path.slice(1) : path;
  return posix
    .resolve(place.cwd, home)
    .split('/')
    .filter((part) => part !== '');
}

/** @param hopeless Pairs of rests that were tried in vain: a hostile glob full of `**` must not cost more than its length. */
function walk(
  rule: readonly string[],
  path: readonly string[],
  tree: boolean,
  proof: Proof,
  hopeless: Set<string> = new Set(),
): boolean {
  const [first, ...rest] = rule;
  const [name, ...below] = path;
  if (first === '**') {
    // `a/**` holds for `a` itself too: who takes the folder takes what is in it.
    if (rest.length === 0) return true;
    const pair = `${rule.length} ${path.length}`;
    if (hopeless.has(pair)) return false;
    hopeless.add(pair);
    return walk(rest, path, tree, proof, hopeless) || (name !== undefined && walk(rule, below, tree, proof, hopeless));
  }
  if (name === undefined) {
    if (first === undefined) return !tree || proof === 'might';
    return tree && proof === 'might';
  }
  if (first === undefined) return false;
  const meets = fits(first, name) || (proof === 'might' && fits(name, first));
  return meets && walk(rest, below, tree, proof, hopeless);
}

/** `*` stands for any characters; no regular expression, so that no pattern is slow. */
function fits(pattern: string, name: string): boolean {
  const parts = pattern.split('*');
  const head = parts.shift() ?? '';
  const tail = parts.pop();
  if (tail === undefined) return pattern === name;
  const end = name.length - tail.length;
  if (end < head.length || !name.startsWith(head) || !name.endsWith(tail)) return false;
  let at = head.length;
  for (const part of parts) {
    const found = name.indexOf(part, at);
    if (found === -1 || found + part.length > end) return false;
    at = found + part.length;
  }
  return true;
}
