// What a block did to files, as its result tells, in; a line for each kind of change out. What is not there is not told.
import type { Fields } from '../../journal/chain.ts';
import { fieldsOf } from '../../journal/read-journal.ts';
import { type Fact, MOST_VALUES } from './facts.ts';
import { lineOf, listOf, numberOf } from './read-field.ts';

const KINDS = [
  ['created', 'Created'],
  ['changed', 'Changed'],
  ['deleted', 'Deleted'],
] as const;

export function receiptFacts(receipt: unknown): readonly Fact[] {
  const { files, counts, ignored, missing, incomplete, unpredictedProcesses, unsure, unread } = fieldsOf(receipt);
  const all = listOf(files).map(fieldsOf);
  return [
    ...KINDS.map(([what, name]): Fact => [name, ...pathsOf(all, what, numberOf(fieldsOf(counts)[what]))]),
    [
      'Ignored by git',
      ...listOf(ignored)
        .map(fieldsOf)
        .map((one) => `${lineOf(one.path)}: ${countsOf(one)}`),
    ],
    ['Not predicted', unpredictedProcesses === true && '! It left processes running.'],
    ['Not happened', ...listOf(missing).map(fieldsOf).map(missingWords)],
    // Of a block that changed nothing there was nothing to compare.
    [
      'Not compared',
      unsure !== undefined &&
        all.length + listOf(ignored).length > 0 &&
        `What was predicted, with what happened: ${lineOf(unsure)}.`,
    ],
    [
      'Not looked at',
      incomplete !== undefined &&
        `There is more than the ${numberOf(incomplete).toLocaleString('en-US')} files and folders that were looked at.`,
      numberOf(unread) > 0 && `${numberOf(unread).toLocaleString('en-US')} folders could not be read.`,
    ],
  ];
}

/** What nobody predicted comes first: it must not be among what is only counted. */
function pathsOf(files: readonly Fields[], kind: string, count: number): readonly string[] {
  const surprise = ({ unpredicted }: Fields) => Number(unpredicted === true);
  const its = files.filter(({ what }) => what === kind).toSorted((one, other) => surprise(other) - surprise(one));
  const paths = its.map((file) => `${lineOf(file.path)}${surprise(file) ? '  ! not predicted' : ''}`);
  const all = Math.max(count, its.length);
  const shown = all > MOST_VALUES || all > its.length ? paths.slice(0, MOST_VALUES - 1) : paths;
  return all > shown.length ? [...shown, `… and ${(all - shown.length).toLocaleString('en-US')} more`] : shown;
}

function countsOf(counts: Fields): string {
  const words = KINDS.filter(([what]) => numberOf(counts[what]) > 0);
  const surprises = numberOf(counts.unpredicted);
  const told = words.map(([what]) => `${numberOf(counts[what]).toLocaleString('en-US')} ${what}`).join(', ');
  return surprises > 0 ? `${told}  ! ${surprises.toLocaleString('en-US')} not predicted` : told;
}

function missingWords({ says, because }: Fields): string {
  return because === undefined ? `! ${lineOf(says)}` : `${lineOf(says)} (${lineOf(because)})`;
}
