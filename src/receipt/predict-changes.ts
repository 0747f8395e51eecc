// The effects of an approved block in; whether a change is one that they predict out.
import { realpathSync } from 'node:fs';
import { posix } from 'node:path';
import type { Effect } from '../effects.ts';
import type { Approved } from '../types.ts';
import type { Change } from './compare-inventories.ts';
import { changesOf } from './effect-changes.ts';
import { type MatchBudget, type PathPattern, pathPattern } from './match-path.ts';
import { bytesOf } from './path-bytes.ts';

/** Of more effects, links are not followed. */
const MOST_FOLLOWED = 500;
/** What a program leaves beside the file that it was given: `f.gz`, `f~`, `f-journal`. */
const BESIDE = /^[^/\w][^/]*$/;
/** They write files beside the one that is named, under names that follow from what they read. */
const MAKES_UP_NAMES = new Set(['split', 'csplit', 'rename', 'prename', 'perl-rename', 'mmv', 'wget', 'curl']);

type Named = Effect & { readonly path: string };

/** What several effects name, laid out so that a change is looked up, and not compared with each. */
interface Targets {
  /** Of each path that is known whole, what may happen to it and below it. */
  readonly whole: ReadonlyMap<string, ReadonlySet<Change['what']>>;
  /** Folders on the way to what is written. */
  readonly onTheWay: ReadonlySet<string>;
  /** By folder: files beside which a program may leave others. */
  readonly given: ReadonlyMap<string, readonly string[]>;
  readonly patterns: readonly { readonly lets: readonly Change['what'][]; readonly pattern: PathPattern }[];
}

/** Called before the block runs: links are followed as they are then, and once more afterwards where that is needed. */
export function predictChanges(
  { effects = [], cwd }: Pick<Approved, 'effects' | 'cwd'>,
  budget: MatchBudget,
): (change: Change) => boolean {
  const named = effects.filter((effect): effect is Named => effect.path !== undefined && changesOf(effect).length > 0);
  const folder = bytesOf(cwd === '/' ? '' : cwd);
  const written = targetsOf(named, folder, budget);
  const before = targetsOf(followed(named), folder, budget);
  let after: Targets | undefined;

  function meets({ whole, onTheWay, given, patterns }: Targets, { path, what, isFolder }: Change): boolean {
    const absolute = path === '' ? folder : `${folder}/${path}`;
    for (let at = absolute; ; at = parent(at)) {
      if (whole.get(at)?.has(what)) return true;
      if (at === '') break;
    }
    if (what === 'created' && isFolder && onTheWay.has(absolute)) return true;
    if (given.get(parent(absolute))?.some((one) => isBeside(absolute, one))) return true;
    return patterns.some(({ lets, pattern }) => lets.includes(what) && pattern.meets(absolute));
  }

  return (change) => {
    if (meets(written, change) || meets(before, change)) return true;
    after ??= targetsOf(followed(named), folder, budget);
    return meets(after, change);
  };
}

function targetsOf(effects: readonly Named[], folder: string, budget: MatchBudget): Targets {
  const whole = new Map<string, Set<Change['what']>>();
  const onTheWay = new Set<string>();
  const given = new Map<string, string[]>();
  const patterns: Targets['patterns'][number][] = [];
  for (const effect of effects) {
    const lets = changesOf(effect);
    const pattern = pathPattern(bytesOf(pathOf(effect)), budget);
    const { known, literal } = pattern;
    for (let at = parent(known); at.length > folder.length && !onTheWay.has(at); at = parent(at)) {
      if (lets.includes('created')) onTheWay.add(at);
    }
    if (!literal) patterns.push({ lets, pattern });
    else {
      // `/` has no name of its own.
      const path = known === '/' ? '' : known;
      whole.set(path, new Set([...(whole.get(path) ?? []), ...lets]));
      const leaves = effect.kind === 'overwrite' && effect.command !== undefined;
      if (leaves) given.set(parent(path), [...(given.get(parent(path)) ?? []), path]);
    }
  }
  return { whole, onTheWay, given, patterns };
}

function pathOf({ path, via }: Named): string {
  return MAKES_UP_NAMES.has(posix.basename(via.at(-1) ?? '')) ? posix.join(posix.dirname(path), '*') : path;
}

/** Where the paths lead that go through links. */
function followed(effects: readonly Named[]): readonly Named[] {
  return effects.slice(0, MOST_FOLLOWED).flatMap((effect) => {
    const path = follow(effect.path);
    return path === effect.path ? [] : [{ ...effect, path }];
  });
}

/** As far as it is there: the rest is kept as it is written. */
function follow(path: string): string {
  for (let folder = path; ; folder = posix.dirname(folder)) {
    try {
      return posix.join(realpathSync.native(folder), path.slice(folder.length));
    } catch {
      if (folder === posix.dirname(folder)) return path;
    }
  }
}

function isBeside(path: string, given: string): boolean {
  return path.startsWith(given) ? BESIDE.test(path.slice(given.length)) : given.startsWith(`${path}.`);
}

function parent(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}
