// What AutoGen's executors get wrong (d of what it does), and ours must not: each title begins with the weakness.
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { LocalCommandLineCodeExecutor } from '../../src/execution/command-line/local-command-line-code-executor.ts';
import { isAlive } from '../helpers/alive.ts';
import { executeBlocks } from '../helpers/execute-blocks.ts';
import { fence, scratch } from '../helpers/scratch.ts';

function setUp(t: TestContext, options: ConstructorParameters<typeof LocalCommandLineCodeExecutor>[0] = {}) {
  const place = scratch(t);
  const executor = new LocalCommandLineCodeExecutor({ workDir: place.cwd, ...options });
  t.after(() => executor.stop());
  return { place, executor };
}

const MINE = '# filename: mine.py\nprint("new")';

test('d5. what runs is what was approved, to the byte: nothing is made quiet', async (t) => {
  const { executor } = setUp(t);
  const code = 'cat <<END\npip install foo\nEND';
  const { output, asked } = await executeBlocks(executor, fence('sh', code));
  assert.deepEqual([output, asked[0]?.code], ['pip install foo\n', `${code}\n`]);
});

test('d19. a file that was there is asked about, whatever the policy, and kept where nobody says yes', async (t) => {
  const { place, executor } = setUp(t);
  const file = place.write('mine.py', 'precious');
  for (const policy of ['ask', 'allow-all', 'python-only']) {
    const { asked, statuses } = await executeBlocks(executor, fence('python', MINE), {
      policy,
      approvalFunc: () => ({ approved: false, reason: 'it is mine' }),
    });
    assert.deepEqual([asked[0]?.demanded, asked[0]?.saveAs?.path, statuses], [true, file, ['refused']], policy);
    assert.match(asked[0]?.effects.map(({ says }) => says).join() ?? '', /^is saved as \.\/mine\.py, in place of what is there/);
  }
  await executor.stop();
  assert.equal(readFileSync(file, 'utf8'), 'precious');
});

test('d19. a file that was there is replaced when somebody says so, and never deleted', async (t) => {
  const { place, executor } = setUp(t);
  const file = place.write('mine.py', 'precious');
  assert.equal((await executeBlocks(executor, fence('python', MINE))).output, 'new\n');
  await executor.stop();
  assert.equal(readFileSync(file, 'utf8'), `${MINE}\n`);
});

test('d20. a time limit ends children of children, and those that will not hear of it', async (t) => {
  const { place, executor } = setUp(t, { timeout: 3 });
  const script = `trap '' TERM
sh -c 'trap "" TERM; echo $$ >child; sleep 20; touch late' &
sleep 20; touch late`;
  const { results } = await executeBlocks(executor, fence('bash', script));
  assert.deepEqual([results[0]?.exitCode, results[0]?.timedOut], [124, true]);
  assert.equal(isAlive(Number(readFileSync(join(place.cwd, 'child'), 'utf8'))), false);
  assert.equal(existsSync(join(place.cwd, 'late')), false);
});

test('d21. what was printed before the time was up is kept', async (t) => {
  const { executor } = setUp(t, { timeout: 3 });
  const { output, exitCode } = await executeBlocks(executor, fence('sh', 'echo before; sleep 20'));
  assert.deepEqual([output, exitCode], ['before\nTimeout', 124]);
});

test('d21. a flood of output is cut in the middle, and the result says by how much', async (t) => {
  const { executor } = setUp(t);
  const { results } = await executeBlocks(executor, fence('sh', 'head -c 5000000 /dev/zero | tr "\\0" x'));
  const { bytes, output } = results[0] ?? assert.fail();
  assert.equal(bytes, 5_000_000);
  assert.ok(output.omittedBytes > 4_000_000);
  assert.equal(output.head.length + output.tail.length + output.omittedBytes, bytes);
});

test('d21. both streams in the order in which they were written', async (t) => {
  const { executor } = setUp(t);
  const { output } = await executeBlocks(executor, fence('sh', 'echo 1; echo 2 >&2; echo 3; echo 4 >&2'));
  assert.equal(output, '1\n2\n3\n4\n');
});

