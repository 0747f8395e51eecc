// Ways around the gate, or into it by mistake, each of which was open once.
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { test } from 'node:test';
import { toUSVString } from 'node:util';
import { CodeExecutorAgent } from '../../src/assemble/code-executor-agent/code-executor-agent.ts';
import { executeCodeBlocks } from '../../src/assemble/execute-code-blocks.ts';
import { policyApproval } from '../../src/assemble/policy-approval.ts';
import { codeExecutorFromConfig } from '../../src/execution/command-line/code-executor-from-config.ts';
import { LocalCommandLineCodeExecutor } from '../../src/execution/command-line/local-command-line-code-executor.ts';
import { pythonFunction } from '../../src/execution/command-line/python-function.ts';
import { localExecutor } from '../../src/execution/local-executor.ts';
import { preparer } from '../../src/execution/prepare.ts';
import { ScriptedModel } from '../../src/model/scripted-model.ts';
import { BUILT_IN_TOOLS } from '../../src/tool/tools.ts';
import type { ApprovalFunction } from '../../src/types.ts';
import { fence, type Scratch, scratch } from '../helpers/scratch.ts';

const env = { PATH: process.env.PATH ?? '' };

function executorIn({ cwd }: Scratch) {
  return localExecutor({ env, prepare: preparer({ tools: BUILT_IN_TOOLS, cwd, project: cwd, env }) });
}

const HARMLESS: ApprovalFunction = ({ effects }) => ({ approved: effects.length === 0, reason: 'only what does nothing' });

const UNREAD = [
  ['no policy at all', []],
  [
    'a policy that looks at no code',
    [{ name: 'all', description: '', default: 'deny', rules: [{ id: 'r', decision: 'ask', because: '', when: {} }] }],
  ],
] as const;
for (const [what, policy] of UNREAD) {
  for (const approval of ['block', 'turn'] as const) {
    test(`whoever is asked is told what the code does: ${what}, by ${approval}`, async (t) => {
      const place = scratch(t);
      for (const approvalFunc of [HARMLESS, policyApproval('workspace')])
        await executeCodeBlocks(fence('node', `require('node:fs').writeFileSync('/dev/shm/../..${place.home}/marker', '')`), {
          codeExecutor: executorIn(place),
          policy: policy as never,
          approval,
          approvalFunc,
        });
      assert.equal(existsSync(join(place.home, 'marker')), false);
    });
  }
}

test('a yes to a whole turn is remembered for nothing else, as the question said', async (t) => {
  const place = scratch(t);
  let asked = 0;
  const agent = new CodeExecutorAgent({
    name: 'terminal',
    codeExecutor: executorIn(place),
    approval: 'turn',
    approvalFunc({ canRemember }) {
      asked += 1;
      assert.equal(canRemember, false);
      return { approved: asked === 1, reason: 'this time', remember: 'tool' } as never;
    },
  });
  await agent.run(fence('sh', 'true'));
  await agent.run(fence('sh', 'touch marker'));
  assert.deepEqual([asked, existsSync(join(place.cwd, 'marker'))], [2, false]);
});

test('a question that could not be put is no failure of the code: the model is not asked to write it anew', async (t) => {
  const place = scratch(t);
  const modelClient = new ScriptedModel([
    `${fence('sh', 'true')}\n${fence('sh', 'touch marker')}`,
    { object: { reason: 'in another way', retry: true } },
    fence('sh', 'touch ./marker'),
    'Done.',
  ]);
  let asked = 0;
  const agent = new CodeExecutorAgent({
    name: 'coder',
    modelClient,
    codeExecutor: executorIn(place),
    maxRetriesOnError: 3,
    approvalFunc() {
      asked += 1;
      if (asked > 1) throw new Error('the database is down');
      return { approved: true, reason: 'yes' };
    },
  });
  await agent.run('go');
  assert.equal(asked, 2);
  assert.equal(modelClient.calls.length, 2);
  const told = modelClient.calls[1]?.messages.at(-1)?.content ?? '';
  assert.match(told, /nobody could be asked/);
  assert.match(told, /not a refusal/);
  assert.doesNotMatch(told, /exited with an error/);
});

test('functions of an executor can be imported also where languages are limited', async (t) => {
  const place = scratch(t);
  const codeExecutor = new LocalCommandLineCodeExecutor({
    workDir: place.cwd,
    functions: [pythonFunction('def six():\n    return 6')],
  });
  t.after(() => codeExecutor.stop());
  const agent = new CodeExecutorAgent({
    name: 'terminal',
    codeExecutor,
    supportedLanguages: ['py', 'sh'],
    approvalFunc: () => ({ approved: true, reason: 'yes' }),
  });
  const { messages } = await agent.run(fence('python', 'from functions import six\nprint(six())'));
  assert.deepEqual(messages.at(-1), { type: 'TextMessage', source: 'terminal', content: '6\n' });
});

