// The grants of this run and the user's file of grants in; both as one out. What the run remembers is asked first: it counts no uses.
import { type Grant, type GrantStore, isLive } from '../../grant.ts';
import type { Grants } from './grants.ts';
import { nameOf, termsLeft } from './name-grant.ts';

export interface Remembered {
  readonly store: GrantStore;
  /** Undefined where the working directory is no project: HOME, or above it. Nothing is remembered there. */
  readonly project: string | undefined;
}

export function storedGrants(ofRun: Grants, { store, project }: Remembered): Grants {
  return {
    add: (tool) => ofRun.add(tool),
    async covers(judged) {
      const reason = await ofRun.covers(judged);
      if (reason !== undefined || project === undefined) return reason;
      try {
        const grants = await store.read();
        if (grants.length === 0) return undefined;
        const { covers, subjectOf } = await import('./grant-covers.ts');
        const subject = subjectOf(judged);
        const holding = grants.filter((grant) => covers(grant, subject, project, Date.now()));
        // One without a number of uses first: it spares the others.
        const grant = holding.find(({ usesLeft }) => usesLeft === undefined) ?? (await useOne(holding, store));
        return grant === undefined ? undefined : `always ${nameOf(grant)} (grant ${grant.id}, ${termsLeft(grant, Date.now())})`;
      } catch {
        // A file that cannot be read or counted in grants nothing; a run says so when it begins.
        return undefined;
      }
    },
  };
}

/** Counted on disk before the block starts: whatever ends this run then, no use is had twice. */
async function useOne(holding: readonly Grant[], store: GrantStore): Promise<Grant | undefined> {
  for (const { id } of holding) {
    let used: Grant | undefined;
    await store.change((grants) => {
      const found = grants.find((grant) => grant.id === id && isLive(grant, Date.now()));
      if (found?.usesLeft === undefined) return undefined;
      used = { ...found, usesLeft: found.usesLeft - 1 };
      return grants.map((grant) => (grant === found && used !== undefined ? used : grant));
    });
    if (used !== undefined) return used;
  }
  return undefined;
}
