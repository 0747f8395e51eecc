// What came of a block in the folder, as its result tells, in; a line for each kind of change out. What is not there is not told.
import { fieldsOf } from '../../journal/read-journal.ts';
import type { Fact } from './facts.ts';
import { lineOf, listOf } from './read-field.ts';

const KINDS: readonly (readonly [field: string, name: string])[] = [
  ['created', 'Created'],
  ['changed', 'Changed'],
  ['deleted', 'Deleted'],
];

export function receiptFacts(receipt: unknown): readonly Fact[] {
  const fields = fieldsOf(receipt);
  return KINDS.map(([field, name]) => [name, ...listOf(fields[field]).map(fileWords)]);
}

/** A path, or a path with what there is to say of it. */
function fileWords(file: unknown): string {
  const { path, ...rest } = fieldsOf(file);
  if (path === undefined) return lineOf(file);
  return Object.keys(rest).length === 0 ? lineOf(path) : `${lineOf(path)} ${lineOf(rest)}`;
}
