// Rows 1 to 13 of the conformance list: AutoGen's tests of approval functions, with our answers.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CodeExecutorAgent } from '../../src/assemble/code-executor-agent/code-executor-agent.ts';
import type { CodeExecutorAgentOptions } from '../../src/assemble/code-executor-agent/options.ts';
import { type ExecuteOptions, executeCodeBlocks } from '../../src/assemble/execute-code-blocks.ts';
import { localExecutor } from '../../src/execution/local-executor.ts';
import type { ApprovalFunction, ApprovalRequest } from '../../src/types.ts';
import { fence } from '../helpers/scratch.ts';

const codeExecutor = localExecutor({ env: { PATH: process.env.PATH ?? '' } });

function execute(language: string, code: string, options: Omit<ExecuteOptions, 'codeExecutor'>) {
  return executeCodeBlocks([{ language, code }], { codeExecutor, ...options });
}

/** AutoGen's sample of a policy by keywords. */
const KEYWORDS: ApprovalFunction = ({ code }) => {
  const found = ['rm', 'del', 'format'].find((word) => code.includes(word));
  return found === undefined
    ? { approved: true, reason: 'safe' }
    : { approved: false, reason: `it has the dangerous keyword "${found}"` };
};
const ALLOW: ApprovalFunction = () => ({ approved: true, reason: 'all is allowed' });
const DENY: ApprovalFunction = () => ({ approved: false, reason: 'All code execution is denied' });

/** Async functions are asked in the same way as others. */
function later(approve: ApprovalFunction): ApprovalFunction {
  return async (request) => {
    await new Promise((resolve) => setImmediate(resolve));
    const answer = await approve(request);
    return { ...answer, reason: `${answer.reason} (async)` };
  };
}

test("1. without an approval function code runs only where approval: 'none' is said aloud", async () => {
  const { exitCode, output } = await execute('python', "print('Hello World!')", { approval: 'none' });
  assert.deepEqual([exitCode, output], [0, 'Hello World!\n']);
  await assert.rejects(execute('python', "print('Hello World!')", {}), /nobody approved.*approval: 'none'/);
});

const CASES = [
  { row: [2, 6], approve: ALLOW, language: 'python', code: "print('Approved code')", exitCode: 0, says: /^Approved code\n$/ },
  { row: [3, 7], approve: KEYWORDS, language: 'python', code: "print('Safe code')", exitCode: 0, says: /^Safe code\n$/ },
  { row: [4, 8], approve: KEYWORDS, language: 'sh', code: 'rm somefile.txt', exitCode: 1, says: /dangerous keyword "rm"/ },
  {
    row: [5, 9],
    approve: DENY,
    language: 'python',
    code: "print('x')",
    exitCode: 1,
    says: /Reason: All code execution is denied/,
  },
] as const;

for (const { row, approve, language, code, exitCode, says } of CASES) {
  test(`${row[0]}. ${language} \`${code}\` ends with ${exitCode}`, async () => {
    const result = await execute(language, code, { approvalFunc: approve });
    assert.equal(result.exitCode, exitCode);
    assert.match(result.output, says);
  });
  test(`${row[1]}. the same with an async function`, async () => {
    const result = await execute(language, code, { approvalFunc: later(approve) });
    assert.equal(result.exitCode, exitCode);
    assert.match(result.output, says);
    if (exitCode === 1) assert.match(result.output, /\(async\)$/);
  });
}

for (const [row, wrap] of [
  [10, (approve: ApprovalFunction) => approve],
  [11, later],
] as const) {
  test(`${row}. the function is called once for a turn, with the code in its fences and the conversation`, async () => {
    const asked: ApprovalRequest[] = [];
    const agent = newAgent({
      approval: 'turn',
      approvalFunc: wrap((request) => {
        asked.push(request);
        return { approved: true, reason: 'seen' };
      }),
    });
    await agent.run(`Look:\n\n${fence('python', 'print("one")')}\n${fence('sh', 'echo two')}`);
    assert.equal(asked.length, 1);
    assert.equal(asked[0]?.code, '```python\nprint("one")\n```\n\n```sh\necho two\n```');
    assert.ok(Array.isArray(asked[0].context));
    assert.match(asked[0].context.map(({ content }) => content).join(''), /^Look:/);
  });
}

test('10. asked block by block, the code is exactly that of the block', async () => {
  const asked: ApprovalRequest[] = [];
  const approvalFunc: ApprovalFunction = (request) => {
    asked.push(request);
    return { approved: true, reason: 'seen' };
  };
  await newAgent({ approvalFunc }).run(`${fence('python', 'print("one")')}\n${fence('sh', 'echo two')}`);
  assert.deepEqual(
    asked.map(({ code, language }) => [language, code]),
    [
      ['python', 'print("one")\n'],
      ['sh', 'echo two\n'],
    ],
  );
  // The second was asked about when the first had run, and says so.
  assert.match(asked[1]?.context.at(-1)?.content ?? '', /Block 1 \(python\): exit code 0/);
});

for (const [row, wrap, ending] of [
  [12, (approve: ApprovalFunction) => approve, ''],
  [13, later, '(async)'],
] as const) {
  test(`${row}. messages: what is approved answers, what is denied says so`, async () => {
    const agent = newAgent({ approvalFunc: wrap(KEYWORDS) });
    const safe = await agent.onMessages([text(fence('python', "print('Safe message')\n"))]);
    assert.match(safe.chatMessage.content, /Safe message/);
    const unsafe = await agent.onMessages([text(fence('sh', 'rm somefile.txt'))]);
    assert.match(unsafe.chatMessage.content, /^Code execution was not approved\. Reason: /);
    assert.ok(unsafe.chatMessage.content.endsWith(ending));
  });
}

function newAgent(options: Partial<CodeExecutorAgentOptions>): CodeExecutorAgent {
  return new CodeExecutorAgent({ name: 'terminal', codeExecutor, ...options });
}

function text(content: string) {
  return { type: 'TextMessage', source: 'user', content } as const;
}
