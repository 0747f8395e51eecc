// Which blocks are found in a message, row 105. No language is ever guessed: what has none is listed, and never runs.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { extractCodeBlocks } from '../../src/task/extract-code-blocks.ts';
import { findTool } from '../../src/tool/find-tool.ts';
import { BUILT_IN_TOOLS } from '../../src/tool/tools.ts';

/** What it is, the message, and of each block its language, code and tool. */
const MESSAGES: readonly (readonly [
  string,
  string,
  ...(readonly [language: string, code: string, tool: string | undefined])[],
])[] = [
  ['no block', 'Nothing to run, `echo a` is only mentioned.\n'],
  ['one block', 'Run:\n\n```python\nprint(1)\n```\n', ['python', 'print(1)\n', 'python']],
  [
    'two blocks',
    '```python\nprint(1)\n```\n\nand\n\n```bash\necho 2\n```\n',
    ['python', 'print(1)\n', 'python'],
    ['bash', 'echo 2\n', 'bash'],
  ],
  [
    'an indented fence',
    '1. First\n\n   ```python\n   if True:\n       print(1)\n   ```\n',
    ['python', 'if True:\n    print(1)\n', 'python'],
  ],
  ['a fence three spaces in', '   ```python\n   print(1)\n   ```\n', ['python', 'print(1)\n', 'python']],
  ['a space before the language, CRLF', '``` python\r\nprint(1)\r\n```\r\n', ['python', 'print(1)\n', 'python']],
  ['bash', '```bash\necho 1\n```', ['bash', 'echo 1\n', 'bash']],
  ['valid python without a language: found, not guessed', '```\nprint(1)\n```\n', ['', 'print(1)\n', undefined]],
  ['C# without a language', '```\nConsole.WriteLine(1);\n```\n', ['', 'Console.WriteLine(1);\n', undefined]],
];

for (const [name, message, ...expected] of MESSAGES) {
  test(`105. ${name}`, () =>
    assert.deepEqual(
      extractCodeBlocks(message).map(({ language, code }) => [language, code, findTool(language, BUILT_IN_TOOLS)?.name]),
      expected,
    ));
}
