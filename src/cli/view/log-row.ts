// A row of a time line, and the room there is, in; the lines that it takes on a terminal out.
import { hang, wrap } from '../../text/wrap.ts';
import { paintStdout as paint } from '../../view/paint.ts';

/** What it begins with, and what may be long: a sentence, or, where it is `verbatim`, text whose spaces count. */
export interface Row {
  readonly lead?: string;
  readonly text: string;
  readonly verbatim?: boolean;
}

/** Of a mark and a space. */
const LEAD_WIDTH = 2;

/** @param before What stands before it. @param indent What stands there in the lines after, as wide. @param columns None where nothing is broken. */
export function rowLine({ lead = '', text, verbatim = false }: Row, before: string, indent: string, columns: number | undefined) {
  if (columns === undefined) return `${before}${lead}${text}`;
  if (!verbatim) return hang(`${before}${lead}`, text, columns);
  const { rows } = wrap(text, Math.max(1, columns - indent.length - LEAD_WIDTH));
  return rows.map((row, at) => `${at === 0 ? before : indent}${lead}${row}`).join('\n');
}

/** Text that somebody wrote, or a program printed, line by line. */
export function verbatimRows(lines: readonly string[], mark = '│'): readonly Row[] {
  return lines.map((text) => ({ lead: `${paint.dim(mark)} `, text, verbatim: true }));
}
