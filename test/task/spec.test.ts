// Every example of the CommonMark spec: our fenced blocks against the reference implementation's.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Parser } from 'commonmark';
import { tests } from 'commonmark-spec';
import { extractCodeBlocks } from '../../src/task/extract-code-blocks.ts';

interface Found {
  readonly language: string;
  readonly code: string;
}

function reference(markdown: string): Found[] {
  const found: Found[] = [];
  const walker = new Parser().parse(markdown).walker();
  for (let step = walker.next(); step; step = walker.next()) {
    const node = step.node as typeof step.node & { _isFenced?: boolean };
    if (step.entering && node.type === 'code_block' && node._isFenced) {
      found.push({ language: (node.info ?? '').split(/\s+/)[0] ?? '', code: node.literal ?? '' });
    }
  }
  return found;
}

test('all examples of the CommonMark spec', () => {
  assert.equal(tests.length, 652);
  for (const { number, markdown: shown } of tests) {
    const markdown = shown.replaceAll('→', '\t');
    const ours = extractCodeBlocks(markdown).map(({ language, code }) => ({ language, code }));
    assert.deepEqual(ours, reference(markdown), `example ${number}`);
  }
});

test('the comparison sees fenced blocks at all', () => {
  const total = tests.reduce((sum, { markdown }) => sum + extractCodeBlocks(markdown).length, 0);
  assert.ok(total > 30, `${total} blocks`);
});
