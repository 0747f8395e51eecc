// The library as the README shows it: the example is taken from there, type-checked, and run against the built package.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { execa } from 'execa';
import { extractCodeBlocks } from '../../src/task/extract-code-blocks.ts';
import { compileAsConsumer } from '../helpers/consumer.ts';
import { scratch } from '../helpers/scratch.ts';

const root = join(import.meta.dirname, '../..');

test('the example of the README type-checks and runs', async (t) => {
  const place = scratch(t);
  const example = extractCodeBlocks(readFileSync(join(root, 'README.md'), 'utf8')).find(({ language }) => language === 'ts');
  assert.ok(example);
  place.write('example.ts', example.code);
  assert.equal(await compileAsConsumer(place, ['example.ts']), '');
  const ran = await execa(process.execPath, ['out/example.js'], {
    cwd: place.cwd,
    reject: false,
  });
  assert.deepEqual([ran.exitCode, ran.stderr], [0, '']);
  assert.match(ran.stdout, /content: 'hello\\n'/);
});

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
