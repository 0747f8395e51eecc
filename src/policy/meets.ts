// The parts of a condition, each against what it looks at. `might` and `must` differ as path-matches.ts says.
import type { Command, Effect } from '../effects.ts';
import { type Proof, pathMatches } from './path-matches.ts';
import type { Condition, Place } from './policy.ts';

/** Whether any key needs an effect to look at. */
export function looksAtEffects(when: Condition): boolean {
  return (when.effect ?? when.path ?? when.host ?? when.recursive) !== undefined;
}

export function meetsLanguage(when: Condition, tool: string): boolean {
  return (when.language?.includes(tool) ?? true) && !(when.exceptLanguage?.includes(tool) ?? false);
}

export function meetsEffect(when: Condition, effect: Effect, place: Place, proof: Proof): boolean {
  return (
    (when.effect?.includes(effect.kind) ?? true) &&
    (when.recursive === undefined || when.recursive === (effect.recursive ?? false)) &&
    (when.host === undefined || hostMatches(when.host, effect.host)) &&
    (when.path === undefined || pathMatches(when.path, effect, place, proof))
  );
}

/** A rule that stops also takes `/usr/bin/git` for `git`; one that allows takes each word as it is, and only literal ones. */
export function meetsCommand(prefixes: readonly (readonly string[])[], command: Command, proof: Proof): boolean {
  if (proof === 'must' && !command.literal) return false;
  return prefixes.some((prefix) =>
    prefix.every((word, at) => {
      const actual = command.argv[at];
      return actual === word || (proof === 'might' && at === 0 && (actual?.endsWith(`/${word}`) ?? false));
    }),
  );
}

function hostMatches(entries: readonly string[], host: string | undefined): boolean {
  if (host === undefined) return false;
  const name = host.toLowerCase().replace(/\.$/, '');
  return entries.some((entry) =>
    entry.startsWith('*.') ? name.endsWith(entry.slice(1).toLowerCase()) : name === entry.toLowerCase(),
  );
}
