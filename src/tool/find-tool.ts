// A fence's language and the tools in; the tool that runs it, or undefined, out.
import type { Tool } from './tool.ts';

/**
 * Finds the tool for a language as people write it after a fence: `Bash`, `{.python}`, `js,twoslash`, `py:demo.py`.
 */
export function findTool(language: string, tools: readonly Tool[]): Tool | undefined {
  const word = /^\{?\.?([\w+#-]+)/.exec(language.toLowerCase())?.[1];
  return word === undefined ? undefined : tools.find((tool) => tool.name === word || tool.languages.includes(word));
}
