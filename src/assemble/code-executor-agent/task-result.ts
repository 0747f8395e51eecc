// A task as users give it in, messages out; and what came of it, as a `TaskResult`.
import { UsageError } from '../../errors.ts';
import type { AgentTask, InnerMessage, TaskResult, TextMessage } from './messages.ts';

export function messagesOf(task: AgentTask): readonly TextMessage[] {
  if (typeof task === 'string') return [{ type: 'TextMessage', source: 'user', content: task }];
  return checkMessages(Array.isArray(task) ? task : [task]);
}

/** @throws {UsageError} For what is no list of messages. */
export function checkMessages(messages: readonly TextMessage[]): readonly TextMessage[] {
  const isMessage = (one: unknown) =>
    typeof one === 'object' && one !== null && 'source' in one && 'content' in one && typeof one.content === 'string';
  if (Array.isArray(messages) && messages.every(isMessage)) return messages;
  throw new UsageError(
    "Give the agent a list of messages { type: 'TextMessage', source: 'user', content: '…' }; run takes a text, too.",
  );
}

export function resultOf(
  given: readonly TextMessage[],
  inner: readonly InnerMessage[],
  answer: TextMessage,
  stopReason: string | undefined,
): TaskResult {
  return { type: 'TaskResult', messages: [...given, ...inner, answer], ...(stopReason === undefined ? {} : { stopReason }) };
}
