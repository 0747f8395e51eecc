// What a block did to files, as its result tells, in; a line for each kind of change out. What is not there is not told.
import type { Fields } from '../../journal/chain.ts';
import { fieldsOf, listOf, numberOf } from '../../journal/read-field.ts';
import type { Fact } from './facts.ts';
import { lineOf } from './read-field.ts';

const KINDS = [
  ['created', 'Created'],
  ['changed', 'Changed'],
  ['deleted', 'Deleted'],
] as const;

export function receiptFacts(receipt: unknown): readonly Fact[] {
  const { files, counts, ignored, missing, incomplete, unpredictedProcesses } = fieldsOf(receipt);
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
    [
      'Not looked at',
      incomplete !== undefined && `There is more than the ${numberOf(incomplete)} files and folders that were looked at.`,
    ],
  ];
}

function pathsOf(files: readonly Fields[], kind: string, count: number): readonly string[] {
  const its = files.filter(({ what }) => what === kind);
  const paths = its.map(({ path, unpredicted }) => `${lineOf(path)}${unpredicted === true ? '  ! not predicted' : ''}`);
  return count > its.length ? [...paths, `${(count - its.length).toLocaleString('en-US')} more, not listed`] : paths;
}

function countsOf(counts: Fields): string {
  const words = KINDS.filter(([what]) => numberOf(counts[what]) > 0);
  return words.map(([what]) => `${numberOf(counts[what]).toLocaleString('en-US')} ${what}`).join(', ');
}

function missingWords({ says, because }: Fields): string {
  return because === undefined ? `! ${lineOf(says)}` : `${lineOf(says)} (${lineOf(because)})`;
}
