// The library as somebody gets it who installed the package: its names, and what they need.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { scratch } from '../helpers/scratch.ts';

test('what the door gives', async () => {
  const library = await import('approve-run');
  assert.deepEqual(Object.keys(library).sort(), [
    'AgentError',
    'ApproveRunError',
    'BUILT_IN_TOOLS',
    'CodeExecutorAgent',
    'ConfigError',
    'EXIT',
    'HumanInputError',
    'HumanInputFailedError',
    'HumanInputNotProvidedError',
    'HumanInputTimeoutError',
    'Interruption',
    'LocalCommandLineCodeExecutor',
    'PolicyError',
    'RecordedModel',
    'SandboxError',
    'SandboxedCodeExecutor',
    'ScriptedModel',
    'SerializationError',
    'TaskError',
    'ToolBlockedError',
    'ToolDeniedError',
    'UsageError',
    'analyse',
    'answerApproval',
    'approvalRequired',
    'assertApproved',
    'blockEnvironment',
    'bufferedContext',
    'closeOpenToolCalls',
    'codeExecutorFromConfig',
    'consoleApproval',
    'consoleInput',
    'createGate',
    'createGrants',
    'createToolContext',
    'documentAgent',
    'executeCodeBlocks',
    'extractCodeBlocks',
    'httpApproval',
    'judge',
    'loadPolicy',
    'localExecutor',
    'modelApproval',
    'openGate',
    'openSandbox',
    'parseTask',
    'policyApproval',
    'preparer',
    'pythonCodeExecutionTool',
    'pythonFunction',
    'readAnswer',
    'run',
    'shellTool',
    'toolContext',
    'toolPolicy',
    'unboundedContext',
    'visible',
    'withReceipts',
  ]);
});

test('a policy needs no options but a reader for files', async (t) => {
  const place = scratch(t);
  const { analyse, loadPolicy } = await import('approve-run');
  const policy = await loadPolicy('deny-dangerous');
  assert.equal(policy.name, 'deny-dangerous');
  const file = place.write(
    'p.yaml',
    'name: p\ndescription: d\ndefault: ask\nrules:\n  - id: r\n    deny: { command: ls }\n    because: b\n    match: [ls]\n    notMatch: [pwd]\n',
  );
  await assert.rejects(loadPolicy(file), /read: analyse/);
  assert.equal((await loadPolicy(file, { read: analyse })).name, 'p');
});
