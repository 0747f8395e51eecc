// A grant that is about to be saved in; the lines that say what it would and would not let run out.
import type { Grant } from '../../grant.ts';
import { visibleLine } from '../../text/visible.ts';
import { wrap } from '../../text/wrap.ts';
import { admits } from '../grants/grant-covers.ts';
import { nameOf, runnerOf } from '../grants/name-grant.ts';
import type { Paint } from './ask-prompt.ts';

interface Look {
  readonly columns: number;
  readonly paint: Paint;
}

/** What follows a prefix, as people and attackers write it. Each is tried, and shown on the side where it falls. */
const TRIED = ['', ' -- --watch', ' anything', ' --any-option', '; rm x', 'ing', ' $(cat x)', ' > file', ' && ls', ' | sh'];
const MOST_SHOWN = 5;
const LABEL = 10;
const SEPARATOR = ' · ';

/** @param lasts How long it holds, in words. */
export function describeGrant(grant: Grant, lasts: string, { columns, paint }: Look): readonly string[] {
  const { holds, project, cwd, does, usesLeft } = grant;
  const folder = cwd === project ? visibleLine(cwd) : `${visibleLine(cwd)}, of ${visibleLine(project)}`;
  const uses = usesLeft === undefined ? '' : `, ${usesLeft} more ${usesLeft === 1 ? 'time' : 'times'}`;
  const deeds = does.length === 0 ? 'this one changes nothing' : `this one: ${visibleLine(does.join(', '))}`;
  const room = Math.max(1, columns - LABEL);
  /** A word that fits on no row, such as the host of an address, must not go on at the left edge. */
  const fitting = (word: string) => wrap(word, room).rows;
  const sentence = (label: string, text: string) => row(label, text.split(' ').flatMap(fitting), ' ');
  return [
    paint.strong(`always ${nameOf(grant)}`),
    ...sentence('for', `${lasts}${uses}; ${runnerOf(grant)}${grant.sandbox === undefined ? '' : ','} in ${folder}`),
    ...(holds.kind === 'prefix' ? prefixRows(holds.words) : sentence('lets run', 'these bytes, not one more or less')),
    ...sentence('but asks', `where a rule asks, and where a block does more (${deeds})`),
    ...sentence('', 'Files that it runs are not part of it: they may change.'),
  ];

  function prefixRows(words: readonly string[]): readonly string[] {
    const all = TRIED.map((tail) => `${words.join(' ')}${tail}`);
    const those = (admitted: boolean) => all.filter((code) => admits(words, code) === admitted).slice(0, MOST_SHOWN);
    return [...row('lets run', those(true), SEPARATOR), ...row('not', those(false), SEPARATOR)];
  }

  /** Parts side by side as far as they fit; no part is broken here. */
  function row(label: string, parts: readonly string[], separator: string): readonly string[] {
    const lines: string[] = [];
    for (const part of parts) {
      const longer = `${lines.at(-1)}${separator}${part}`;
      if (lines.length > 0 && longer.length <= room) lines.push(`${lines.pop()}${separator}${part}`);
      else lines.push(part);
    }
    return lines.map((line, at) => `${paint.dim((at === 0 ? label : '').padEnd(LABEL))}${line}`);
  }
}
