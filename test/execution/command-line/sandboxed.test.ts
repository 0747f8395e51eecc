// The executor with a sandbox: what blocks can write and reach, that approvals say so, and that nothing runs where there is none.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { SandboxError, UsageError } from '../../../src/errors.ts';
import {
  SandboxedCodeExecutor,
  type SandboxedCodeExecutorOptions,
} from '../../../src/execution/command-line/sandboxed-code-executor.ts';
import { executeBlocks } from '../../helpers/execute-blocks.ts';
import { noSandbox } from '../../helpers/sandboxed.ts';
import { fence, scratch } from '../../helpers/scratch.ts';

const skip = noSandbox();

function setUp(t: TestContext, options: SandboxedCodeExecutorOptions = {}) {
  const place = scratch(t);
  const executor = new SandboxedCodeExecutor({ workDir: place.cwd, ...options });
  t.after(() => executor.stop());
  return { place, executor };
}

test('blocks write the folder and nothing else, and their approvals say that they run inside', { skip }, async (t) => {
  const { place, executor } = setUp(t);
  const before = readdirSync(place.cwd);
  const outside = join(place.home, 'outside');
  const code = `echo inside >here; echo x >${outside}; true`;
  const { exitCode, asked } = await executeBlocks(executor, fence('bash', code));
  assert.equal(exitCode, 0);
  assert.deepEqual(
    [asked[0]?.sandbox, existsSync(outside), readFileSync(join(place.cwd, 'here'), 'utf8')],
    ['on', false, 'inside\n'],
  );
  await executor.stop();
  assert.deepEqual(readdirSync(place.cwd), [...before, 'here']);
});

test('a folder of its own, a name, an import', { skip }, async (t) => {
  const { executor } = setUp(t, { workDir: undefined });
  const { output } = await executeBlocks(
    executor,
    fence('python', '# filename: m.py\nx = 7') + fence('python', 'import m\nprint(m.x)'),
  );
  assert.equal(output, '7\n');
});

test('the network is shared only where that is asked for', { skip }, async (t) => {
  const { executor } = setUp(t, { network: true });
  const { asked } = await executeBlocks(executor, fence('sh', 'true'));
  assert.equal(asked[0]?.sandbox, 'net');
});

test('what is handed out besides', { skip }, async (t) => {
  const place = scratch(t);
  const shown = join(place.home, 'shown');
  const written = join(place.home, 'written');
  for (const folder of [shown, written]) mkdirSync(folder);
  writeFileSync(join(shown, 'text'), 'shown\n');
  const { executor } = setUp(t, { allowRead: [shown], allowWrite: [written] });
  const code = `cat ${shown}/text; echo x >${shown}/no || echo refused; echo y >${written}/yes`;
  const { output } = await executeBlocks(executor, fence('bash', code));
  assert.match(output, /^shown\n[\s\S]*refused\n/);
  assert.equal(readFileSync(join(written, 'yes'), 'utf8'), 'y\n');
});

test('a virtual environment is shown', { skip }, async (t) => {
  const place = scratch(t);
  const virtualEnv = join(place.home, 'venv');
  execFileSync('python3', ['-m', 'venv', '--without-pip', virtualEnv]);
  const { executor } = setUp(t, { virtualEnv });
  const base = execFileSync('python3', ['-c', 'import sys; print(sys.base_prefix)'], { encoding: 'utf8' }).trim();
  const { output } = await executeBlocks(executor, fence('python', 'import sys\nprint(sys.prefix, sys.base_prefix)'));
  assert.equal(output, `${virtualEnv} ${base}\n`);
});

test('the time limit and the end of the run hold inside, too', { skip }, async (t) => {
  const { executor } = setUp(t, { timeout: 3 });
  assert.equal((await executeBlocks(executor, fence('sh', 'echo before; sleep 20'))).output, 'before\nTimeout');
  const { results } = await executeBlocks(executor, fence('sh', 'sleep 20 & true'));
  assert.equal(results[0]?.exitCode, 0);
});

test('where the sandbox cannot be had, nothing runs', async (t) => {
  const { place, executor } = setUp(t, { env: { PATH: '/nowhere' } });
  await assert.rejects(executor.start(), SandboxError);
  await assert.rejects(executeBlocks(executor, fence('sh', 'touch marker')), SandboxError);
  assert.equal(existsSync(join(place.cwd, 'marker')), false);
  assert.deepEqual(await executor.close(), []);
});

test('what cannot be handed out, because it is not there', async (t) => {
  const { executor } = setUp(t, { allowRead: ['/surely/not/there'] });
  await assert.rejects(executor.start(), (error) => error instanceof UsageError && /allowRead: \/surely/.test(error.message));
});

test('an approval for outside is none for inside', { skip }, async (t) => {
  const { place, executor } = setUp(t);
  const { approvedBlock } = await import('../../helpers/approved.ts');
  const result = await executor.run(approvedBlock('sh', 'touch marker', place.cwd), () => {}, new AbortController().signal);
  assert.deepEqual([result.exitCode, result.error], [126, 'It was approved for another sandbox.']);
});

test('its config', () => {
  const executor = new SandboxedCodeExecutor({ workDir: '/x', network: true, allowRead: ['/y'] });
  const config = executor.toConfig();
  assert.deepEqual(config, { type: 'SandboxedCodeExecutor', workDir: '/x', network: true, allowRead: ['/y'] });
  assert.deepEqual(SandboxedCodeExecutor.fromConfig(config).toConfig(), config);
});
