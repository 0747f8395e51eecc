// Whoever keeps hold of what passes through a run, and changes it meanwhile: what runs is what was approved, or nothing does.
import assert from 'node:assert/strict';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { CodeExecutorAgent } from '../../src/assemble/code-executor-agent/code-executor-agent.ts';
import type { CodeExecutorAgentOptions } from '../../src/assemble/code-executor-agent/options.ts';
import { executeCodeBlocks } from '../../src/assemble/execute-code-blocks.ts';
import { openGate } from '../../src/assemble/open-gate.ts';
import { digestOf } from '../../src/digest.ts';
import type { Emit, RunEvent } from '../../src/events.ts';
import { localExecutor } from '../../src/execution/local-executor.ts';
import { preparer } from '../../src/execution/prepare.ts';
import { run } from '../../src/run.ts';
import { BUILT_IN_TOOLS } from '../../src/tool/tools.ts';
import type { ApprovalFunction, ApprovalRequest, CodeBlock } from '../../src/types.ts';
import { fence, type Scratch, scratch } from '../helpers/scratch.ts';

const env = { PATH: process.env.PATH ?? '' };
const YES: ApprovalFunction = () => ({ approved: true, reason: 'yes' });
const NO: ApprovalFunction = () => ({ approved: false, reason: 'no' });

function executorIn({ cwd }: Scratch) {
  return localExecutor({ env, prepare: preparer({ tools: BUILT_IN_TOOLS, cwd, project: cwd, env }) });
}

/** As one that knows no `readonly`; a frozen part refuses, which is as good. */
function tamper(change: () => void): void {
  try {
    change();
  } catch {}
}

function writable<T>(value: T): { -readonly [Key in keyof T]: T[Key] } {
  return value;
}

function change(block: CodeBlock, code: string): void {
  tamper(() => Object.assign(block, { code, digest: digestOf(code) }));
}

const BY_APPROVER: Readonly<Record<string, (request: ApprovalRequest) => void>> = {
  argv: ({ argv }) => (argv as unknown as string[]).splice(1, 1, '-c', 'touch marker'),
  'the whole argv': (request) => {
    writable(request).argv = ['/bin/sh', '-c', 'touch marker'];
  },
  code: (request) => {
    writable(request).code = 'touch marker\n';
  },
  'files that it runs': ({ executes, cwd }) => {
    writeFileSync(join(cwd, 'script.sh'), 'touch marker\n');
    (executes as unknown[]).length = 0;
  },
};
for (const [what, change] of Object.entries(BY_APPROVER)) {
  test(`an approver that changes ${what} changes nothing of what runs`, async (t) => {
    const place = scratch(t);
    place.write('script.sh', 'true\n');
    let tampered = false;
    await executeCodeBlocks(fence('sh', 'sh ./script.sh'), {
      codeExecutor: executorIn(place),
      approvalFunc(request) {
        if (tampered) return { approved: false, reason: 'asked again' };
        tampered = true;
        tamper(() => change(request));
        return { approved: true, reason: 'as shown' };
      },
    });
    assert.equal(existsSync(join(place.cwd, 'marker')), false);
  });
}

const BY_LISTENER: Readonly<Record<string, (event: RunEvent) => void>> = {
  'the verdict': (event) => {
    if (event.type === 'block-proposed') writable(event.judged).verdict = { decision: 'allow', demanded: false, reasons: [] };
  },
  'the decision in the verdict': (event) => {
    if (event.type === 'block-proposed') writable(event.judged.verdict).decision = 'allow';
  },
};
for (const [what, change] of Object.entries(BY_LISTENER)) {
  test(`a listener that changes ${what} approves nothing`, async (t) => {
    const place = scratch(t);
    const emit: Emit = (event) => tamper(() => change(event));
    await executeCodeBlocks(fence('sh', 'touch marker'), { codeExecutor: executorIn(place), approvalFunc: NO, emit });
    assert.equal(existsSync(join(place.cwd, 'marker')), false);
  });
}

