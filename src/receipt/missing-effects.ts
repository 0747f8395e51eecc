// The effects of an approved block in; those of which nothing shows once it ran out: a file that is not there, or still is.
import { type BigIntStats, lstatSync } from 'node:fs';
import type { Approved, BlockResult, MissingEffect } from '../types.ts';
import { isGiven, placeOf, unsureOf } from './effect-changes.ts';
import { type MatchBudget, pathPattern } from './match-path.ts';
import { bytesOf, openable } from './path-bytes.ts';

const MOST_MISSING = 100;
/** What stands there may never come to its turn. */
const CONDITION =
  /\b(?:if|unless|case|match|switch|while|until|for|select|function|def|class|try|catch|except|finally|with|exit|return|break|continue|trap)\b|&&|\|\||=>|\?/;

/** Called before the block runs: what is not there by then cannot be deleted. */
export function missingEffects(
  approved: Approved,
  budget: MatchBudget,
): (result: BlockResult, isChanged: (path: string) => boolean) => MissingEffect[] {
  const { effects = [], cwd } = approved;
  const inside = cwd === '/' ? '/' : `${cwd}/`;
  const named = effects.flatMap((effect) => {
    const { path = '', kind, says } = effect;
    // A redirection leaves its file there; a program may take it away.
    const touches = kind === 'delete' || kind === 'write' || (kind === 'overwrite' && !isGiven(effect));
    if (!touches || !path.startsWith(inside) || !pathPattern(bytesOf(placeOf({ ...effect, path })), budget).literal) return [];
    return [{ path, says, deletes: kind === 'delete', before: look(path) }];
  });
  const taken = effects
    .filter((effect) => effect.path !== undefined && (effect.kind === 'delete' || isGiven(effect)))
    .map(({ path = '' }) => pathPattern(bytesOf(path), budget));

  return (result, isChanged) => {
    const because = excuse(approved, result);
    const missing = named.filter(({ path, deletes, before }) => {
      if (isChanged(path.slice(inside.length))) return false;
      if (deletes) return before !== undefined && isSame(before, look(path));
      return before === undefined && look(path) === undefined && !taken.some(({ meets }) => meets(bytesOf(path)));
    });
    const says = [...new Set(missing.map((one) => one.says))].slice(0, MOST_MISSING);
    return says.map((one) => ({ says: one, ...(because === undefined ? {} : { because }) }));
  };
}

function excuse({ effects = [], executes, block }: Approved, { exitCode, leftover }: BlockResult): string | undefined {
  if (exitCode !== 0) return 'the block did not end well';
  if (leftover.length > 0) return 'what it left running was ended';
  if (unsureOf(effects, executes) !== undefined) return 'not all that it does is known';
  return CONDITION.test(block.code) ? 'it may depend on a condition' : undefined;
}

/** Not one of the same name that was made since: its number may be used anew, so its birth counts, too. */
function isSame(before: BigIntStats, now: BigIntStats | undefined): boolean {
  return now?.ino === before.ino && now.dev === before.dev && now.birthtimeNs === before.birthtimeNs;
}

function look(path: string): BigIntStats | undefined {
  try {
    return lstatSync(openable(bytesOf(path)), { bigint: true, throwIfNoEntry: false });
  } catch {
    return undefined;
  }
}
