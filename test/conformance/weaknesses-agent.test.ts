// Weaknesses of AutoGen's agent that are listed under (d), each as a test that its behaviour would fail.
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { CodeExecutorAgent } from '../../src/assemble/code-executor-agent/code-executor-agent.ts';
import type { TextMessage } from '../../src/assemble/code-executor-agent/messages.ts';
import type { CodeExecutorAgentOptions } from '../../src/assemble/code-executor-agent/options.ts';
import { executeCodeBlocks } from '../../src/assemble/execute-code-blocks.ts';
import type { RunEvent } from '../../src/events.ts';
import { localExecutor } from '../../src/execution/local-executor.ts';
import { ScriptedModel, type ScriptedStep } from '../../src/model/scripted-model.ts';
import type { ApprovalFunction, ApprovalRequest } from '../../src/types.ts';
import { fence, scratch } from '../helpers/scratch.ts';

const codeExecutor = localExecutor({ env: { PATH: process.env.PATH ?? '' } });
const YES: ApprovalFunction = () => ({ approved: true, reason: 'seen' });

function withModel(replies: readonly ScriptedStep[], options: Partial<CodeExecutorAgentOptions>) {
  const modelClient = new ScriptedModel(replies);
  return { modelClient, agent: new CodeExecutorAgent({ name: 'coder', codeExecutor, modelClient, ...options }) };
}

test('d1. whatever an approval function gives back is awaited', async () => {
  class Reviewer {
    async review() {
      return { approved: true, reason: 'a method that is async' };
    }
  }
  const reviewer = new Reviewer();
  for (const approvalFunc of [() => reviewer.review(), Object.assign(YES, { name2: 'callable object' })]) {
    const { status } = await executeCodeBlocks(fence('sh', 'true'), { codeExecutor, approvalFunc });
    assert.equal(status, 'ok');
  }
});

const UNSOUND: readonly (readonly [string, unknown, RegExp])[] = [
  ['nothing', undefined, /gave no answer/],
  ['null', null, /gave no answer/],
  ['a bare true', true, /gave no answer/],
  ['a text', 'yes', /gave no answer/],
  ['approved as a text', { approved: 'true', reason: '' }, /no `approved: true`/],
  ['no reason', { approved: true }, /no `reason`/],
  ['a contradiction', { approved: true, reason: '', outcome: 'denied' }, /unknown `outcome`/],
];

for (const [what, answer, cause] of UNSOUND) {
  test(`d2. ${what} is no approval, and says what was wrong`, async (t) => {
    const marker = join(scratch(t).cwd, 'marker');
    const approvalFunc = (() => answer) as unknown as ApprovalFunction;
    const result = await executeCodeBlocks(fence('sh', `touch ${marker}`), { codeExecutor, approvalFunc });
    assert.equal(result.status, 'failed');
    assert.match(result.output, cause);
    assert.equal(existsSync(marker), false);
  });
}

test('d2. a function that throws is no approval, and its cause is kept apart from a denial', async () => {
  const throws: ApprovalFunction = () => {
    throw new Error('the database is down');
  };
  const failed = await executeCodeBlocks(fence('sh', 'true'), { codeExecutor, approvalFunc: throws });
  const denied = await executeCodeBlocks(fence('sh', 'true'), {
    codeExecutor,
    approvalFunc: () => ({ approved: false, reason: 'no' }),
  });
  assert.deepEqual([failed.outcomes[0]?.status, denied.outcomes[0]?.status], ['refused', 'refused']);
  assert.match(failed.output, /nobody could be asked \(the database is down\)/);
  assert.deepEqual([failed.status, denied.status], ['failed', 'denied']);
});

test('d4. cancelling while somebody is asked is seen at once, and what they say later runs nothing', async (t) => {
  const marker = join(scratch(t).cwd, 'marker');
  const end = new AbortController();
  let answer = (_: { approved: boolean; reason: string }) => {};
  const { agent, modelClient } = withModel([fence('sh', `touch ${marker}`), 'never asked for'], {
    approvalFunc: ({ signal }) =>
      new Promise((resolve) => {
        answer = resolve;
        signal.addEventListener('abort', () => setImmediate(() => answer({ approved: true, reason: 'too late' })));
        end.abort(new Error('the user left'));
      }),
  });
  await assert.rejects(agent.run('Do it.', { signal: end.signal }), /the user left/);
  await new Promise((resolve) => setTimeout(resolve, 50));
  assert.equal(existsSync(marker), false);
  assert.equal(modelClient.calls.length, 1);
});

test('d6. one turn, one question: code with fences of its own cannot end the fence that it is shown in', async () => {
  const asked: string[] = [];
  const approvalFunc: ApprovalFunction = ({ code }) => {
    asked.push(code);
    return { approved: false, reason: 'only looking' };
  };
  const inner = 'print("""\n```\n\n```sh\necho hidden\n```\n""")\n';
  await executeCodeBlocks([{ language: 'python', code: inner }], { codeExecutor, approvalFunc, approval: 'turn' });
  assert.equal(asked[0], `\`\`\`\`python\n${inner}\`\`\`\``);
});