for (const when of ['agent-asked', 'turn-started', 'block-proposed', 'asked', 'block-decided', 'block-started'] as const) {
  test(`an agent that changes its block after it was proposed (${when}) changes nothing of what runs`, async (t) => {
    const place = scratch(t);
    const code = 'true\n';
    const block = { index: 1, language: 'sh', code, line: 1, digest: digestOf(code) };
    const blocks = [block];
    const shown: string[] = [];
    const another = (event: string) => {
      if (event !== when) return;
      change(block, 'touch marker\n');
      blocks.push({ ...block, index: 2 });
    };
    await run({
      agent: { name: 'sly', next: async (history) => (history.length > 0 ? undefined : { text: '', blocks }) },
      gate: openGate({
        approvalFunc({ code: seen }) {
          shown.push(seen);
          another('asked');
          return { approved: seen === 'true\n', reason: 'only this' };
        },
      }),
      executor: executorIn(place),
      emit: ({ type }) => another(type),
    });
    assert.equal(existsSync(join(place.cwd, 'marker')), false);
  });
}

test('a block that is another one each time it is read is read once', async (t) => {
  const place = scratch(t);
  let reads = 0;
  const code = () => (reads++ === 0 ? 'true\n' : 'touch marker\n');
  const block = {
    index: 1,
    language: 'sh',
    line: 1,
    get code() {
      return code();
    },
    get digest() {
      return digestOf(reads <= 1 ? 'true\n' : 'touch marker\n');
    },
  };
  const shown: string[] = [];
  await run({
    agent: { name: 'sly', next: async (history) => (history.length > 0 ? undefined : { text: '', blocks: [block] }) },
    gate: openGate({
      approvalFunc({ code: seen }) {
        shown.push(seen);
        return { approved: seen === 'true\n', reason: 'only this' };
      },
    }),
    executor: executorIn(place),
    emit: () => {},
  });
  assert.equal(existsSync(join(place.cwd, 'marker')), false);
  assert.deepEqual(shown, ['true\n']);
});

test('options of an agent that are changed later change neither the agent nor what is written down of it', async (t) => {
  const place = scratch(t);
  const options = {
    name: 'coder',
    codeExecutor: { ...executorIn(place), toConfig: () => ({ type: 'mine' }) },
    policy: ['deny-all'],
    sources: ['alice'],
    supportedLanguages: ['python'],
  };
  const agent = new CodeExecutorAgent(options);
  options.sources.push('mallory');
  options.supportedLanguages.push('sh');
  options.policy.length = 0;
  Object.assign(options, { approval: 'none', policy: undefined, name: 'other' } satisfies Partial<CodeExecutorAgentOptions>);
  const { chatMessage } = await agent.onMessages([
    { type: 'TextMessage', source: 'mallory', content: fence('sh', 'touch marker') },
  ]);
  assert.match(chatMessage.content, /No code blocks/);
  const { approval, policy, sources, supportedLanguages, name } = agent.toConfig();
  assert.deepEqual(
    { approval, policy, sources, supportedLanguages, name },
    { approval: undefined, policy: ['deny-all'], sources: ['alice'], supportedLanguages: ['python'], name: 'coder' },
  );
});

test('a list of policies that is emptied later judges as it was', async (t) => {
  const place = scratch(t);
  const policy = ['deny-all'];
  const gate = openGate({ policy, approvalFunc: YES });
  policy.length = 0;
  await run({
    agent: {
      name: 'one',
      next: async (history) =>
        history.length > 0
          ? undefined
          : {
              text: '',
              blocks: [{ index: 1, language: 'sh', code: 'touch marker\n', line: 1, digest: digestOf('touch marker\n') }],
            },
    },
    gate,
    executor: executorIn(place),
    emit: () => {},
  });
  assert.equal(existsSync(join(place.cwd, 'marker')), false);
});
