// Code in; what in it is not what it looks like, counted and named in a sentence each, out. `codeLines` marks where.
import { EMOJI } from '../text/emoji.ts';
import { lookAlikes } from '../text/look-alikes.ts';
import { visible } from '../text/visible.ts';
import { drawMarks, marked } from './mark-code.ts';

const ASCII = /^[\x20-\x7e\n\t]*$/;
/** Letters of Hebrew, Arabic and their kin: terminals that know them turn the order of what stands between two of them. */
const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;
const NAMED = 3;

export function codeWarnings(code: string, colour: boolean): string[] {
  if (ASCII.test(code)) return [];
  const lines = code.split('\n');
  const words = [...new Set(lines.flatMap((line) => lookAlikes(line).map(({ says }) => says)))];
  const turned = lines.filter((line) => RIGHT_TO_LEFT.test(line)).length;
  return [hidden(code, colour), likeOthers(words), rightToLeft(turned)].filter((says) => says !== '');
}

function hidden(code: string, colour: boolean): string {
  const escapes: string[] = [];
  visible(code.replace(EMOJI, ''), (shown) => {
    escapes.push(shown);
    return shown;
  });
  const [first = ''] = escapes;
  if (first === '') return '';
  return `${counted(escapes.length, 'hidden character')}, shown like ${drawMarks(marked(first), colour)}`;
}

function likeOthers(words: readonly string[]): string {
  if (words.length === 0) return '';
  const named = words.slice(0, NAMED).join(', ');
  return `${words.length === 1 ? '1 word looks like another' : `${words.length} words look like others`}: ${named}${words.length > NAMED ? ', …' : ''}`;
}

function rightToLeft(lines: number): string {
  if (lines === 0) return '';
  return `${counted(lines, 'line')} with right-to-left letters, which a terminal may draw in another order than they run`;
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}
