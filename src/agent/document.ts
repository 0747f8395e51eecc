// A task in, an agent out that proposes the task's own blocks, in order, as one turn. No model.
import type { Agent, Task } from '../types.ts';

export function documentAgent(task: Task): Agent {
  return {
    name: 'document',
    next: async (history) => (history.length === 0 ? { text: task.text, blocks: task.blocks } : undefined),
  };
}
