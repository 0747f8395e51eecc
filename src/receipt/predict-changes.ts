// The effects of an approved block in; whether a change is one that they predict out.
import { realpathSync } from 'node:fs';
import { posix } from 'node:path';
import type { Effect } from '../effects.ts';
import type { Approved } from '../types.ts';
import type { Change } from './compare-inventories.ts';
import { changesOf, isGiven, placeOf } from './effect-changes.ts';
import { type MatchBudget, type PathPattern, pathPattern } from './match-path.ts';
import { bytesOf } from './path-bytes.ts';

/** Of more effects, links are not followed. */
const MOST_FOLLOWED = 500;
/** What a program leaves beside the file that it was given: `f.gz`, `f~`, `f-journal`. */
const BESIDE = /^[^/\w][^/]*$/;
const PACKED = /\.(?:gz|bz2|xz|zst|lz4?|lzma|br|Z)$/;

type Named = Effect & { readonly path: string };

/** What several effects name, laid out so that a change is looked up, and not compared with each. */
interface Targets {
  /** Of each path that is known whole, what may happen to it and below it. */
  readonly whole: ReadonlyMap<string, ReadonlySet<Change['what']>>;
  /** Folders on the way to what is written. */
  readonly onTheWay: ReadonlySet<string>;
  /** By folder: files beside which a program may leave others. */
  readonly given: ReadonlyMap<string, readonly string[]>;
  readonly patterns: readonly Pattern[];
}

interface Pattern {
  readonly lets: readonly Change['what'][];
  readonly pattern: PathPattern;
  /** Of files beside which a program may leave others: what is cut off their names when they are unpacked. */
  readonly packed?: string;
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
    return patterns.some(({ lets, pattern, packed }) => {
      if (lets.includes(what) && pattern.meets(absolute)) return true;
      return packed !== undefined && besides(absolute, packed).some(pattern.meets);
    });
  }

  function predicts(change: Change): boolean {
    if (meets(written, change) || meets(before, change)) return true;
    after ??= targetsOf(followed(named), folder, budget);
    return meets(after, change);
  }
  // Taken away and made anew, it is changed.
  const isRemade = (change: Change) => predicts({ ...change, what: 'deleted' }) && predicts({ ...change, what: 'created' });
  return (change) => predicts(change) || (change.what === 'changed' && isRemade(change));
}

function targetsOf(effects: readonly Named[], folder: string, budget: MatchBudget): Targets {
  const whole = new Map<string, Set<Change['what']>>();
  const onTheWay = new Set<string>();
  const given = new Map<string, string[]>();
  const patterns: Pattern[] = [];
  for (const effect of effects) {
    const lets = changesOf(effect);
    const pattern = pathPattern(bytesOf(placeOf(effect)), budget);
    const { known, literal } = pattern;
    for (let at = parent(known); at.length > folder.length && !onTheWay.has(at); at = parent(at)) {
      if (lets.includes('created')) onTheWay.add(at);
    }
    if (!literal) patterns.push({ lets, pattern, ...(isGiven(effect) ? { packed: PACKED.exec(effect.path)?.[0] ?? '' } : {}) });
    else {
      // `/` has no name of its own.
      const path = known === '/' ? '' : known;
      whole.set(path, new Set([...(whole.get(path) ?? []), ...lets]));
      if (isGiven(effect)) given.set(parent(path), [...(given.get(parent(path)) ?? []), path]);
    }
  }
  return { whole, onTheWay, given, patterns };
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

/** What lies there may have been left beside any of these. */
function besides(path: string, packed: string): readonly string[] {
  const name = path.slice(parent(path).length + 1);
  const ends = [...name.matchAll(/(?!^)\W/g)].map(({ index }) => path.slice(0, path.length - name.length + index));
  return packed === '' ? ends : [...ends, `${path}${packed}`];
}

function parent(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}
