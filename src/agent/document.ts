// A task in, an agent out that proposes the task's own blocks, in order, as one turn. No model.
import { UsageError } from '../errors.ts';
import type { Agent, Task } from '../types.ts';

/**
 * Proposes the blocks of a task, in order, in one turn.
 *
 * @throws {UsageError} For what is no task.
 * @example
 * ```ts
 * import { documentAgent, parseTask } from 'approve-run';
 *
 * const agent = documentAgent(await parseTask('```bash\necho hello\n```\n'));
 * console.log(agent.name); // document
 * ```
 */
export function documentAgent(task: Task): Agent {
  // A promise, above all: without types, an `await` is soon forgotten.
  if (!Array.isArray(task?.blocks)) throw new UsageError('documentAgent needs a task, such as await parseTask(markdown) gives.');
  return {
    name: 'document',
    next: async () => ({ text: task.text, blocks: task.blocks, final: true }),
  };
}
