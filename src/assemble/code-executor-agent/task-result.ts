// A task as users give it in, messages out; and what came of it, as a `TaskResult`.
import type { AgentTask, InnerMessage, TaskResult, TextMessage } from './messages.ts';

export function messagesOf(task: AgentTask): readonly TextMessage[] {
  if (typeof task === 'string') return [{ type: 'TextMessage', source: 'user', content: task }];
  return 'type' in task ? [task] : task;
}

export function resultOf(
  given: readonly TextMessage[],
  inner: readonly InnerMessage[],
  answer: TextMessage,
  stopReason: string | undefined,
): TaskResult {
  return { type: 'TaskResult', messages: [...given, ...inner, answer], ...(stopReason === undefined ? {} : { stopReason }) };
}
