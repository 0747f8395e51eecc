// The agent against a provider on the wire: the retry decision as structured output, pieces of a stream, and cancellation.
import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { CodeExecutorAgent } from '../../src/assemble/code-executor-agent/code-executor-agent.ts';
import type { CodeExecutorAgentOptions } from '../../src/assemble/code-executor-agent/options.ts';
import { localExecutor } from '../../src/execution/local-executor.ts';
import { type Provider, provider, type Script } from '../helpers/provider.ts';
import { fence } from '../helpers/scratch.ts';

const BROKEN = fence('python', 'print("six"');
const FIXED = fence('python', 'print("six")');

/** Keys and addresses come from the environment of the process, so one test at a time has them. */
async function start(t: TestContext, replies: readonly Script[], options: Partial<CodeExecutorAgentOptions> = {}) {
  const there = await provider(t, ...replies);
  for (const [name, value] of Object.entries(there.env)) {
    const before = process.env[name];
    process.env[name] = value;
    t.after(() => {
      if (before === undefined) delete process.env[name];
      else process.env[name] = before;
    });
  }
  const codeExecutor = localExecutor({ env: { PATH: process.env.PATH ?? '' } });
  const agent = new CodeExecutorAgent({
    name: 'coder',
    codeExecutor,
    approval: 'none',
    modelClient: 'openai/gpt-5.2',
    ...options,
  });
  return { there, agent };
}

function asksForObject(there: Provider, at: number): boolean {
  return /JSON schema: .*"retry"/.test(there.sent()[at] ?? '');
}

test('25. the retry decision is asked for as structured output, with a schema', async (t) => {
  const replies = [BROKEN, JSON.stringify({ reason: 'close it', retry: true }), FIXED, 'It prints six.'];
  const { there, agent } = await start(t, replies, { maxRetriesOnError: 1 });
  const { messages } = await agent.run('Print six.');
  assert.deepEqual(
    messages.map(({ type }) => type),
    [
      'TextMessage',
      'CodeGenerationEvent',
      'CodeExecutionEvent',
      'CodeGenerationEvent',
      'CodeGenerationEvent',
      'CodeExecutionEvent',
      'TextMessage',
    ],
  );
  assert.deepEqual(
    [0, 1, 2, 3].map((at) => asksForObject(there, at)),
    [false, true, false, false],
  );
  assert.match(there.sent()[2] ?? '', /Proposed correction: close it/);
});

test('a decision that is no object is asked for once more, and then the agent fails with one line', async (t) => {
  const { there, agent } = await start(t, [BROKEN, 'Well, maybe.'], { maxRetriesOnError: 1 });
  await assert.rejects(agent.run('Print six.'), { name: 'AgentError', message: /did not answer in the form that was asked for/ });
  assert.equal(there.sent().length, 3);
});

test('pieces of the message come as they are written', async (t) => {
  const { agent } = await start(t, ['There is nothing to run, and these are a few words of it.'], { modelClientStream: true });
  const pieces: string[] = [];
  for await (const item of agent.runStream('Print six.')) {
    if (item.type === 'ModelClientStreamingChunkEvent') pieces.push(item.content);
  }
  assert.ok(pieces.length > 1);
  assert.equal(pieces.join(''), 'There is nothing to run, and these are a few words of it.');
});

test('cancelled while the model writes: the agent rejects with the reason, and asks nothing more', async (t) => {
  const slow = { text: 'a word '.repeat(40), options: { streamingProfile: { ttft: 0, tps: 20 } } };
  const { there, agent } = await start(t, [slow], { modelClientStream: true });
  const end = new AbortController();
  const read = async () => {
    for await (const item of agent.runStream('Write.', { signal: end.signal })) {
      if (item.type === 'ModelClientStreamingChunkEvent') end.abort(new Error('the user left'));
    }
  };
  await assert.rejects(read(), /the user left/);
  assert.equal(there.sent().length, 1);
});

test('whoever reads no further ends the work', async (t) => {
  const { there, agent } = await start(t, [`${fence('sh', 'echo one')}`, 'Done.'], { modelClientStream: true });
  for await (const item of agent.runStream('Write.')) if (item.type === 'CodeGenerationEvent') break;
  assert.equal(there.sent().length, 1);
  // It is free again.
  await agent.reset();
  assert.equal((await agent.saveState()).modelContext.messages.length, 0);
});
