// Documents that people write, and what must come out of them.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { endsInsideBlock, extractCodeBlocks } from '../../src/task/extract-code-blocks.ts';

/** Name, document, and `language@line: code` of each block. */
const CASES: readonly [string, string, readonly string[]][] = [
  ['a plain fence', '```bash\necho hi\n```\n', ['bash@1: echo hi\n']],
  ['tildes', 'text\n\n~~~ python\nprint(1)\n~~~\n', ['python@3: print(1)\n']],
  ['a longer fence holds a shorter one', '````md\n```sh\nls\n```\n````\n', ['md@1: ```sh\nls\n```\n']],
  ['tildes hold backticks', '~~~md\n```sh\nls\n```\n~~~\n', ['md@1: ```sh\nls\n```\n']],
  ['a backtick inside a string does not close', '```python\nx = "```"\nprint(x)\n```\n', ['python@1: x = "```"\nprint(x)\n']],
  ['in a list item', '- step\n\n  ```sh\n  ls\n   -la\n  ```\n', ['sh@3: ls\n -la\n']],
  ['in a nested list', '1. a\n   - b\n\n     ~~~sh\n     ls\n     ~~~\n', ['sh@4: ls\n']],
  ['in a block quote', '> ```sh\n> ls\n> ```\n', ['sh@1: ls\n']],
  ['a quote that ends an unclosed fence', '> ```sh\n> ls\nafter\n', ['sh@1: ls\n']],
  ['indented opener', '  ```sh\n  ls\n  ```\n', ['sh@1: ls\n']],
  ['indented code is text', 'text\n\n    ```sh\n    rm x\n    ```\n', []],
  ['an unclosed fence runs to the end', '```sh\nls\n', ['sh@1: ls\n']],
  ['carriage returns', '```sh\r\nif true\r\nthen echo hi\r\nfi\r\n```\r\n', ['sh@1: if true\nthen echo hi\nfi\n']],
  ['attributes after the language', '```bash {.numberLines} title="x"\nls\n```\n', ['bash@1: ls\n']],
  ['nothing in an HTML comment', '<!--\n```sh\nrm x\n```\n-->\n', []],
  ['a comment that is closed on its line hides nothing', '<!-- note -->\n\n```sh\nls\n```\n', ['sh@3: ls\n']],
  ['no language', '```\nls\n```\n', ['@1: ls\n']],
  ['an empty block', '```sh\n```\n', ['sh@1: ']],
  ['a fence with text behind it does not close', '```sh\nls\n``` x\n```\n', ['sh@1: ls\n``` x\n']],
  ['inline code is no block', 'run ```ls``` now\n', []],
  ['json, then prose that looks like a language', '```json\n{}\n```\npython\nprose\n```\nx\n```\n', ['json@1: {}\n', '@6: x\n']],
  ['tabs and blank lines stay', '```make\n\ta:\n\n\t\tb\n```\n', ['make@1: \ta:\n\n\t\tb\n']],
  ['an empty document', '', []],
];

for (const [name, markdown, expected] of CASES) {
  test(name, () => {
    const found = extractCodeBlocks(markdown).map(({ language, line, code }) => `${language}@${line}: ${code}`);
    assert.deepEqual(found, expected);
  });
}

test('blocks are numbered, and their digests stand for their bytes', () => {
  const [first, second, third] = extractCodeBlocks('```sh\na\n```\n```sh\na\n```\n```sh\né\n```\n');
  assert.deepEqual([first?.index, second?.index, third?.index], [1, 2, 3]);
  assert.equal(first?.digest, '87428fc522803d31065e7bce3cf03fe475096631e5e07bbd7a0fde60c4cf25c7');
  assert.equal(first?.digest, second?.digest);
  assert.notEqual(first?.digest, third?.digest);
});

test('deep nesting loses nothing, or says so', () => {
  const quoted = (depth: number) => `${'> '.repeat(depth)}\`\`\`sh\n${'> '.repeat(depth)}ls\n`;
  assert.equal(extractCodeBlocks(quoted(90)).length, 1);
  assert.throws(() => extractCodeBlocks(quoted(5000)), /nested more than/);
});

/** A text, and whether its last block has no end. */
const ENDS: readonly (readonly [text: string, inside: boolean])[] = [
  ['', false],
  ['prose', false],
  ['```bash\nls\n```', false],
  ['```bash\nls\n```\n\nprose\n', false],
  ['```\n```', false],
  ['````bash\n```\n````\n', false],
  ['> ```bash\n> ls\n> ```\n', false],
  ['- ```bash\n  ls\n  ```\n', false],
  ['```bash\nls', true],
  ['```bash\nls\n', true],
  ['```bash\nls\n\n', true],
  ['```bash', true],
  ['````bash\nls\n```\n', true],
  ['~~~bash\nls\n```\n', true],
  ['```bash\nls\n```\n\n```python\nprint(', true],
  ['- ```bash\n  ls\n', true],
];

for (const [text, inside] of ENDS) {
  test(`ends inside a block: ${JSON.stringify(text)}`, () => assert.equal(endsInsideBlock(text), inside));
}
