// A conversation in; the same as the AI SDK takes it out, in a form that no provider refuses.
import { toUSVString } from 'node:util';
import type { ModelMessage } from 'ai';
import type { ConversationMessage } from '../types.ts';

/** Some providers want a user's message first, and some no message that is empty or ends in blanks. */
const OPENING: ModelMessage = { role: 'user', content: '(What was said before is left out.)' };

export function toModelMessages(messages: readonly Pick<ConversationMessage, 'role' | 'content'>[]): readonly ModelMessage[] {
  const said = messages
    .map(({ role, content }): ModelMessage => ({ role, content: toUSVString(content).trimEnd() }))
    .filter(({ content }) => content !== '');
  return said[0]?.role === 'user' ? said : [OPENING, ...said];
}
