// Turns, and what came of their blocks, in; the conversation as an approver is shown it out.
import { report } from './report.ts';
import type { ConversationMessage, Exchange } from './types.ts';

/** @param source Who proposes the turns. */
export function conversationOf(
  opening: readonly ConversationMessage[],
  exchanges: readonly Exchange[],
  source: string,
): readonly ConversationMessage[] {
  return [
    ...opening,
    ...exchanges.flatMap(({ turn, outcomes }): ConversationMessage[] => [
      { role: 'assistant', source, content: turn.text },
      ...(outcomes.length === 0
        ? []
        : [{ role: 'user', source: 'approve-run', content: report(outcomes, 'full') } satisfies ConversationMessage]),
    ]),
  ];
}
