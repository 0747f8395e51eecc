import assert from 'node:assert/strict';
import { test } from 'node:test';
import { attachValue } from '../../src/cli/attach-value.ts';

const ROWS: readonly (readonly [line: string, made: string])[] = [
  ['--sandbox task.md', '--sandbox=on task.md'],
  ['task.md --sandbox', 'task.md --sandbox=on'],
  ['--sandbox=net task.md', '--sandbox=net task.md'],
  ['--message --sandbox task.md', '--message --sandbox task.md'],
  ['--json --sandbox task.md', '--json --sandbox=on task.md'],
  ['-- --sandbox', '-- --sandbox'],
  ['--sandboxes', '--sandboxes'],
];
for (const [line, made] of ROWS) {
  test(line, () => assert.equal(attachValue(line.split(' '), ['--message', '--policy']).join(' '), made));
}
