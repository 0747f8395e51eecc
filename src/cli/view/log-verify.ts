// What was found of journals in, lines for people out: what is not as it was written first.
import type { FolderReport } from '../../journal/verify-folder.ts';
import type { RunReport } from '../../journal/verify-run.ts';
import { shortDigest } from '../../text/short-digest.ts';
import { shortPath } from '../../text/short-path.ts';
import { visibleLine } from '../../text/visible.ts';
import { hang } from '../../text/wrap.ts';
import { paintStdout as paint } from '../../view/paint.ts';

const STATUS: Readonly<Record<RunReport['status'], () => string>> = {
  sound: () => paint.good('✓'),
  unfinished: () => paint.warn('–'),
  torn: () => paint.warn('!'),
  broken: () => paint.bad('✗'),
};

export function foundBroken({ runs, index }: FolderReport): boolean {
  return index.broken !== undefined || runs.some(({ status }) => status === 'broken');
}

export function verifyLines({ runs, index }: FolderReport, indexFile: string, columns: number | undefined): readonly string[] {
  const unchecked = runs.some((run) => run.unchecked);
  const { broken } = index;
  const ofIndex = broken && `${shortPath(indexFile)}  line ${broken.line} ${broken.what}`;
  return [
    ...runs.map((run) => reportLine(run, columns)),
    ...(ofIndex === undefined ? [] : [hang(`${paint.bad('✗')} `, ofIndex, columns)]),
    ...(unchecked
      ? [paint.dim(hang('', 'They are signed; without APPROVE_RUN_JOURNAL_KEY only the hashes were looked at.', columns))]
      : []),
    inAll({ runs, index }),
  ];
}

function inAll({ runs, index }: FolderReport): string {
  const broken = runs.filter(({ status }) => status === 'broken').length;
  const nor = index.broken === undefined ? '' : broken > 0 ? ', nor is the index' : ', but the index is not';
  if (broken > 0) return `${broken} of ${runs.length} ${broken === 1 ? 'is' : 'are'} not as written${nor}`;
  return `${runs.length === 1 ? '1 is' : `all ${runs.length} are`} as written${nor}`;
}

/** One run, in a mark and words. */
export function reportLine(report: RunReport, columns: number | undefined): string {
  return hang(`${STATUS[report.status]()} `, reportWords(report), columns);
}

/** One run, in words. */
export function reportWords({ run, status, lines, head = '', broken }: RunReport): string {
  const size = `${lines} lines · head ${shortDigest(head)}`;
  const words = {
    sound: size,
    unfinished: `${size} · unfinished: what may be missing at its end does not show`,
    torn: `${size} · torn after line ${lines}, as after a crash`,
    broken: `line ${broken?.line} ${visibleLine(broken?.what ?? '')}`,
  };
  return `${run}  ${words[status]}`;
}
