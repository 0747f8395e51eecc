// The effects of an approved block in; whether a change is one that they predict out.
import { realpathSync } from 'node:fs';
import { posix } from 'node:path';
import type { Effect } from '../effects.ts';
import type { Approved, FileChange } from '../types.ts';
import type { Change } from './compare-inventories.ts';
import { changesOf } from './effect-changes.ts';
import { type PathPattern, pathPattern } from './match-path.ts';
import { bytesOf } from './path-bytes.ts';

/** Of more effects, links are not followed. */
const MOST_FOLLOWED = 500;
/** What a program leaves beside the file that it was given: `f.gz`, `f~`, `f-journal`. */
const BESIDE = /^[^/\w][^/]*$/;
/** They write files beside the one that is named, under names that follow from what they read. */
const MAKES_UP_NAMES = new Set(['split', 'csplit', 'rename', 'prename', 'perl-rename', 'mmv', 'wget', 'curl']);

interface Target {
  readonly effect: Effect;
  readonly lets: readonly FileChange['what'][];
  readonly pattern: PathPattern;
}

/** Called before the block runs: links are followed as they are then, and once more afterwards where that is needed. */
export function predictChanges({ effects = [], cwd }: Pick<Approved, 'effects' | 'cwd'>): (change: Change) => boolean {
  const named = effects.filter((effect) => effect.path !== undefined && changesOf(effect).length > 0);
  const folder = bytesOf(cwd === '/' ? '' : cwd);
  const written = named.map((effect) => targetOf(effect, effect.path ?? ''));
  const before = followed(named);
  let after: readonly Target[] | undefined;

  function meets(targets: readonly Target[], { path, what, isFolder }: Change): boolean {
    const whole = path === '' ? folder : `${folder}/${path}`;
    return targets.some(({ effect, lets, pattern: { meets: isMeant, known, literal } }) => {
      if (!lets.includes(what)) return false;
      if (isMeant(whole)) return true;
      // Folders on the way to it are made, too.
      if (what === 'created' && isFolder && known.startsWith(`${whole}/`)) return true;
      return literal && effect.kind === 'overwrite' && effect.command !== undefined && isBeside(whole, known);
    });
  }

  return (change) => {
    if (meets(written, change) || meets(before, change)) return true;
    after ??= followed(named);
    return meets(after, change);
  };
}

function targetOf(effect: Effect, given: string): Target {
  const path = MAKES_UP_NAMES.has(posix.basename(effect.via.at(-1) ?? '')) ? posix.join(posix.dirname(given), '*') : given;
  return { effect, lets: changesOf(effect), pattern: pathPattern(bytesOf(path)) };
}

/** Where the paths lead that go through links. */
function followed(effects: readonly Effect[]): readonly Target[] {
  return effects.slice(0, MOST_FOLLOWED).flatMap((effect) => {
    const path = effect.path ?? '';
    const real = follow(path);
    return real === path ? [] : [targetOf(effect, real)];
  });
}

/** As far as it is there: the rest is kept as it is written. */
function follow(path: string): string {
  try {
    return realpathSync.native(path);
  } catch {
    const folder = posix.dirname(path);
    return folder === path ? path : posix.join(follow(folder), posix.basename(path));
  }
}

function isBeside(path: string, given: string): boolean {
  if (path.startsWith(given)) return BESIDE.test(path.slice(given.length));
  return given.startsWith(`${path}.`) && !given.slice(path.length).includes('/');
}
