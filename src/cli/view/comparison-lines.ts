// What came of a block against what came of it then, or the counts of that, in; the lines that say so out. It may come from a journal that
// anybody wrote: whatever is shown was made visible.
import { type Fields, isRecord } from '../../journal/chain.ts';
import { fieldsOf, listOf, numberOf, textOf } from '../../journal/read-field.ts';
import { visibleLine } from '../../text/visible.ts';
import type { paint as Paint } from '../../view/paint.ts';
import { endingWords } from './result-words.ts';

/** What it begins with, and what may be long. */
type Line = readonly [lead: string, text: string];

/** @param event `block-compared`. */
export function comparisonLines({ same, ending, output }: Fields, paint: typeof Paint): readonly Line[] {
  if (same === true) return [['  ', paint.dim('same')]];
  const differs = `  ${paint.warn('≠')} `;
  const { before, now } = fieldsOf(ending);
  return [
    ...(isRecord(ending) ? [[differs, endings(endingWords(before), endingWords(now))] as const] : []),
    ...(isRecord(output) ? outputLines(output, differs, paint) : []),
  ];
}

/** @param event `run-compared`. */
export function comparedInAll({ same, differ, missing, added }: Fields): string {
  const [came, differs, gone, fresh] = [numberOf(same), numberOf(differ), numberOf(missing), numberOf(added)];
  const all = came + differs + gone;
  if (all === 0) return 'Nothing to compare: no block had a result then';
  return [
    `${came} of ${all} block${all === 1 ? '' : 's'} came out as before`,
    ...(differs === 0 ? [] : [`${differs} differ${differs === 1 ? 's' : ''}`]),
    ...(gone === 0 ? [] : [`${gone} did not run`]),
    ...(fresh === 0 ? [] : [`${fresh} had no result then`]),
  ].join(' · ');
}

/** `exit 0 → 1`. */
function endings(before: string, now: string): string {
  return `${before} → ${before.startsWith('exit ') ? now.replace(/^exit /, '') : now}`;
}

function outputLines({ before, now, lines, more }: Fields, differs: string, paint: typeof Paint): readonly Line[] {
  const shown = listOf(lines).map(textOf);
  const sizes = before === now ? `${numberOf(now)} bytes` : `${numberOf(before)} → ${numberOf(now)} bytes`;
  const where = shown.length === 0 ? ', though the text that is kept of it is the same' : '';
  const rest = numberOf(more) === 0 ? [] : [['      ', paint.dim(`… ${numberOf(more)} more`)] as const];
  return [[differs, `output, ${sizes}${where}`], ...shown.map((line) => lineOf(line, paint)), ...rest];
}

function lineOf(line: string, paint: typeof Paint): Line {
  const text = visibleLine(line.slice(1));
  if (line.startsWith('-')) return [`    ${paint.bad('-')} `, paint.bad(text)];
  if (line.startsWith('+')) return [`    ${paint.good('+')} `, paint.good(text)];
  return ['      ', paint.dim('(without a line feed at its end)')];
}
