// Rows 22 to 29 of the conformance list: the agent's loop, with a model and without one.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CodeExecutorAgent } from '../../src/assemble/code-executor-agent/code-executor-agent.ts';
import type { CodeExecutorAgentEvent, TaskResult, TextMessage } from '../../src/assemble/code-executor-agent/messages.ts';
import type { CodeExecutorAgentOptions } from '../../src/assemble/code-executor-agent/options.ts';
import { localExecutor } from '../../src/execution/local-executor.ts';
import { ScriptedModel, type ScriptedStep } from '../../src/model/scripted-model.ts';
import { fence } from '../helpers/scratch.ts';

type Item = TextMessage | CodeExecutorAgentEvent | TaskResult;

const SQRT = fence('python', 'import math\nprint(format(math.sqrt(42), ".3f"))');
const UNCLOSED = fence('python', 'print("The mean is:", (10 + 20 + 30 + 40 + 50) / 5');
const FIXED = fence('python', 'print("The mean is:", (10 + 20 + 30 + 40 + 50) / 5)');

function newAgent(options: Partial<CodeExecutorAgentOptions> = {}): CodeExecutorAgent {
  const codeExecutor = localExecutor({ env: { PATH: process.env.PATH ?? '' } });
  return new CodeExecutorAgent({ name: 'coder', codeExecutor, approval: 'none', ...options });
}

async function told(agent: CodeExecutorAgent, task = 'Do it.'): Promise<Item[]> {
  const items: Item[] = [];
  for await (const item of agent.runStream(task)) items.push(item);
  return items;
}

/** What came after the task itself. */
function types(items: readonly Item[]): string[] {
  return items.slice(1).map(({ type }) => type);
}

async function withModel(replies: readonly ScriptedStep[], options: Partial<CodeExecutorAgentOptions> = {}) {
  const modelClient = new ScriptedModel(replies);
  const items = await told(newAgent({ modelClient, ...options }));
  return { items, modelClient };
}

test('22. a block of a message runs, and the agent answers with its output', async () => {
  const { chatMessage } = await newAgent().onMessages([{ type: 'TextMessage', source: 'assistant', content: SQRT }]);
  assert.deepEqual([chatMessage.source, chatMessage.content], ['coder', '6.481\n']);
});

test('23. a model writes a block: it is generated, executed, answered, and nothing else', async () => {
  const { items } = await withModel([`Here:\n\n${SQRT}`, 'It is 6.481.']);
  assert.deepEqual(types(items), ['CodeGenerationEvent', 'CodeExecutionEvent', 'TextMessage', 'TaskResult']);
  const [, generated, executed, answer] = items;
  assert.ok(
    generated?.type === 'CodeGenerationEvent' && executed?.type === 'CodeExecutionEvent' && answer?.type === 'TextMessage',
  );
  const [block] = generated.codeBlocks;
  assert.deepEqual(
    [generated.retryAttempt, block?.language, block?.code],
    [0, 'python', 'import math\nprint(format(math.sqrt(42), ".3f"))\n'],
  );
  assert.deepEqual([executed.result.status, executed.result.output, answer.content], ['ok', '6.481\n', 'It is 6.481.']);
});

test('24. a model that writes no code has answered', async () => {
  const { items, modelClient } = await withModel(['There is nothing to run.']);
  assert.deepEqual(types(items), ['TextMessage', 'TaskResult']);
  assert.equal(modelClient.calls.length, 1);
});

for (const retry of [true, 'true']) {
  test(`25. broken code is corrected, where the model says so (${JSON.stringify(retry)})`, async () => {
    const decision = JSON.stringify({ reason: 'close the parenthesis', retry });
    const { items } = await withModel([UNCLOSED, decision, FIXED, 'The mean is 30.'], { maxRetriesOnError: 1 });
    assert.deepEqual(types(items), [
      'CodeGenerationEvent',
      'CodeExecutionEvent',
      'CodeGenerationEvent',
      'CodeGenerationEvent',
      'CodeExecutionEvent',
      'TextMessage',
      'TaskResult',
    ]);
    const [, , first, correction, second, last] = items;
    assert.ok(first?.type === 'CodeExecutionEvent' && last?.type === 'CodeExecutionEvent');
    assert.match(first.result.output, /SyntaxError: .*was never closed/);
    assert.ok(correction?.type === 'CodeGenerationEvent' && second?.type === 'CodeGenerationEvent');
    assert.equal(correction.content, 'Attempt number: 1\nProposed correction: close the parenthesis');
    assert.deepEqual([correction.retryAttempt, correction.codeBlocks.length, second.retryAttempt], [1, 0, 1]);
    assert.equal(last.result.output, 'The mean is: 30.0\n');
  });
}

test('25. where the model says that no correction helps, it is not asked for one', async () => {
  const decision = JSON.stringify({ reason: 'no network', retry: false });
  const { items } = await withModel([UNCLOSED, decision, 'It cannot be done.'], { maxRetriesOnError: 3 });
  assert.deepEqual(types(items), ['CodeGenerationEvent', 'CodeExecutionEvent', 'TextMessage', 'TaskResult']);
});

test('26. code that fails answers with its exit code and its error', async () => {
  const { chatMessage } = await newAgent().onMessages([message(fence('python', 'import math\nprint(math.sqrt(-1))'))]);
  assert.match(chatMessage.content, /^The script ran, then exited with an error \(POSIX exit code: 1\)\nIts output was:\n/);
  assert.match(chatMessage.content, /ValueError: (?:math domain error|expected a nonnegative input)/);
});

test('27. code that prints nothing is told so', async () => {
  const { chatMessage } = await newAgent().onMessages([message(fence('python', 'x = 1'))]);
  assert.equal(
    chatMessage.content,
    'The script ran but produced no output to console. The POSIX exit code was: 0. If you were expecting output, consider revising the script to ensure content is printed to stdout.',
  );
});

test('28. code without fences is no code', async () => {
  const { chatMessage } = await newAgent().onMessages([message('print("x")')]);
  assert.match(
    chatMessage.content,
    /^No code blocks found in the thread\. Please provide at least one markdown-encoded code block/,
  );
});

test('29. three blocks, of which the third fails: all outputs, then the failure', async () => {
  const three = ['print("one")', 'print("two")', 'raise SystemExit("three")'].map((code) => fence('python', code)).join('\n');
  const { chatMessage } = await newAgent().onMessages([message(three)]);
  assert.match(
    chatMessage.content,
    /^The script ran, then exited with an error \(POSIX exit code: 1\)\nIts output was:\none\ntwo\nthree\n?$/,
  );
});

function message(content: string): TextMessage {
  return { type: 'TextMessage', source: 'user', content };
}
