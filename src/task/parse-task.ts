// A task's text in; front matter, prose and fenced code blocks out.
import type { Task } from '../types.ts';
import { extractCodeBlocks } from './extract-code-blocks.ts';

const FRONT_MATTER = /^---[ \t]*\r?\n([\s\S]*?)(?<=\n)(?:---|\.\.\.)[ \t]*(?:\r?\n|$)/;

/**
 * Reads a task: optional YAML front matter (`title`, `policy`, `timeout`, `tools`), then markdown.
 *
 * @param text The whole document.
 * @param source Where it came from, for messages. @default 'task'
 * @throws {TaskError} When the front matter is wrong.
 * @example
 * ```ts
 * import { parseTask } from 'approve-run';
 *
 * const task = await parseTask('---\ntitle: Hello\n---\n```sh\necho hi\n```\n');
 * console.log(task.title, task.blocks.length); // Hello 1
 * ```
 */
export async function parseTask(text: string, source = 'task'): Promise<Task> {
  const front = FRONT_MATTER.exec(text);
  if (front === null) return { source, settings: {}, notices: [], text, blocks: extractCodeBlocks(text) };
  const { readFrontMatter } = await import('./front-matter.ts');
  const matter = readFrontMatter(front[1] ?? '', source);
  const body = text.slice(front[0].length);
  return { source, ...matter, text: body, blocks: extractCodeBlocks(body, front[0].split('\n').length) };
}