test('d21. bytes that are no UTF-8 are output like any other', async (t) => {
  const { executor } = setUp(t);
  const { results, exitCode } = await executeBlocks(executor, fence('sh', "printf 'a\\377b\\n'"));
  assert.deepEqual([results[0]?.output.head, exitCode], ['a\uFFFDb\n', 0]);
});

test('d21. a child in the background cannot hold the call', async (t) => {
  const { executor } = setUp(t);
  const { results } = await executeBlocks(executor, fence('sh', 'sleep 30 & echo $!'));
  assert.equal(results[0]?.exitCode, 0);
  assert.ok((results[0]?.durationMs ?? Number.POSITIVE_INFINITY) < 20_000);
  assert.deepEqual(
    results[0]?.leftover.map(({ command, ended }) => [command, ended]),
    [['sleep', true]],
  );
});

test('d22. secrets of the environment are not handed over, but for those that are named', async (t) => {
  process.env.D22_API_KEY = 'sk-secret';
  process.env.D22_TOKEN = 'passed';
  t.after(() => {
    delete process.env.D22_API_KEY;
    delete process.env.D22_TOKEN;
  });
  const { executor } = setUp(t, { envPass: ['D22_TOKEN'], env: { D22_PASSWORD: 'given' } });
  const { output } = await executeBlocks(executor, fence('sh', 'echo "<$D22_API_KEY> <$D22_TOKEN> <$D22_PASSWORD>"'));
  assert.equal(output, '<> <passed> <given>\n');
});

test('d22. standard input is empty: no block eats what somebody types', async (t) => {
  const { executor } = setUp(t);
  const { output } = await executeBlocks(executor, fence('python', 'import sys\nprint(repr(sys.stdin.read()))'));
  assert.equal(output, "''\n");
});

test('d23. sub-folders of a file name are made', async (t) => {
  const { place, executor } = setUp(t);
  const { exitCode } = await executeBlocks(executor, fence('python', '# filename: a/b/c.py\nprint(1)'));
  assert.deepEqual([exitCode, existsSync(join(place.cwd, 'a/b/c.py'))], [0, true]);
});

test('d23. a program that is not there, and a place that cannot be written to, are results and not exceptions', async (t) => {
  const { place, executor } = setUp(t, { env: { PATH: '/nowhere' } });
  const missing = await executeBlocks(executor, fence('pwsh', 'Write-Host hello'));
  assert.deepEqual([missing.exitCode, missing.statuses], [127, ['ran']]);
  assert.match(missing.output, /^pwsh not found in PATH/);
  const { executor: other } = setUp(t, { workDir: place.cwd });
  const faulty = await executeBlocks(other, fence('sh', `# filename: ${'x'.repeat(300)}.sh\ntrue`));
  assert.deepEqual([faulty.exitCode, faulty.statuses], [1, ['ran']]);
  assert.match(faulty.output, /ENAMETOOLONG/);
});

test('d23. a signal has its name', async (t) => {
  const { executor } = setUp(t);
  const { output, exitCode } = await executeBlocks(executor, fence('sh', 'kill -KILL $$'));
  assert.deepEqual([output, exitCode === 0], ['Ended by SIGKILL', false]);
});

test('d23. no blocks: nobody is asked, nothing is said to have run', async (t) => {
  const { executor } = setUp(t);
  const { asked, statuses, events } = await executeBlocks(executor, 'Nothing here.');
  assert.deepEqual([asked, statuses, events], [[], [], []]);
});

test('d24. what did not run says why, has printed nothing, and took no time', async (t) => {
  const { executor } = setUp(t);
  const { results } = await executeBlocks(executor, fence('sh', '# filename: ../x.sh\ntrue') + fence('sh', 'true'));
  const { error, bytes, durationMs } = results[0] ?? assert.fail();
  assert.match(error ?? '', /^Filename is not in the workspace/);
  assert.deepEqual([bytes, durationMs], [0, 0]);
});

test('d23. a folder that went away meanwhile', async (t) => {
  const { place, executor } = setUp(t);
  const { output, exitCode } = await executeBlocks(executor, fence('sh', 'true'), {
    approvalFunc() {
      rmSync(place.cwd, { recursive: true });
      return { approved: true, reason: '' };
    },
  });
  assert.deepEqual([exitCode, output], [126, `The folder ${place.cwd} is gone.`]);
  assert.deepEqual(readdirSync(place.home), []);
});
