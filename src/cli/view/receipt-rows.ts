// A receipt in, rows for people out: what a block did to files, and, as warnings, what was not predicted or did not happen. No rows for
// a block that did nothing.
import { visibleLine } from '../../text/visible.ts';
import type { FileChange, IgnoredChange, Receipt } from '../../types.ts';

export interface ReceiptRow {
  readonly mark: '+' | '~' | '-' | '·' | '…' | '!';
  readonly text: string;
}

/** Files, and warnings, that are told one by one below a block. */
const MOST_ROWS = 6;

const MARKS: Readonly<Record<FileChange['what'], ReceiptRow['mark']>> = { created: '+', changed: '~', deleted: '-' };
/** git changes it to look at something. */
const OF_GIT = /(?:^|\/)\.git\/$/;

/** @param all Every row, also of what is explained: for a record. */
export function receiptRows(receipt: Receipt, all = false): readonly ReceiptRow[] {
  const { files, counts, ignored, missing, incomplete, unpredictedProcesses } = receipt;
  const most = all ? Number.POSITIVE_INFINITY : MOST_ROWS;
  const plain = files.filter(({ unpredicted }) => !unpredicted);
  const flagged = files.filter(({ unpredicted }) => unpredicted);
  const aside = ignored.filter(({ path }) => all || !OF_GIT.test(path));
  const inAside = ignored.filter(({ unpredicted = 0 }) => unpredicted > 0);
  const flaggedInAside = inAside.reduce((sum, { unpredicted = 0 }) => sum + unpredicted, 0);
  const happened = [
    ...plain.map(({ what, path }): ReceiptRow => ({ mark: MARKS[what], text: visibleLine(path) })),
    ...aside.map((one): ReceiptRow => ({ mark: '·', text: `${visibleLine(one.path)}  ${counted(one)}, ignored by git` })),
  ];
  const total = counts.created + counts.changed + counts.deleted - (counts.unpredicted - flaggedInAside) + aside.length;
  const unpredicted = [
    ...flagged.map(({ what, path }) => `not predicted: ${what} ${visibleLine(path)}`),
    ...inAside.map(
      ({ path, unpredicted: count = 0 }) => `not predicted: ${number(count)} of the changes in ${visibleLine(path)}`,
    ),
  ];
  const warned = missing
    .filter(({ because }) => because === undefined)
    .map(({ says }) => `predicted, did not happen: ${visibleLine(says)}`);
  const explained = missing.filter(({ because }) => all && because !== undefined);
  const rows = [
    ...shortened(happened, most, total),
    ...explained.map(
      ({ says, because = '' }): ReceiptRow => ({
        mark: '·',
        text: `did not happen: ${visibleLine(says)} (${visibleLine(because)})`,
      }),
    ),
    ...warnings(unpredicted, most, counts.unpredicted - flaggedInAside + inAside.length, 'not predicted: '),
    ...warnings(warned, most, warned.length, 'predicted, did not happen: '),
    ...(unpredictedProcesses ? [{ mark: '!', text: 'not predicted: it left processes running' } as const] : []),
  ];
  if (incomplete === 0) return [...rows, { mark: '·', text: 'there are too many files here to look at any' }];
  if (incomplete === undefined || (rows.length === 0 && !all)) return rows;
  return [
    ...rows,
    { mark: '·', text: `there is more here than the ${number(incomplete)} files and folders that were looked at` },
  ];
}

function shortened(rows: readonly ReceiptRow[], most: number, total: number): readonly ReceiptRow[] {
  if (total <= most && rows.length === total) return rows;
  const shown = rows.slice(0, most - 1);
  return total > shown.length ? [...shown, { mark: '…', text: `${number(total - shown.length)} more` }] : shown;
}

function warnings(texts: readonly string[], most: number, total: number, lead: string): readonly ReceiptRow[] {
  const rows = texts.map((text): ReceiptRow => ({ mark: '!', text }));
  return shortened(rows, most, total).map((row) => (row.mark === '…' ? { mark: '!', text: `${lead}${row.text}` } : row));
}

function counted(change: IgnoredChange): string {
  const words = (['created', 'changed', 'deleted'] as const).filter((what) => change[what] > 0);
  return words.map((what) => `${number(change[what])} ${what}`).join(', ');
}

function number(count: number): string {
  return count.toLocaleString('en-US');
}
