// Rows 14 and 15 of the conformance list, and what AutoGen leaves open: an agent is written down with its gate, or not at all.
import assert from 'node:assert/strict';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { httpApproval } from '../../src/approval/http/http-approval.ts';
import type { CodeExecutorAgentConfig } from '../../src/assemble/code-executor-agent/agent-config.ts';
import { CodeExecutorAgent } from '../../src/assemble/code-executor-agent/code-executor-agent.ts';
import type { CodeExecutorAgentOptions } from '../../src/assemble/code-executor-agent/options.ts';
import { consoleApproval } from '../../src/assemble/console-approval.ts';
import { policyApproval } from '../../src/assemble/policy-approval.ts';
import { LocalCommandLineCodeExecutor } from '../../src/execution/command-line/local-command-line-code-executor.ts';
import { localExecutor } from '../../src/execution/local-executor.ts';
import { bufferedContext } from '../../src/model/context.ts';
import { modelApproval } from '../../src/model/model-approval.ts';
import { ScriptedModel } from '../../src/model/scripted-model.ts';
import type { ApprovalFunction } from '../../src/types.ts';
import { fence } from '../helpers/scratch.ts';

process.env.APPROVE_RUN_APPROVER_KEY = Buffer.alloc(32, 7).toString('base64');

const keywords: ApprovalFunction = () => ({ approved: true, reason: '' });
const later: ApprovalFunction = async () => ({ approved: true, reason: '' });

function agentOf(options: Partial<CodeExecutorAgentOptions> = {}): CodeExecutorAgent {
  return new CodeExecutorAgent({ name: 'coder', codeExecutor: new LocalCommandLineCodeExecutor(), ...options });
}

/** Through JSON, as it would be stored. */
function stored(agent: CodeExecutorAgent): CodeExecutorAgentConfig {
  return JSON.parse(JSON.stringify(agent.toConfig()));
}

for (const [what, approvalFunc] of [
  ['sync', keywords],
  ['async', later],
] as const) {
  test(`14. with a function (${what}) it cannot be written down, and the function is named`, () => {
    assert.throws(() => agentOf({ approvalFunc }).toConfig(), {
      name: 'SerializationError',
      code: 'serialization',
      message: new RegExp(`^Cannot serialize CodeExecutorAgent with approvalFunc set: the function ${approvalFunc.name} is code`),
    });
  });
}

const ROUND_TRIPS: readonly (readonly [string, Partial<CodeExecutorAgentOptions>])[] = [
  ['no approval, said aloud', { approval: 'none' }],
  ['a named policy', { policy: 'deny-dangerous' }],
  ['an approver that is a policy', { approvalFunc: policyApproval('workspace') }],
  ['an endpoint', { approvalFunc: httpApproval('https://approver.example.com/ask', { timeout: 600 }) }],
  ['the terminal', { approvalFunc: consoleApproval({ timeout: 60 }) }],
  ['a model that judges', { approvalFunc: modelApproval('openai/gpt-5.2') }],
  ['whose code runs', { approval: 'none', sources: ['coder'], lastMessageOnly: true }],
  [
    'everything',
    {
      policy: ['ask', 'python-only'],
      approvalFunc: policyApproval('deny-dangerous'),
      approval: 'turn',
      always: ['python'],
      modelClient: 'openai/gpt-5.2',
      modelClientStream: true,
      maxRetriesOnError: 2,
      description: 'Writes code.',
      systemMessage: null,
      supportedLanguages: ['python'],
      modelContext: bufferedContext(10),
      codeExecutor: new LocalCommandLineCodeExecutor({ workDir: join(tmpdir(), 'approve-run-config'), timeout: 5 }),
    },
  ],
];

for (const [what, options] of ROUND_TRIPS) {
  test(`15. written down and built again: ${what}`, () => {
    const config = stored(agentOf(options));
    const again = CodeExecutorAgent.fromConfig(config);
    assert.ok(again instanceof CodeExecutorAgent);
    assert.equal(again.name, 'coder');
    assert.deepEqual(stored(again), config);
  });
}

