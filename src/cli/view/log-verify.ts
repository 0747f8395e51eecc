// What was found of journals in, lines for people out: what is not as it was written first.
import type { FolderReport } from '../../journal/verify-folder.ts';
import type { RunReport } from '../../journal/verify-run.ts';
import { shortDigest } from '../../text/short-digest.ts';
import { shortPath } from '../../text/short-path.ts';
import { visibleLine } from '../../text/visible.ts';
import { paintStdout as paint } from '../../view/paint.ts';

const STATUS: Readonly<Record<RunReport['status'], (report: RunReport) => string>> = {
  sound: () => paint.good('✓'),
  unfinished: () => paint.warn('–'),
  torn: () => paint.warn('!'),
  broken: () => paint.bad('✗'),
};

export function foundBroken({ runs, index }: FolderReport): boolean {
  return index.broken !== undefined || runs.some(({ status }) => status === 'broken');
}

export function verifyLines({ runs, index }: FolderReport, indexFile: string): readonly string[] {
  const broken = runs.filter(({ status }) => status === 'broken').length;
  const others = runs.length - broken;
  const unchecked = runs.some((run) => run.unchecked);
  const indexLine = index.broken && `${paint.bad('✗')} ${shortPath(indexFile)}  line ${index.broken.line} ${index.broken.what}`;
  return [
    ...runs.map((run) => `${STATUS[run.status](run)} ${reportWords(run)}`),
    ...(indexLine === undefined ? [] : [indexLine]),
    ...(unchecked ? [paint.dim('They are signed; without APPROVE_RUN_JOURNAL_KEY only the hashes were looked at.')] : []),
    `${others} as written, ${broken} not${index.broken === undefined ? '' : ', nor is the index'}`,
  ];
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
