// A block in; its effects as short lines out: `kind where path`, a path below the working directory without it.
import { analyse, type Place } from '../../src/analysis/analyse.ts';
import type { Effect, Reading } from '../../src/effects.ts';

export const PLACE: Place = { cwd: '/home/ann/work/app', home: '/home/ann' };

/** Said of almost every block, and judged by no rule of danger. */
const QUIET = new Set(['execute', 'network']);

export function read(code: string, tool = 'bash'): Promise<Reading> {
  return analyse(code, tool, PLACE);
}

export async function effectsOf(code: string, tool = 'bash'): Promise<string[]> {
  const { effects } = await read(code, tool);
  return [...new Set(effects.filter(({ kind }) => !QUIET.has(kind)).map(line))];
}

function line({ kind, where, path, recursive }: Effect): string {
  const shown = path?.startsWith(`${PLACE.cwd}/`) ? path.slice(PLACE.cwd.length + 1) : path?.replace(PLACE.home, '~');
  return [kind, recursive ? 'tree' : '', where, shown].filter((word) => word).join(' ');
}

/** What stays where it may: nothing here would be denied. */
export function isTame(effect: string): boolean {
  return /^(?:delete|overwrite|write|permissions)(?: tree)? (?:inside|own-temporary|temporary)\b|^package-install\b/.test(effect);
}
