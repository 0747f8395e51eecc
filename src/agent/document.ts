// A task in, an agent out that proposes the task's own blocks, in order, as one turn. No model.
import type { Agent, Task } from '../types.ts';

/**
 * Proposes the blocks of a task, in order, in one turn.
 *
 * @example
 * ```ts
 * import { documentAgent, parseTask } from 'approve-run';
 *
 * const agent = documentAgent(await parseTask('```bash\necho hello\n```\n'));
 * console.log(agent.name); // document
 * ```
 */
export function documentAgent(task: Task): Agent {
  return {
    name: 'document',
    next: async () => ({ text: task.text, blocks: task.blocks, final: true }),
  };
}
