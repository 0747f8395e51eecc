// The library as the README shows it: the example is taken from there, type-checked, and run against the built package.
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { execa } from 'execa';
import { extractCodeBlocks } from '../../src/task/extract-code-blocks.ts';
import { scratch } from '../helpers/scratch.ts';

const root = join(import.meta.dirname, '../..');

test('the example of the README type-checks and runs', async (t) => {
  const place = scratch(t);
  const example = extractCodeBlocks(readFileSync(join(root, 'README.md'), 'utf8')).find(({ language }) => language === 'ts');
  assert.ok(example);
  place.write('package.json', '{ "type": "module" }');
  place.write('example.ts', example.code);
  mkdirSync(join(place.cwd, 'node_modules/@types'), { recursive: true });
  symlinkSync(root, join(place.cwd, 'node_modules/approve-run'));
  symlinkSync(join(root, 'node_modules/@types/node'), join(place.cwd, 'node_modules/@types/node'));

  const options = [
    '--noEmit',
    '--strict',
    '--target',
    'es2023',
    '--module',
    'nodenext',
    '--types',
    'node',
    '--skipLibCheck',
    'false',
  ];
  const checked = await execa(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), ...options, 'example.ts'], {
    cwd: place.cwd,
    reject: false,
  });
  assert.equal(checked.stdout, '');
  const ran = await execa(process.execPath, ['--import', join(root, 'node_modules/tsx/dist/esm/index.mjs'), 'example.ts'], {
    cwd: place.cwd,
    reject: false,
  });
  assert.deepEqual([ran.exitCode, ran.stderr], [0, '']);
  assert.match(ran.stdout, /run-started\n[\s\S]*block-started\nblock-output\nblock-finished\nrun-finished/);
});

test('what the door gives', async () => {
  const library = await import('approve-run');
  assert.deepEqual(Object.keys(library).sort(), [
    'AgentError',
    'ApproveRunError',
    'BUILT_IN_TOOLS',
    'ConfigError',
    'EXIT',
    'Interruption',
    'PolicyError',
    'SandboxError',
    'TaskError',
    'UsageError',
    'analyse',
    'assertApproved',
    'blockEnvironment',
    'createGate',
    'createGrants',
    'documentAgent',
    'extractCodeBlocks',
    'judge',
    'loadPolicy',
    'localExecutor',
    'openGate',
    'openSandbox',
    'parseTask',
    'preparer',
    'readAnswer',
    'run',
    'shellTool',
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