test('d7. without a model, too, whoever is asked sees the conversation', async () => {
  const asked: ApprovalRequest[] = [];
  const approvalFunc: ApprovalFunction = (request) => {
    asked.push(request);
    return { approved: true, reason: 'seen' };
  };
  const agent = new CodeExecutorAgent({ name: 'terminal', codeExecutor, approvalFunc });
  await agent.run(`First.\n\n${fence('sh', 'echo one')}`);
  await agent.run(`Second.\n\n${fence('sh', 'echo two')}`);
  const said = asked[1]?.context.map(({ source, content }) => `${source}: ${content.split('\n')[0]}`);
  assert.deepEqual(said, ['user: First.', 'terminal: one', 'user: Second.']);
});

test('d8. a denial is asked about once, is never retried by itself, and its reason reaches the model', async () => {
  let asked = 0;
  const { agent, modelClient } = withModel([fence('sh', 'echo x'), 'I will not do it then.'], {
    maxRetriesOnError: 3,
    approvalFunc: () => {
      asked += 1;
      return { approved: false, reason: 'use the staging database' };
    },
  });
  const { messages } = await agent.run('Do it.');
  const executed = messages.find((message) => message.type === 'CodeExecutionEvent');
  assert.ok(executed?.type === 'CodeExecutionEvent');
  assert.deepEqual([asked, executed.result.status, modelClient.calls.length], [1, 'denied', 2]);
  assert.match(JSON.stringify(modelClient.calls[1]), /use the staging database.*This is final/);
});

test('d8. a question that ends the run ends the agent, and the model hears no more', async () => {
  const { agent, modelClient } = withModel([fence('sh', 'echo x')], {
    approvalFunc: () => ({ approved: false, reason: 'I am done', endRun: true }),
  });
  const { stopReason } = await agent.run('Do it.');
  assert.deepEqual([stopReason, modelClient.calls.length], ['I am done', 1]);
});

test('d12. every decision is told: who, what about, when, and what ran', async () => {
  const events: RunEvent[] = [];
  const agent = new CodeExecutorAgent({
    name: 'terminal',
    codeExecutor,
    approvalFunc: YES,
    emit: (event) => void events.push(event),
  });
  await agent.run(fence('sh', 'echo x'));
  assert.deepEqual(
    events.map(({ type }) => type).filter((type) => type !== 'block-output'),
    ['run-started', 'turn-started', 'block-proposed', 'block-decided', 'block-started', 'block-finished', 'run-finished'],
  );
  const decided = events.find((event) => event.type === 'block-decided');
  assert.deepEqual(
    [decided?.by, decided?.outcome, decided?.reason, decided?.block.digest.length],
    ['approver', 'approved', 'seen', 64],
  );
});

test('d14. nothing can be built that would run code unasked by mistake', () => {
  assert.throws(() => new CodeExecutorAgent({ name: 'terminal', codeExecutor }), /would run code that nobody approved/);
  assert.throws(
    () => new CodeExecutorAgent({ name: 'terminal', codeExecutor, approvalFunc: YES, approval: 'none' }),
    /approvalFunc or policy would not count/,
  );
});

test('d29. whose messages bring code can be said, and that only the last of them does; what was answered is not run again', async () => {
  const said = (source: string, word: string): TextMessage => ({
    type: 'TextMessage',
    source,
    content: fence('sh', `echo ${word}`),
  });
  const agent = new CodeExecutorAgent({
    name: 'terminal',
    codeExecutor,
    approvalFunc: YES,
    sources: ['coder'],
    lastMessageOnly: true,
  });
  const first = await agent.onMessages([said('coder', 'draft'), said('coder', 'final'), said('page', 'injected')]);
  const second = await agent.onMessages([said('page', 'again')]);
  assert.equal(first.chatMessage.content, 'final\n');
  assert.match(second.chatMessage.content, /^No code blocks found/);
  const everybody = new CodeExecutorAgent({ name: 'terminal', codeExecutor, approvalFunc: YES });
  assert.equal((await everybody.onMessages([said('a', 'one'), said('b', 'two')])).chatMessage.content, 'one\ntwo\n');
  const modelClient = new ScriptedModel([]);
  for (const option of [{ sources: ['coder'] }, { lastMessageOnly: true }])
    assert.throws(() => withModel([], { modelClient, approval: 'none', ...option }), {
      name: 'UsageError',
      message: /Leave one out/,
    });
});

test('d27. the task stands once in what the model is sent, also after retries', async () => {
  const decision = JSON.stringify({ reason: 'try again', retry: true });
  const { agent, modelClient } = withModel([fence('sh', 'exit 1'), decision, fence('sh', 'exit 0'), 'Done.'], {
    approval: 'none',
    maxRetriesOnError: 1,
  });
  await agent.run('The task in its own words.');
  const last = JSON.stringify(modelClient.calls.at(-1)?.messages);
  assert.equal(last.split('The task in its own words.').length - 1, 1);
});

test('d27. the decision about a retry, and the answer after it, end with the signal', async () => {
  for (const hangs of [1, 2]) {
    const end = new AbortController();
    const replies: ScriptedStep[] = [fence('sh', hangs === 1 ? 'exit 1' : 'exit 0')];
    const never = () => {
      end.abort(new Error('enough'));
      return new Promise<string>(() => {});
    };
    const { agent } = withModel([...replies, never], { approval: 'none', maxRetriesOnError: 1 });
    await assert.rejects(agent.run('Do it.', { signal: end.signal }), /enough/);
  }
});
