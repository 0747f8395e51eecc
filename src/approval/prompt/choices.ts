// What was typed and what may be answered here in; the answer, or that it is none, out.
import { type Answer, readAnswer } from './read-answer.ts';

export interface Choices {
  /** When set, this typed code approves and `yes` does not. */
  readonly code?: string | undefined;
  readonly canRemember: boolean;
  readonly canEdit: boolean;
  /** An `always` can hold for this run and no longer. @default false */
  readonly thisRunOnly?: boolean;
  /** Any line is an answer, which somebody else understands; to `approval` it must say something. @default none is */
  readonly anyText?: 'approval' | 'input';
}

const THIS_RUN = '"always" is for this run here: type it alone';

export function understand(text: string, choices: Choices): Answer | { readonly kind: 'text' } {
  const { code, canRemember, canEdit, thisRunOnly = false, anyText } = choices;
  const unknown = { kind: 'unknown' } as const;
  if (anyText !== undefined) return text.trim() === '' && anyText === 'approval' ? unknown : { kind: 'text' };
  const answer = readAnswer(text);
  if (code !== undefined && text.trim().toUpperCase() === code) return { kind: 'once' };
  if (answer.kind === 'once') return code === undefined ? answer : unknown;
  if (answer.kind === 'always') {
    if (!canRemember || code !== undefined) return unknown;
    return thisRunOnly && answer.width.kind !== 'tool' ? { ...unknown, why: THIS_RUN } : answer;
  }
  if (answer.kind === 'edit') return canEdit ? answer : unknown;
  return answer;
}

/** The end of a sentence that says of something that it is no answer. */
export function acceptedWords({ code, canRemember, canEdit, anyText }: Choices): string {
  if (anyText !== undefined) return '';
  const edit = canEdit ? 'edit, ' : '';
  if (code !== undefined) return ` here. Type ${code} to run the block, or ${edit}deny [reason], quit, ?`;
  return `. Type yes, ${canRemember ? 'always, ' : ''}${edit}deny [reason], quit or ?`;
}
