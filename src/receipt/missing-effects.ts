// The effects of an approved block in; those of which nothing shows once it ran out: a file that is not there, or still is.
import { lstatSync } from 'node:fs';
import type { Approved, BlockResult, MissingEffect } from '../types.ts';
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
  const { effects = [], cwd, block } = approved;
  const inside = cwd === '/' ? '/' : `${cwd}/`;
  const named = effects.flatMap((effect) => {
    const { path = '', kind } = effect;
    // A program may take away what it was given, as gunzip does; a redirection leaves its file there.
    const touches = kind === 'delete' || kind === 'write' || (kind === 'overwrite' && effect.command === undefined);
    if (!touches || !path.startsWith(inside) || !pathPattern(path, budget).literal) return [];
    return [{ path, says: effect.says, deletes: kind === 'delete', wasThere: isThere(path) }];
  });
  const taken = effects
    .filter(({ kind, path }) => kind === 'delete' && path !== undefined)
    .map(({ path = '' }) => pathPattern(path, budget));

  return (result, isChanged) => {
    const because = excuse(result, block.code);
    const missing = named.filter(({ path, deletes, wasThere }) => {
      if (isChanged(path.slice(inside.length))) return false;
      if (deletes) return wasThere && isThere(path);
      return !wasThere && !isThere(path) && !taken.some(({ meets }) => meets(path));
    });
    const says = [...new Set(missing.map((one) => one.says))].slice(0, MOST_MISSING);
    return says.map((one) => ({ says: one, ...(because === undefined ? {} : { because }) }));
  };
}

function excuse({ exitCode }: BlockResult, code: string): string | undefined {
  if (exitCode !== 0) return 'the block did not end well';
  return CONDITION.test(code) ? 'it may depend on a condition' : undefined;
}

function isThere(path: string): boolean {
  try {
    return lstatSync(openable(bytesOf(path)), { throwIfNoEntry: false }) !== undefined;
  } catch {
    return false;
  }
}