const LOOSE: readonly (readonly [string, object, RegExp])[] = [
  ['an environment', { type: 'LocalCommandLineCodeExecutor', env: { BASH_ENV: './evil.sh' } }, /env/],
  ['a sandbox that is none', { type: 'LocalCommandLineCodeExecutor', network: false }, /network/],
  ['a prototype', JSON.parse('{"type":"LocalCommandLineCodeExecutor","__proto__":{"env":{}}}'), /__proto__/],
  ['a constructor', { type: 'LocalCommandLineCodeExecutor', constructor: 1 }, /constructor/],
  ['a list of something else', { type: 'SandboxedCodeExecutor', envPass: [1] }, /envPass/],
  ['paths that are none', { type: 'SandboxedCodeExecutor', allowWrite: [{}] }, /allowWrite/],
  ['tools that are none', { type: 'LocalCommandLineCodeExecutor', tools: [{ name: 'x' }] }, /tools/],
];
for (const [what, config, why] of LOOSE) {
  test(`no executor is built from a config with ${what}`, () => {
    assert.throws(() => codeExecutorFromConfig(config as never), { name: 'UsageError', message: why });
  });
}

test('paths that a sandbox shows are those that it was built with', async (t) => {
  const place = scratch(t);
  const allowWrite = [place.cwd];
  const executor = codeExecutorFromConfig({ type: 'SandboxedCodeExecutor', allowWrite });
  allowWrite.push(place.home);
  const { allowWrite: written } = executor.toConfig() as { readonly allowWrite?: readonly string[] };
  assert.deepEqual(written, [place.cwd]);
});

test('half a character does not run as another one than was shown', async (t) => {
  const place = scratch(t);
  const shown: string[] = [];
  await executeCodeBlocks(fence('sh', "echo '\ud800' >marker"), {
    codeExecutor: executorIn(place),
    approvalFunc({ code }) {
      shown.push(code);
      return { approved: code === "echo '\ud800' >marker\n", reason: 'these bytes' };
    },
  }).catch(() => {});
  assert.equal(existsSync(join(place.cwd, 'marker')), false);
});

test('an edit with half a character is shown as what would run', async (t) => {
  const place = scratch(t);
  const shown: string[] = [];
  await executeCodeBlocks(fence('sh', 'true'), {
    codeExecutor: executorIn(place),
    approvalFunc({ code, attempt }) {
      shown.push(code);
      if (attempt === 1) return { approved: false, reason: '', edited: "echo '\ud800'" };
      return { approved: false, reason: 'seen' };
    },
  });
  assert.equal(toUSVString(shown.join('')) === shown.join(''), true);
});

const CODE_IN_CONFIG = [{ policy: ['./evil.mjs'] }, { approvalFunc: { kind: 'policy', policy: './evil.mjs' } }] as const;
for (const gate of CODE_IN_CONFIG) {
  test(`no code is loaded by reading a config: ${JSON.stringify(gate)}`, (t) => {
    const place = scratch(t);
    const evil = place.write('evil.mjs', `import { writeFileSync } from 'node:fs';\nwriteFileSync('${place.cwd}/marker', '');\n`);
    const config = JSON.parse(
      JSON.stringify({
        type: 'CodeExecutorAgent',
        version: 1,
        name: 'x',
        codeExecutor: { type: 'LocalCommandLineCodeExecutor' },
        ...gate,
      }).replace('./evil.mjs', evil),
    );
    assert.throws(() => CodeExecutorAgent.fromConfig(config), { name: 'UsageError', message: /module, which is code/ });
  });
}

test('a policy is the same file wherever its config is read', (t) => {
  const place = scratch(t);
  const written = [
    policyApproval('./ours.yaml').toConfig(),
    new CodeExecutorAgent({ name: 'x', codeExecutor: new LocalCommandLineCodeExecutor(), policy: './ours.yaml' }).toConfig(),
  ].map((config) => ('policy' in config ? [config.policy].flat() : []));
  assert.deepEqual(written, [[resolve('ours.yaml')], [resolve('ours.yaml')]]);
  assert.throws(() => policyApproval(join(place.cwd, 'ours.mjs')).toConfig(), { name: 'SerializationError' });
});
