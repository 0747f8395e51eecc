// The executor itself: what it refuses to be built with, what it is between start and stop, and what it never runs.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { openGate } from '../../../src/assemble/open-gate.ts';
import { UsageError } from '../../../src/errors.ts';
import { codeExecutorFromConfig } from '../../../src/execution/command-line/code-executor-from-config.ts';
import { pathInFolder } from '../../../src/execution/command-line/file-name.ts';
import { LocalCommandLineCodeExecutor } from '../../../src/execution/command-line/local-command-line-code-executor.ts';
import { pythonFunction } from '../../../src/execution/command-line/python-function.ts';
import type { Approved } from '../../../src/types.ts';
import { isAlive } from '../../helpers/alive.ts';
import { approvedBlock } from '../../helpers/approved.ts';
import { executeBlocks } from '../../helpers/execute-blocks.ts';
import { fence, scratch } from '../../helpers/scratch.ts';

const signal = new AbortController().signal;

/** Options, as they may come from code without types, and what is said of them. */
const WRONG: readonly (readonly [object, RegExp])[] = [
  [
    { work_dir: '/x' },
    /^LocalCommandLineCodeExecutor has no option "work_dir"; did you mean "workDir"\? There are: workDir, timeout/,
  ],
  [{ timeout: '60' }, /: timeout must be a number\.$/],
  [{ workDir: 7 }, /: workDir must be a text\.$/],
  [{ workDir: '' }, /^workDir: "" is no folder/],
  [{ functions: {} }, /^functions: it must be a list of what pythonFunction/],
  [{ functions: [{ name: 'f' }] }, /^functions: it must be a list of what pythonFunction/],
  [{ timeout: 3_000_000 }, /^timeout: 3000000 is no time limit/],
  [{ functionsModule: 'a-b' }, /valid Python identifier/],
  [{ functionsModule: '../x' }, /valid Python identifier/],
];
for (const [options, says] of WRONG) {
  test(`refused: ${JSON.stringify(options)}`, () => {
    assert.throws(
      () => new LocalCommandLineCodeExecutor(options),
      (error) => error instanceof UsageError && says.test(error.message),
    );
  });
}

test('faults that only the machine tells are seen at the start', async (t) => {
  const place = scratch(t);
  const plain = place.write('plain', '');
  await assert.rejects(new LocalCommandLineCodeExecutor({ workDir: plain }).start(), /^UsageError: workDir: \S+ cannot be made/);
  const noVenv = new LocalCommandLineCodeExecutor({ workDir: place.cwd, virtualEnv: place.cwd });
  await assert.rejects(noVenv.start(), /^UsageError: virtualEnv: \S+ is no virtual environment/);
});

test('a fault that is put right is gone', async (t) => {
  const place = scratch(t);
  const virtualEnv = join(place.home, 'venv');
  const executor = new LocalCommandLineCodeExecutor({ workDir: place.cwd, virtualEnv });
  t.after(() => executor.stop());
  await assert.rejects(executor.start());
  execFileSync('python3', ['-m', 'venv', '--without-pip', virtualEnv]);
  await executor.start();
});

test('another config is refused', () => {
  const config = { type: 'SandboxedCodeExecutor' } as const;
  assert.throws(() => LocalCommandLineCodeExecutor.fromConfig(config as never), /its type is "SandboxedCodeExecutor"/);
  assert.throws(() => codeExecutorFromConfig({ type: 'docker' } as never), /There is no executor of the type "docker"/);
});

test('what the gate did not make is not run', async (t) => {
  const place = scratch(t);
  const executor = new LocalCommandLineCodeExecutor({ workDir: place.cwd });
  t.after(() => executor.stop());
  const copy = { ...approvedBlock('sh', 'touch marker', place.cwd) } as Approved;
  await assert.rejects(
    executor.run(copy, () => {}, signal),
    TypeError,
  );
  assert.equal(existsSync(join(place.cwd, 'marker')), false);
});

