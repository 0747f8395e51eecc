// What was in a folder before, or was changed by somebody else meanwhile, is still there when an executor has stopped.
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { LocalCommandLineCodeExecutor } from '../../../src/execution/command-line/local-command-line-code-executor.ts';
import { executeBlocks } from '../../helpers/execute-blocks.ts';
import { fence, scratch } from '../../helpers/scratch.ts';

const saving = (name: string, rest = 'true') => fence('sh', `# filename: ${name}\n${rest}`);

function setUp(t: TestContext) {
  const place = scratch(t);
  const executor = new LocalCommandLineCodeExecutor({ workDir: place.cwd });
  t.after(() => executor.stop());
  return { place, executor, at: (name: string) => join(place.cwd, name) };
}

test('a file that a person wrote over a saved one is theirs from then on', async (t) => {
  const { executor, at } = setUp(t);
  await executeBlocks(executor, saving('a.sh', 'echo 1'));
  writeFileSync(at('a.sh'), 'mine');
  const { asked } = await executeBlocks(executor, saving('a.sh', 'echo 2'));
  assert.ok(asked[0]?.saveAs?.replaces);
  await executor.stop();
  assert.equal(existsSync(at('a.sh')), true);
});

test('a folder that was moved away is not cleaned up through a link to it', async (t) => {
  const { place, executor, at } = setUp(t);
  await executeBlocks(executor, saving('sub/a.sh'));
  const kept = join(place.home, 'kept');
  renameSync(at('sub'), kept);
  symlinkSync(kept, at('sub'));
  await executor.stop();
  assert.equal(existsSync(join(kept, 'a.sh')), true);
});

test('two executors in one folder: neither removes what the other has saved anew', async (t) => {
  const { place, executor, at } = setUp(t);
  const other = new LocalCommandLineCodeExecutor({ workDir: place.cwd });
  t.after(() => other.stop());
  await executeBlocks(executor, saving('a.sh', 'echo 1'));
  await executeBlocks(other, saving('a.sh', 'echo 2'));
  await executor.stop();
  assert.match(readFileSync(at('a.sh'), 'utf8'), /echo 2/);
});

test('a block that begins while the executor stops keeps its folder and its file', async (t) => {
  const executor = new LocalCommandLineCodeExecutor();
  t.after(() => executor.stop());
  await executeBlocks(executor, saving('a.sh', 'echo 1'));
  const [, { output }] = await Promise.all([executor.stop(), executeBlocks(executor, saving('a.sh', 'ls; echo 2'))]);
  assert.equal(output, 'a.sh\n2\n');
});

test('stopped twice at once, it ends once', async (t) => {
  const { executor, at } = setUp(t);
  await executeBlocks(executor, saving('a.sh', 'echo 1'));
  await Promise.all([executor.stop(), executor.restart(), executor.stop()]);
  assert.equal(existsSync(at('a.sh')), false);
  mkdirSync(at('b'));
  assert.equal((await executeBlocks(executor, saving('a.sh', 'ls'))).output, 'a.sh\nb\n');
});

test('an executor whose folder was removed starts nothing in another one', async (t) => {
  const { place, executor, at } = setUp(t);
  await executor.start();
  rmSync(place.cwd, { recursive: true });
  const gone = await executeBlocks(executor, saving('a.sh', 'touch marker'));
  mkdirSync(place.cwd);
  assert.deepEqual([gone.exitCode, existsSync(at('marker'))], [126, false]);
  await executor.restart();
  assert.equal((await executeBlocks(executor, saving('a.sh', 'echo 1'))).output, '1\n');
});
