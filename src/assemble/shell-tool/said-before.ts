// The messages that the AI SDK hands to a tool in, the conversation as an approver is shown it out. Whatever is no text is left out.
import type { ConversationMessage } from '../../types.ts';

export function saidBefore(messages: unknown): readonly ConversationMessage[] {
  if (!Array.isArray(messages)) return [];
  return messages.flatMap((message: unknown): ConversationMessage[] => {
    const { role, content } = Object(message);
    const said = textOf(content);
    if (said === '' || (role !== 'user' && role !== 'assistant')) return [];
    return [{ role, source: role === 'user' ? 'user' : 'model', content: said }];
  });
}

function textOf(content: unknown): string {
  if (typeof content === 'string') return content;
  if (!Array.isArray(content)) return '';
  return content
    .map((part: unknown) => Object(part))
    .filter((part) => part.type === 'text' && typeof part.text === 'string')
    .map((part) => part.text)
    .join('\n');
}
