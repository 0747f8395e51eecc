// Everyone who says something about a run in; where each value that counts came from, by the name of its key, out.
import { KEYS } from './keys.ts';
import type { Layer, Origins } from './settings.ts';
import type { Source } from './source.ts';
import type { Limits, Tightened } from './tighten.ts';

/** Somebody who may only tighten, and the limits that this left. */
export interface Tightening {
  readonly source: Source;
  readonly left: Tightened;
}

const LIMITS = ['timeout', 'blockTimeout', 'maxTurns'] as const satisfies readonly (keyof Limits)[];

/** @param strongest Those whose word counts, strongest first; what none of them says is a default. */
export function originsOf(
  strongest: readonly Source[],
  granted: Limits,
  tightenings: readonly (Tightening | undefined)[],
): Origins {
  const origins: Record<string, string> = {};
  for (const key of Object.keys(KEYS) as (keyof Layer)[]) {
    origins[KEYS[key].name] = strongest.find(({ says }) => says[key] !== undefined)?.where(key) ?? 'default';
  }
  let now: Limits = granted;
  for (const { source, left } of tightenings.flatMap((step) => step ?? [])) {
    for (const key of LIMITS) if (left[key] !== now[key]) origins[key] = source.where(key);
    now = left;
  }
  return origins;
}
