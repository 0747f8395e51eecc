// What was typed and what may be answered here in; the answer, or that it is none, out.
import { type Answer, readAnswer } from './read-answer.ts';

export interface Choices {
  /** When set, this typed code approves and `yes` does not. */
  readonly code?: string | undefined;
  readonly canRemember: boolean;
  readonly canEdit: boolean;
}

export function understand(text: string, { code, canRemember, canEdit }: Choices): Answer {
  const answer = readAnswer(text);
  const unknown = { kind: 'unknown' } as const;
  if (code !== undefined && text.trim().toUpperCase() === code) return { kind: 'once' };
  if (answer.kind === 'once') return code === undefined ? answer : unknown;
  if (answer.kind === 'always') return canRemember && code === undefined ? answer : unknown;
  if (answer.kind === 'edit') return canEdit ? answer : unknown;
  return answer;
}

/** The end of a sentence that says of something that it is no answer. */
export function acceptedWords({ code, canRemember, canEdit }: Choices): string {
  const edit = canEdit ? 'edit, ' : '';
  if (code !== undefined) return ` here. Type ${code} to run the block, or ${edit}deny [reason], quit, ?`;
  return `. Type yes, ${canRemember ? 'always, ' : ''}${edit}deny [reason], quit or ?`;
}
