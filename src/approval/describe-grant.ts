// A grant that is about to be saved in; the lines that say what it would and would not let run out.
import type { Grant } from '../grant.ts';
import { visibleLine } from '../text/visible.ts';
import { admits } from './grant-covers.ts';
import { nameOf } from './name-grant.ts';

/** What follows a prefix, as people and attackers write it. Each is tried, and shown on the side where it falls. */
const TRIED = ['', ' -- --watch', ' anything', ' --any-option', '; rm x', 'ing', ' $(cat x)', ' > file', ' && ls', ' | sh'];
const MOST_SHOWN = 5;

interface Paint {
  readonly dim: (text: string) => string;
  readonly strong: (text: string) => string;
}

export function describeGrant(grant: Grant, lasts: string, { dim, strong }: Paint): readonly string[] {
  const { holds, tool, project, cwd, does, usesLeft } = grant;
  const row = (label: string, text: string) => `${dim(label.padEnd(10))}${text}`;
  const folder = cwd === project ? visibleLine(cwd) : `${visibleLine(cwd)}, of ${visibleLine(project)}`;
  const uses = usesLeft === undefined ? '' : `, ${usesLeft} more ${usesLeft === 1 ? 'time' : 'times'}`;
  return [
    '',
    strong(`always ${nameOf(grant)}`),
    row('for', `${lasts}${uses}; ${visibleLine(tool)} in ${folder}`),
    ...(holds.kind === 'prefix' ? prefixRows(holds.words) : [row('lets run', 'these bytes; not one more or less')]),
    row(
      'but asks',
      `where a rule asks, and where a block does more than this one${does.length === 0 ? '' : ` (${visibleLine(does.join(', '))})`}`,
    ),
    dim('Files that it runs are not part of it: they may change.'),
  ];

  function prefixRows(words: readonly string[]): readonly string[] {
    const all = TRIED.map((tail) => `${words.join(' ')}${tail}`);
    const shown = (admitted: boolean) =>
      all
        .filter((code) => admits(words, code) === admitted)
        .slice(0, MOST_SHOWN)
        .join(' · ');
    return [row('lets run', shown(true)), row('not', shown(false))];
  }
}