test('an approval of another executor, in another folder, writes nothing outside of its own', async (t) => {
  const [one, other] = [scratch(t), scratch(t)];
  const makers = [one, other].map(({ cwd }) => new LocalCommandLineCodeExecutor({ workDir: cwd }));
  const [maker, runner] = makers;
  assert.ok(maker && runner);
  for (const executor of makers) t.after(() => executor.stop());
  const [block] = (await import('../../../src/task/extract-code-blocks.ts')).extractCodeBlocks(
    fence('sh', '# filename: x.sh\ntrue'),
  );
  assert.ok(block);
  const preparation = await maker.prepare(block);
  assert.ok(preparation.status === 'ready');
  const gate = openGate({ policy: 'allow-all' });
  const decision = await gate.decide(await gate.judge(preparation.proposal), () => [], signal);
  assert.ok(decision.outcome === 'approved');
  const result = await runner.run(decision.approved, () => {}, signal);
  assert.deepEqual([result.exitCode, result.changed], [126, [join(one.cwd, 'x.sh')]]);
  assert.equal(existsSync(join(one.cwd, 'x.sh')), false);
});

test('an aborted run starts nothing, and writes nothing', async (t) => {
  const place = scratch(t);
  const executor = new LocalCommandLineCodeExecutor({ workDir: place.cwd });
  t.after(() => executor.stop());
  const controller = new AbortController();
  await executeBlocks(executor, fence('sh', '# filename: x.sh\ntouch marker'), {
    signal: controller.signal,
    approvalFunc() {
      controller.abort();
      return { approved: true, reason: '' };
    },
  });
  assert.deepEqual(readdirSync(place.cwd), ['.git']);
});

test('stopping is done as often as one likes, and ends what blocks left behind', async (t) => {
  const place = scratch(t);
  const executor = new LocalCommandLineCodeExecutor({ workDir: place.cwd });
  await executor.stop();
  const { output } = await executeBlocks(executor, fence('sh', 'setsid sh -c "sleep 30" >/dev/null 2>&1 & echo $!'));
  await executor.stop();
  assert.equal(isAlive(Number(output)), false);
  await executor.stop();
  assert.equal((await executeBlocks(executor, fence('sh', 'echo again'))).output, 'again\n');
  await executor[Symbol.asyncDispose]();
});

test('a folder of its own is another one after a stop, and the same after a restart', async () => {
  const executor = new LocalCommandLineCodeExecutor();
  const first = executor.workDir;
  await executeBlocks(executor, fence('sh', 'touch kept'));
  await executor.restart();
  assert.deepEqual([executor.workDir, existsSync(join(first, 'kept'))], [first, true]);
  await executor.stop();
  assert.equal(existsSync(first), false);
  assert.notEqual(executor.workDir, first);
  await executor.stop();
});

test('a folder of its own goes with the process, also where nobody stops it', async () => {
  const code = `import { LocalCommandLineCodeExecutor } from ${JSON.stringify(join(import.meta.dirname, '../../../src/index.ts'))};
console.log(new LocalCommandLineCodeExecutor().workDir);`;
  const args = ['--import', 'tsx', '--input-type=module', '-e', code];
  const folder = execFileSync(process.execPath, args, { encoding: 'utf8' }).trim();
  assert.match(folder, /approve-run-work-/);
  assert.equal(existsSync(folder), false);
});

test('a path is looked at as it is written, NUL or not', () => {
  assert.match(JSON.stringify(pathInFolder('a\0b', '/tmp')), /Filename is not in the workspace/);
  assert.deepEqual(pathInFolder('/tmp/not-there/x', '/tmp'), { path: '/tmp/not-there/x' });
});

