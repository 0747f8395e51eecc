// A task in, an agent out that proposes the task's own blocks, in order, as one turn. No model.
import type { Agent, Task } from '../types.ts';

export function documentAgent(task: Task): Agent {
  return {
    name: 'document',
    next: async () => ({ text: task.text, blocks: task.blocks, final: true }),
  };
}
