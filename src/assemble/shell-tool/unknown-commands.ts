// Effects in; which commands are programs that nobody knows out, by their place among all of them.
import type { Effect } from '../../effects.ts';

export function unknownCommands(effects: readonly Effect[]): ReadonlySet<number> {
  return new Set(effects.flatMap(({ kind, command }) => (kind === 'execute' && command !== undefined ? [command] : [])));
}
