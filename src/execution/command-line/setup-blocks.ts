// Functions in; the blocks that make them importable, and what tells a model of them, out.
import { digestOf } from '../../digest.ts';
import type { CodeBlock } from '../../types.ts';
import { type PythonFunction, stubOf } from './python-function.ts';

/** A block that installs what they need, if anything, and one that is saved as the module. Both run once, approved like all others. */
export function setupBlocks(functions: readonly PythonFunction[], module: string): readonly CodeBlock[] {
  if (functions.length === 0) return [];
  const requirements = unique(functions.flatMap((one) => one.requirements ?? []));
  const install = `python3 -m pip install ${requirements.map(quoted).join(' ')}\n`;
  return [...(requirements.length === 0 ? [] : [block('sh', install)]), block('python', moduleText(functions, module))];
}

export const FUNCTIONS_PROMPT = `You have access to the following user defined functions. They can be accessed from the module called \`$module_name\` by their function names.

For example, if there was a function called \`foo\` you could import it by writing \`from $module_name import foo\`

$functions`;

export function promptFor(functions: readonly PythonFunction[], module: string, template: string): string {
  const stubs = functions.map(stubOf).join('\n\n');
  return template.replace(/\$(module_name|functions)/g, (_, word) => (word === 'functions' ? stubs : module));
}

function moduleText(functions: readonly PythonFunction[], module: string): string {
  const imports = unique(functions.flatMap((one) => one.imports ?? []));
  const parts = [[`# filename: ${module}.py`, ...imports].join('\n'), ...functions.map(({ code }) => code.trim())];
  return `${parts.join('\n\n\n')}\n`;
}

function block(language: string, code: string): CodeBlock {
  return { index: 0, language, code, line: 0, digest: digestOf(code) };
}

function quoted(word: string): string {
  return `'${word.replaceAll("'", "'\\''")}'`;
}

function unique(words: readonly string[]): readonly string[] {
  return [...new Set(words)];
}
