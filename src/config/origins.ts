// Everyone who says something about a run in; where each value that counts came from, by the name of its key, out.
import { KEYS, TOOLS } from './keys.ts';
import type { Tools } from './resolve-tools.ts';
import type { Layer, Origins, PolicyRef } from './settings.ts';
import type { Source } from './source.ts';
import type { Limits, Tightened } from './tighten.ts';

interface Said {
  /** Those whose word counts, strongest first; what none of them says is a default. */
  readonly strongest: readonly Source[];
  readonly granted: Limits;
  /** Those who may only tighten, in turn, and the limits that each left. */
  readonly tightenings: readonly { readonly source: Source; readonly left: Tightened }[];
  readonly policies: readonly PolicyRef[];
  readonly tools: Tools;
}

const DEFAULT = 'default';
const LIMITS = ['timeout', 'blockTimeout', 'maxTurns', 'sandbox'] as const satisfies readonly (keyof Limits)[];

export function originsOf({ strongest, granted, tightenings, policies, tools }: Said): Origins {
  const origins: Record<string, string> = {};
  for (const key of Object.keys(KEYS) as (keyof Layer)[]) {
    origins[KEYS[key].name] = strongest.find(({ says }) => says[key] !== undefined)?.where(key) ?? DEFAULT;
  }
  let now = granted;
  for (const { source, left } of tightenings) {
    for (const key of LIMITS) if (left[key] !== now[key]) origins[key] = source.where(key);
    now = left;
  }
  origins[KEYS.policy.name] = joined(policies.map(({ from }) => from));
  const onTools = [
    ...strongest.filter(({ says }) => says.tools !== undefined),
    ...tightenings.filter(({ left }) => left.limits.length > 0).map(({ source }) => source),
  ];
  origins[TOOLS.name] = joined(onTools.map((source) => source.where('tools')));
  for (const [name, from] of tools.from) origins[`${TOOLS.name}.${name}`] = from;
  return origins;
}

function joined(from: readonly string[]): string {
  return [...new Set(from)].join(' + ') || DEFAULT;
}
