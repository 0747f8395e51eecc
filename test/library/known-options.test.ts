// What somebody without types writes is read to the last key: a filter, a policy or a limit that is misspelled is never one that is not there.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as library from '../../src/index.ts';

const {
  approvalRequired,
  CodeExecutorAgent,
  consoleApproval,
  consoleInput,
  createToolContext,
  documentAgent,
  executeCodeBlocks,
  httpApproval,
  LocalCommandLineCodeExecutor,
  localExecutor,
  modelApproval,
  openGate,
  policyApproval,
  pythonCodeExecutionTool,
  run,
  SandboxedCodeExecutor,
  shellTool,
  toolPolicy,
  withReceipts,
} = library as unknown as Readonly<Record<string, Call & New>>;

type Call = (...args: readonly unknown[]) => unknown;
type New = new (...args: readonly unknown[]) => Readonly<Record<string, Call>>;

const codeExecutor = localExecutor?.();
const key = 'a'.repeat(44);
const agent = (options: object) => new (CodeExecutorAgent as New)({ name: 'x', codeExecutor, ...options });
const context = () => createToolContext?.({ humanInput: () => 'yes' }) as Readonly<Record<string, Call>>;

/** What would have been dropped in silence, and what is said now. */
const cases: Readonly<Record<string, readonly [call: () => unknown, says: RegExp]>> = {
  'a filter': [
    () => shellTool?.({ allow: ['ls'], approval: 'none' }),
    /^shellTool has no option "allow"; did you mean "allowed"\? There are: .*readonly/,
  ],
  receipts: [() => withReceipts?.(codeExecutor, { ignore: ['a'] }), /^withReceipts has no option "ignore"/],
  'a list that is none': [() => shellTool?.({ allowed: 'ls', approval: 'none' }), /allowed must be a list of texts\.$/],
  'rules of tools': [() => toolPolicy?.({ allow: ['a'] }), /^toolPolicy has no option "allow"/],
  'rules of tools, later': [
    () => (toolPolicy?.({}) as { set: Call } | undefined)?.set({ block: ['a'] }),
    /^toolPolicy\.set has no option "block"/,
  ],
  'a middleware': [() => createToolContext?.({ middleware: [] }), /^A tool context has no option "middleware"/],
  "a child's": [() => context().child?.({ humanInput: 'yes' }), /humanInput must be a function/],
  'a denial': [() => approvalRequired?.({ denied: 'throw' }), /denied must be 'result' or 'error'/],
  'a tool as options': [() => approvalRequired?.(async () => 1), /^approvalRequired takes its options in one object/],
  'an approval function': [
    () => agent({ approval_func: () => {}, policy: 'ask' }),
    /no option "approval_func"; did you mean "approvalFunc"/,
  ],
  'how to ask': [() => agent({ policy: 'allow-all', approval: 'Turn' }), /approval must be 'block' or 'turn' or 'none'/],
  'sources, of which a part would do': [() => agent({ policy: 'ask', sources: 'user' }), /sources must be a list of texts/],
  languages: [() => agent({ policy: 'ask', supportedLanguages: 'python' }), /supportedLanguages must be a list/],
  'an executor that was not built': [
    () => agent({ policy: 'ask', codeExecutor: LocalCommandLineCodeExecutor }),
    /codeExecutor must be an executor, such as localExecutor\(\)/,
  ],
  'no options': [() => new (CodeExecutorAgent as New)(), /^CodeExecutorAgent takes its options in one object/],
  'no name': [() => agent({ policy: 'ask', name: undefined }), /^CodeExecutorAgent needs name: a text/],
  'a model without a provider': [() => agent({ policy: 'ask', modelClient: 'gpt-5' }), /"gpt-5" has no provider/],
  'what is no policy': [() => openGate?.({ policy: {} }), /^openGate: policy must be a name/],
  'a name of none': [() => openGate?.({ policy: 'deny-dangerus' }), /did you mean "deny-dangerous"/],
  'a sandbox where there is none': [
    () => new (LocalCommandLineCodeExecutor as New)({ network: false }),
    /has no option "network"/,
  ],
  "a sandbox's": [() => new (SandboxedCodeExecutor as New)({ net: false }), /^SandboxedCodeExecutor has no option "net"/],
  'a time limit': [() => localExecutor?.({ blockTimeoutMs: 5 }), /^localExecutor has no option "blockTimeoutMs"/],
  'a time limit that is none': [() => localExecutor?.({ timeout: 0 }), /^localExecutor: timeout must be seconds, more than 0/],
  'a signal as options': [
    () => agent({ policy: 'ask' }).run?.('x', AbortSignal.abort()),
    /takes its options in one object, \{ signal: … \}/,
  ],
  'a controller as signal': [
    () => executeCodeBlocks?.('x', { codeExecutor, policy: 'ask', signal: new AbortController() }),
    /signal must be an AbortSignal/,
  ],
  'one block, no list': [
    () => executeCodeBlocks?.({ language: 'sh', code: '' }, { codeExecutor, policy: 'ask' }),
    /^Code must be/,
  ],
  'no message': [() => agent({ policy: 'ask' }).run?.({ task: 'x' }), /^Give the agent a list of messages/],
  'of a tool': [() => pythonCodeExecutionTool?.({ codeExecutor, polcy: 'ask' }), /no option "polcy"; did you mean "policy"/],
  'a promise of a task': [() => documentAgent?.(library.parseTask('')), /await parseTask\(markdown\)/],
  'of a loop': [() => run?.({ executor: codeExecutor, gate: {} }), /^run: gate must be a gate/],
  'of a console': [() => consoleApproval?.({ onTimeout: 'go' }), /onTimeout must be 'stop' or 'deny'/],
  'of a question': [() => consoleInput?.({ timeout: 3 }), /^consoleInput has no option "timeout"/],
  'of an endpoint': [() => httpApproval?.('https://a.example/', { key, onTimeout: 'go' }), /onTimeout must be 'stop' or 'deny'/],
  'of a judge': [() => modelApproval?.('openai/x', { otherwise: true }), /otherwise must be a function/],
  'of policies': [() => policyApproval?.('ask', () => {}), /^policyApproval takes its options in one object/],
};

for (const [what, [call, says]] of Object.entries(cases))
  test(`options: ${what}: said in one line`, async () => {
    await assert.rejects(
      async () => call(),
      ({ name, message }: Error) => {
        assert.match(name, /^(UsageError|PolicyError)$/);
        assert.match(message, says);
        assert.doesNotMatch(message, /\n/);
        return true;
      },
    );
  });

test('markdown without a fence: why nothing ran', async () => {
  const { status, output } = await library.executeCodeBlocks('echo hi', { codeExecutor: library.localExecutor(), policy: 'ask' });
  assert.deepEqual(
    [status, output],
    ['error', 'There is no code block here: code stands in fences, with its language after the first one.'],
  );
});
