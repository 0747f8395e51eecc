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

function walk(rule: readonly string[], path: readonly string[], tree: boolean, proof: Proof): boolean {
  const [first, ...rest] = rule;
  const [name, ...below] = path;
  if (first === '**') {
    // `a/**` holds for `a` itself too: who takes the folder takes what is in it.
    if (rest.length === 0) return true;
    return walk(rest, path, tree, proof) || (name !== undefined && walk(rule, below, tree, proof));
  }
  if (name === undefined) {
    if (first === undefined) return !tree || proof === 'might';
    return (tree && proof === 'might') || rule.every((part) => part === '**');
  }
  if (first === undefined) return false;
  const meets = fits(first, name) || (proof === 'might' && name.includes('*') && fits(name, first));
  return meets && walk(rest, below, tree, proof);
}

function fits(pattern: string, name: string): boolean {
  const source = pattern.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*');
  return new RegExp(`^${source}$`, 's').test(name);
}
