// The names that code can see, and what they hold. Branches work on what they find; after them both possibilities stand.
import { eitherThing, isSame, type Scope, type Thing } from './thing.ts';

export function openScope(parent?: Scope): Scope {
  return { names: new Map(), wildcards: [], ...(parent === undefined ? {} : { parent }) };
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

type Snapshot = readonly (readonly [scope: Scope, names: ReadonlyMap<string, Thing>])[];

function takeSnapshot(scope: Scope): Snapshot {
  const chain: [Scope, ReadonlyMap<string, Thing>][] = [];
  for (let one: Scope | undefined = scope; one !== undefined; one = one.parent) chain.push([one, new Map(one.names)]);
  return chain;
}

function restore(snapshot: Snapshot): void {
  for (const [scope, names] of snapshot) {
    scope.names.clear();
    for (const [name, thing] of names) scope.names.set(name, thing);
  }
}

/** Runs each way from the same start; afterwards each name may hold what any of them left in it. */
export function branch(scope: Scope, ways: readonly (() => void)[]): void {
  const start = takeSnapshot(scope);
  const ends = ways.map((way) => {
    restore(start);
    way();
    return takeSnapshot(scope);
  });
  for (const [at, [one]] of start.entries()) {
    const names = new Set(ends.flatMap((end) => [...(end[at]?.[1].keys() ?? [])]));
    for (const name of names) {
      const things = ends.flatMap((end) => end[at]?.[1].get(name) ?? []);
      const [first] = things;
      if (first !== undefined) one.names.set(name, things.every((thing) => isSame(thing, first)) ? first : eitherThing(things));
    }
  }
}

/** Runs a body that may run any number of times: what still changes in the second round can afterwards be anything. */
export function repeat(scope: Scope, body: () => void, widen: (thing: Thing) => Thing): void {
  for (const round of [1, 2, 3]) {
    const before = takeSnapshot(scope);
    branch(scope, [body, () => undefined]);
    const changed = before.flatMap(([one, names]) =>
      [...names].filter(([name, thing]) => !isSame(one.names.get(name) ?? thing, thing)).map(([name]) => [one, name] as const),
    );
    if (changed.length === 0) return;
    if (round === 2) for (const [one, name] of changed) one.names.set(name, widen(one.names.get(name) ?? { type: 'nothing' }));
  }
}