test('functions are set up only before a block that can run, and again after a restart', async (t) => {
  const place = scratch(t);
  const functions = [pythonFunction('def f():\n    return 1')];
  const executor = new LocalCommandLineCodeExecutor({ workDir: place.cwd, functions, functionsModule: 'mine' });
  t.after(() => executor.stop());
  const asked = async (markdown: string) => (await executeBlocks(executor, markdown)).asked.map(({ saveAs }) => saveAs?.path);
  const use = fence('python', 'from mine import f\nprint(f())');
  assert.deepEqual(await asked(fence('json', '{}')), []);
  assert.deepEqual(await asked(use), [join(place.cwd, 'mine.py'), undefined]);
  assert.deepEqual(await asked(use), [undefined]);
  await executor.restart();
  assert.deepEqual(await asked(use), [join(place.cwd, 'mine.py'), undefined]);
});

test('functions that are denied: the block that needs them is skipped, and they are proposed again', async (t) => {
  const place = scratch(t);
  const executor = new LocalCommandLineCodeExecutor({
    workDir: place.cwd,
    functions: [pythonFunction('def f():\n    return 1')],
  });
  t.after(() => executor.stop());
  const use = fence('sh', 'touch marker');
  const { statuses } = await executeBlocks(executor, use, { approvalFunc: () => ({ approved: false, reason: 'no' }) });
  assert.deepEqual([statuses, readdirSync(place.cwd)], [['refused', 'skipped'], ['.git']]);
  assert.equal((await executeBlocks(executor, use)).asked.length, 2);
});

test('functions that a person edited count as set up', async (t) => {
  const place = scratch(t);
  const functions = [pythonFunction('def f():\n    return 1')];
  const executor = new LocalCommandLineCodeExecutor({ workDir: place.cwd, functions });
  t.after(() => executor.stop());
  const use = fence('python', 'from functions import f\nprint(f())');
  const edited = await executeBlocks(executor, use, {
    approvalFunc: ({ code, attempt }) =>
      attempt === 1 && code.includes('return 1')
        ? { approved: false, reason: '', edited: code.replace('return 1', 'return 2') }
        : { approved: true, reason: '' },
  });
  assert.equal(edited.output, '2\n');
  assert.equal((await executeBlocks(executor, use)).output, '2\n');
  assert.match(readFileSync(join(place.cwd, 'functions.py'), 'utf8'), /return 2/);
});

/** The text of a function, its stub. */
const STUBS: readonly (readonly [string, string])[] = [
  ['def f(): return 1', 'def f():\n    ...'],
  [
    'import x\n\n@decorated(a=":")\ndef f(a: dict[str, int] = {"b:": 1}, *, c=")") -> list[int]:\n    pass',
    'def f(a: dict[str, int] = {"b:": 1}, *, c=")") -> list[int]:\n    ...',
  ],
  [
    'async def f(\n    a,  # with: a comment\n    b,\n):\n    """One.\n\n    Two.\n    """\n    pass',
    'async def f(\n    a,  # with: a comment\n    b,\n):\n    """One.\n\n    Two.\n    """\n    ...',
  ],
];
for (const [code, stub] of STUBS) {
  test(`the stub of ${JSON.stringify(code)}`, () => {
    const executor = new LocalCommandLineCodeExecutor({ functions: [pythonFunction(code)] });
    assert.equal(executor.formatFunctionsForPrompt('$functions'), stub);
  });
}

test('requirements are words for pip, and never options', () => {
  for (const bad of ['--index-url=x', ' ', 'a\nb'])
    assert.throws(() => pythonFunction('def f(): pass', { requirements: [bad] }), UsageError);
});

test('what a requirement says is one word to the shell', async (t) => {
  const place = scratch(t);
  const requirements = ["x'; touch marker; '", '$(touch marker)'];
  const executor = new LocalCommandLineCodeExecutor({
    workDir: place.cwd,
    functions: [pythonFunction('def f(): pass', { requirements })],
  });
  t.after(() => executor.stop());
  const { asked } = await executeBlocks(executor, fence('sh', 'true'), {
    approvalFunc: () => ({ approved: false, reason: 'only read' }),
  });
  assert.deepEqual(asked[0]?.commands.at(-1)?.argv.slice(-2), requirements);
});
