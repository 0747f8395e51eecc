// A reader small enough to be seen through: `rm x` deletes x, `npm …` executes, `?` cannot be told, all else has no effect.
import type { Effect } from '../../src/effects.ts';
import type { ReadCode } from '../../src/policy/policy.ts';
import { command, effect } from './make.ts';

export const fakeRead: ReadCode = async (code, tool, { cwd, home }) => {
  if (tool !== 'bash') return { effects: [effect('unread')], commands: [] };
  const lines = code.split('; ');
  const effects = lines.flatMap((line, at): Effect[] => {
    const [program, path = ''] = line.split(' ');
    if (program === 'npm') return [effect('execute', { command: at })];
    if (program === '?') return [effect('opaque', { command: at })];
    if (program !== 'rm') return [];
    const absolute = path.startsWith('~') ? home + path.slice(1) : `${cwd}/${path}`;
    return [effect('delete', { command: at, path: absolute, where: path.startsWith('~') ? 'home' : 'inside' })];
  });
  return { effects, commands: lines.map((line) => command(line)) };
};