test('15. the gate of an agent that was built again decides', async () => {
  const again = CodeExecutorAgent.fromConfig(stored(agentOf({ policy: 'deny-all' })));
  const { messages } = await again.run(fence('sh', 'echo x'));
  assert.match(JSON.stringify(messages.at(-1)), /was not approved/);
});

test('d12. nothing that is read without a gate runs code: AutoGen builds such an agent, and it approves all', () => {
  const { policy: _, ...gateless } = stored(agentOf({ policy: 'deny-all' }));
  assert.throws(() => CodeExecutorAgent.fromConfig(gateless), /would run code that nobody approved/);
});

const UNWRITABLE: readonly (readonly [string, Partial<CodeExecutorAgentOptions>, RegExp])[] = [
  ['a model that is an object', { modelClient: new ScriptedModel([]) }, /modelClient set: scripted\/model is an object/],
  ['an executor without a config', { codeExecutor: localExecutor() }, /codeExecutor set: it has no toConfig/],
  ['a policy by value', { policy: { name: 'mine', approve: keywords } }, /policy set: mine is given by value/],
  [
    'a key that is given in code',
    { approvalFunc: httpApproval('https://a.example', { key: Buffer.alloc(32).toString('base64') }) },
    /key/,
  ],
];

for (const [what, options, says] of UNWRITABLE) {
  test(`14. not written down either: ${what}`, () => {
    assert.throws(() => agentOf({ approval: options.policy || options.approvalFunc ? 'block' : 'none', ...options }).toConfig(), {
      name: 'SerializationError',
      message: says,
    });
  });
}

const UNREADABLE: readonly (readonly [string, object, RegExp])[] = [
  ['another type', { type: 'Other' }, /type/],
  ['a later version', { version: 2 }, /version/],
  ['an unknown key', { aproval: 'none' }, /aproval/],
  ['an unknown approver', { approvalFunc: { kind: 'nobody' } }, /approvalFunc/],
  ['an executor that is not ours', { codeExecutor: { type: 'Mine' } }, /no executor of the type "Mine"/],
];

for (const [what, change, says] of UNREADABLE) {
  test(`15. refused with a reason: ${what}`, () => {
    const config = { ...stored(agentOf({ approval: 'none' })), ...change } as CodeExecutorAgentConfig;
    assert.throws(() => CodeExecutorAgent.fromConfig(config), { name: 'UsageError', message: says });
  });
}

test('15. an executor of your own is built by you', async () => {
  const mine = { ...localExecutor(), toConfig: () => ({ type: 'Mine' }) };
  const config = stored(agentOf({ approval: 'none', codeExecutor: mine }));
  const again = CodeExecutorAgent.fromConfig(config, ({ type }) => {
    assert.equal(type, 'Mine');
    return mine;
  });
  assert.match(JSON.stringify((await again.run(fence('sh', 'echo x'))).messages.at(-1)), /x/);
});

test('15. what was said can be saved and restored', async () => {
  const one = agentOf({ approval: 'none' });
  await one.run(fence('sh', 'echo remembered'));
  const state = JSON.parse(JSON.stringify(await one.saveState()));
  const other = agentOf({ approval: 'none' });
  await other.loadState(state);
  assert.deepEqual(await other.saveState(), state);
  assert.match(JSON.stringify(state), /remembered/);
  await other.reset();
  assert.deepEqual((await other.saveState()).modelContext.messages, []);
  await assert.rejects(other.loadState({ version: 2 } as never), { name: 'UsageError' });
});

test('15. an agent that is at work is neither reset nor asked again', async () => {
  let during: Promise<unknown>[] = [];
  const agent = agentOf({
    approvalFunc: async () => {
      during = [
        agent.reset(),
        agent.run('x'),
        agent.loadState({ type: 'CodeExecutorAgentState', version: 1, modelContext: { messages: [] } }),
      ];
      return { approved: false, reason: 'no' };
    },
  });
  await agent.run(fence('sh', 'echo x'));
  const settled = await Promise.allSettled(during);
  assert.deepEqual(
    settled.map((one) => one.status === 'rejected' && one.reason instanceof Error && one.reason.message),
    Array(3).fill('coder is still at work. Wait for its answer, or build another agent.'),
  );
});
