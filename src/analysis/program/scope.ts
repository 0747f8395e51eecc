// The names that code can see, and what they hold. Branches start from the same point; after them both possibilities stand.
import { eitherThing, isSame, NOTHING, type Scope, type Thing } from './thing.ts';

/** What a branch has set so far; names that are younger than it are its own business. */
interface Log {
  readonly from: number;
  readonly changes: { readonly names: Names; readonly name: string; readonly before: Thing | undefined }[];
}

let log: Log | undefined;
let born = 0;

/** Remembers what it held before, while a branch is looked at: copying all names for each branch would cost far more. */
class Names extends Map<string, Thing> {
  readonly born = ++born;

  override set(name: string, thing: Thing): this {
    if (log !== undefined && this.born <= log.from) log.changes.push({ names: this, name, before: this.get(name) });
    return super.set(name, thing);
  }
}

/** A moment, for what is made now. */
export function now(): number {
  return ++born;
}

/** Whether a branch began after that moment, and has not ended. */
export function isBranchSince(moment: number): boolean {
  return log !== undefined && moment <= log.from;
}

export function openScope(parent?: Scope): Scope {
  return { names: new Names(), wildcards: [], ...(parent === undefined ? {} : { parent }) };
}

/** The scope that knows the name, or undefined. */
export function scopeOf(name: string, scope: Scope): Scope | undefined {
  for (let one: Scope | undefined = scope; one !== undefined; one = one.parent) if (one.names.has(name)) return one;
  return undefined;
}

export function outermost(scope: Scope): Scope {
  let one = scope;
  while (one.parent !== undefined) one = one.parent;
  return one;
}

/** What names hold at the end of a branch. */
type End = ReadonlyMap<Names, ReadonlyMap<string, Thing | undefined>>;

/** Runs one way, then puts everything back. */
function tryWay(way: () => void): End {
  const outer = log;
  const own: Log = { from: born, changes: [] };
  log = own;
  try {
    way();
  } finally {
    log = outer;
  }
  const end = new Map<Names, Map<string, Thing | undefined>>();
  for (const { names, name } of own.changes) {
    const held = end.get(names) ?? new Map<string, Thing | undefined>();
    end.set(names, held.set(name, names.get(name)));
  }
  for (const { names, name, before } of own.changes.reverse()) {
    if (before === undefined) names.delete(name);
    else Map.prototype.set.call(names, name, before);
  }
  return end;
}

/** Runs each way from the same start; afterwards each name may hold what any of them left in it. @returns What is new. */
export function branch(ways: readonly (() => void)[]): readonly (readonly [names: Map<string, Thing>, name: string])[] {
  const ends = ways.map(tryWay);
  const changed: [Names, string][] = [];
  const seen = new Map<Names, Set<string>>();
  for (const [names, held] of ends.flatMap((end) => [...end])) {
    const done = seen.get(names) ?? new Set();
    seen.set(names, done);
    for (const name of held.keys()) {
      if (done.has(name)) continue;
      done.add(name);
      const before = names.get(name);
      const things = ends
        .map((end) => (end.get(names)?.has(name) ? end.get(names)?.get(name) : before))
        .filter((thing) => thing !== undefined);
      const [first] = things;
      if (first === undefined) continue;
      const after = things.every((thing) => isSame(thing, first)) ? first : eitherThing(things);
      if (before === undefined || !isSame(before, after)) {
        names.set(name, after);
        if (before !== undefined) changed.push([names, name]);
      }
    }
  }
  return changed;
}

/** Runs a body that may end anywhere: afterwards each name may hold whatever it held at any point of it. */
export function attempt(body: () => void): void {
  const outer = log;
  const own: Log = { from: born, changes: [] };
  log = own;
  try {
    body();
  } finally {
    log = outer;
  }
  const held = new Map<Names, Map<string, Thing[]>>();
  for (const { names, name, before } of own.changes) {
    const all = held.get(names) ?? new Map<string, Thing[]>();
    held.set(names, all);
    all.set(name, [...(all.get(name) ?? []), ...(before === undefined ? [] : [before])]);
    if (outer !== undefined && names.born <= outer.from) outer.changes.push({ names, name, before });
  }
  for (const [names, all] of held)
    for (const [name, before] of all) {
      const after = names.get(name);
      if (before.length > 0 && after !== undefined) names.set(name, eitherThing([...before, after]));
    }
}

/** Runs a body that may run any number of times: what still changes in the second round can afterwards be anything. */
export function repeat(body: () => void, widen: (thing: Thing) => Thing): void {
  for (const round of [1, 2, 3]) {
    const changed = branch([body, () => undefined]);
    if (changed.length === 0) return;
    if (round === 2) for (const [names, name] of changed) names.set(name, widen(names.get(name) ?? NOTHING));
  }
}
