// AutoGen's local executor, row by row (b3 of what it does); each title begins with its row. Where ours is different on purpose, the test says how.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import fs, {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { type TestContext, test } from 'node:test';
import { asSchema, type Tool } from 'ai';
import { pythonCodeExecutionTool } from '../../src/assemble/python-code-execution-tool.ts';
import { UsageError } from '../../src/errors.ts';
import { codeExecutorFromConfig } from '../../src/execution/command-line/code-executor-from-config.ts';
import type { CommandLineCodeExecutorOptions } from '../../src/execution/command-line/executor-options.ts';
import { LocalCommandLineCodeExecutor } from '../../src/execution/command-line/local-command-line-code-executor.ts';
import { pythonFunction } from '../../src/execution/command-line/python-function.ts';
import { executeBlocks } from '../helpers/execute-blocks.ts';
import { fence, type Scratch, scratch } from '../helpers/scratch.ts';

function local(t: TestContext, options: CommandLineCodeExecutorOptions = {}): LocalCommandLineCodeExecutor {
  const executor = new LocalCommandLineCodeExecutor(options);
  t.after(() => executor.stop());
  return executor;
}

function setUp(t: TestContext, options: CommandLineCodeExecutorOptions = {}) {
  const place = scratch(t);
  return { place, executor: local(t, { workDir: place.cwd, ...options }) };
}

/** What `process.emitWarning` says until the test is over. */
function warnings(t: TestContext): readonly Error[] {
  const heard: Error[] = [];
  const listen = (warning: Error) => heard.push(warning);
  process.on('warning', listen);
  t.after(() => process.off('warning', listen));
  return heard;
}

/** Warnings are told in the next round of the event loop. */
const told = () => new Promise((resolve) => setImmediate(resolve));

const filesIn = (folder: string) => readdirSync(folder).filter((name) => name !== '.git');

test('30. one python block: exit 0, and the file that it is saved in, where one is to stay', async (t) => {
  const { place, executor } = setUp(t, { cleanupTempFiles: false });
  const { exitCode, output, results } = await executeBlocks(executor, fence('python', "print('hello world!')"));
  assert.deepEqual([exitCode, output], [0, 'hello world!\n']);
  assert.equal(results[0]?.file && dirname(results[0].file), place.cwd);
  // Ours: a path is told only as long as there is a file.
  const { results: unsaved } = await executeBlocks(local(t), fence('python', "print('hello world!')"));
  assert.deepEqual([unsaved[0]?.exitCode, unsaved[0]?.file], [0, undefined]);
});

test('31. two blocks: both outputs', async (t) => {
  const { output } = await executeBlocks(local(t), fence('python', "print('one')") + fence('python', 'print("a" + "b")'));
  assert.equal(output, 'one\nab\n');
});

test('32. bash', async (t) => {
  const { output, exitCode } = await executeBlocks(local(t), fence('bash', "echo 'hello world!'"));
  assert.deepEqual([output, exitCode], ['hello world!\n', 0]);
});

test('33. the saved file has the lines of the code', async (t) => {
  const { place, executor } = setUp(t, { cleanupTempFiles: false });
  const code = "# é\nprint('hello')\n\nprint('world')";
  const { results, asked } = await executeBlocks(executor, fence('python', code));
  const [name = ''] = filesIn(place.cwd);
  assert.equal(name, `tmp_code_${asked[0]?.digest}.py`);
  assert.equal(results[0]?.file, join(place.cwd, name));
  assert.equal(readFileSync(join(place.cwd, name), 'utf8'), `${code}\n`);
});

test('34. a block that takes too long is ended, and its result says so', async (t) => {
  const { exitCode, output } = await executeBlocks(local(t, { timeout: 0.5 }), fence('python', 'import time\ntime.sleep(10)'));
  assert.deepEqual([exitCode, output], [124, 'Timeout']);
});

test('35. cancelled: it ends, and what it would have written later is never there', async (t) => {
  const { place, executor } = setUp(t);
  const controller = new AbortController();
  const code = 'import time\nprint("started", flush=True)\ntime.sleep(10)\nopen("late", "w").close()';
  const { exitCode, output } = await executeBlocks(executor, fence('python', code) + fence('sh', 'touch next'), {
    signal: controller.signal,
    onOutput: () => controller.abort(),
  });
  assert.equal(exitCode, 125);
  assert.match(output, /^started\nCancelled\nBlock 2 was skipped/);
  await executor.stop();
  assert.deepEqual(filesIn(place.cwd), []);
});

test('36. restart, unlike there, does something: what blocks left behind is ended, and their files are removed', async (t) => {
  const { place, executor } = setUp(t);
  const heard = warnings(t);
  const first = await executeBlocks(executor, fence('sh', '# filename: one.sh\ntrue'));
  assert.deepEqual([first.exitCode, filesIn(place.cwd)], [0, ['one.sh']]);
  await executor.restart();
  assert.deepEqual(filesIn(place.cwd), []);
  assert.equal((await executeBlocks(executor, fence('sh', 'echo again'))).output, 'again\n');
  await told();
  assert.deepEqual(heard, []);
});

test('37. a file name outside of the working directory: exit 1, and nothing runs', async (t) => {
  const { place, executor } = setUp(t);
  for (const name of ['/tmp/test.py', '../test.py', 'a/../../test.py', '..', '.', '/']) {
    const code = `# filename: ${name}\nopen("marker", "w").close()`;
    const { exitCode, output, asked } = await executeBlocks(executor, fence('python', code));
    assert.equal(exitCode, 1, name);
    assert.match(output, /^Filename is not in the workspace/, name);
    assert.equal(asked.length, 0, name);
  }
  assert.deepEqual(filesIn(place.cwd), []);
});

test('38. a file name inside: the file is there, and the result names it', async (t) => {
  const { place, executor } = setUp(t);
  const { exitCode, output, results } = await executeBlocks(executor, fence('python', "# filename: test.py\nprint('hello')"));
  assert.deepEqual([exitCode, output, results[0]?.file], [0, 'hello\n', join(place.cwd, 'test.py')]);
  assert.equal(readFileSync(join(place.cwd, 'test.py'), 'utf8'), "# filename: test.py\nprint('hello')\n");
});

function venvIn(place: Scratch, ...options: string[]): string {
  const folder = join(place.home, 'venv');
  execFileSync('python3', ['-m', 'venv', '--without-pip', ...options, folder]);
  return folder;
}

/** As `uv venv` lays one out: links, no pip, and settings of its own. */
function uvVenvIn(place: Scratch): string {
  const folder = join(place.home, 'uv-venv');
  const python = execFileSync('python3', ['-c', 'import sys; print(sys._base_executable)'], { encoding: 'utf8' }).trim();
  mkdirSync(join(folder, 'bin'), { recursive: true });
  mkdirSync(join(folder, 'lib'), { recursive: true });
  symlinkSync(python, join(folder, 'bin/python'));
  for (const name of ['python3', 'python3.11']) symlinkSync('python', join(folder, 'bin', name));
  writeFileSync(
    join(folder, 'pyvenv.cfg'),
    `home = ${dirname(python)}\nimplementation = CPython\nuv = 0.5.0\nversion_info = 3.11.7\ninclude-system-site-packages = false\n`,
  );
  return folder;
}

const IN_VENV = fence('python', 'import sys\nprint(sys.prefix != sys.base_prefix)');
const WHICH = fence('python', 'import os, sys\nprint(os.path.dirname(sys.executable))');

test('39. a virtual environment', async (t) => {
  const { place, executor: without } = setUp(t);
  assert.equal((await executeBlocks(without, IN_VENV)).output, 'False\n');
  const executor = local(t, { workDir: place.cwd, virtualEnv: venvIn(place) });
  assert.equal((await executeBlocks(executor, IN_VENV)).output, 'True\n');
  assert.equal((await executeBlocks(executor, fence('sh', 'command -v python'))).output, `${place.home}/venv/bin/python\n`);
});

test('40. a virtual environment by a relative path', async (t) => {
  const { place } = setUp(t);
  const executor = local(t, { workDir: place.cwd, virtualEnv: relative(process.cwd(), venvIn(place)) });
  assert.equal((await executeBlocks(executor, WHICH)).output, `${place.home}/venv/bin\n`);
});

test('41. a virtual environment of uv', async (t) => {
  const { place } = setUp(t);
  const executor = local(t, { workDir: place.cwd, virtualEnv: uvVenvIn(place) });
  assert.equal((await executeBlocks(executor, IN_VENV)).output, 'True\n');
});

test('42. a virtual environment of uv by a relative path', async (t) => {
  const { place } = setUp(t);
  const executor = local(t, { workDir: place.cwd, virtualEnv: relative(process.cwd(), uvVenvIn(place)) });
  assert.equal((await executeBlocks(executor, WHICH)).output, `${place.home}/uv-venv/bin\n`);
});

test('43. written to a config and built from it: the same working directory, and all else', async (t) => {
  const { place, executor } = setUp(t, {
    timeout: 5,
    virtualEnv: 'some/venv',
    functions: [pythonFunction('def f():\n    pass')],
    functionsModule: 'mine',
    cleanupTempFiles: false,
    envPass: ['X_TOKEN'],
  });
  const config = JSON.parse(JSON.stringify(executor.toConfig()));
  const loaded = LocalCommandLineCodeExecutor.fromConfig(config);
  assert.equal(loaded.workDir, place.cwd);
  assert.deepEqual(loaded.toConfig(), executor.toConfig());
  // Ours: functions and virtual environment are not dropped.
  assert.deepEqual([config.virtualEnv, config.functions[0].name], [join(process.cwd(), 'some/venv'), 'f']);
  assert.throws(() => local(t, { env: { A: 'b' } }).toConfig(), /^SerializationError: env: it is not written into a config/);
});

test('44. PowerShell, wherever there is one', async (t) => {
  const place = scratch(t);
  const bin = join(place.home, 'bin');
  mkdirSync(bin);
  writeFileSync(join(bin, 'pwsh'), '#!/bin/sh\necho "$1 $2 $3"; cat "$4"\n');
  chmodSync(join(bin, 'pwsh'), 0o755);
  const standIn = local(t, { workDir: place.cwd, env: { PATH: `${bin}:${process.env.PATH}` } });
  for (const language of ['pwsh', 'powershell', 'ps1']) {
    const { output } = await executeBlocks(standIn, fence(language, 'Write-Host hello'));
    assert.equal(output, '-NoProfile -NonInteractive -File\nWrite-Host hello\n');
  }
});

test('45. cleanup on: the file goes when the executor is stopped; off: it stays', async (t) => {
  for (const cleanupTempFiles of [true, false]) {
    const { place, executor } = setUp(t, { cleanupTempFiles });
    const { results } = await executeBlocks(executor, fence('python', '# filename: deep/down/test.py\nprint(1)'));
    const file = join(place.cwd, 'deep/down/test.py');
    assert.deepEqual([results[0]?.file, existsSync(file)], [file, true]);
    await executor.stop();
    assert.deepEqual([existsSync(file), filesIn(place.cwd)], cleanupTempFiles ? [false, []] : [true, ['deep']]);
  }
});

test('46. a file that cannot be removed is told about, and the run goes on', async (t) => {
  const { executor } = setUp(t);
  const heard = warnings(t);
  const { exitCode } = await executeBlocks(executor, fence('python', '# filename: test.py\nprint(1)'));
  t.mock.method(fs, 'rmSync', (path: string) => {
    throw new Error(`EBUSY: busy, unlink '${path}'`);
  });
  syncBuiltinESMExports();
  try {
    await executor.restart();
  } finally {
    t.mock.restoreAll();
    syncBuiltinESMExports();
  }
  await told();
  assert.equal(exitCode, 0);
  assert.match(heard.map(({ message }) => message).join('\n'), /^Failed to delete temporary file \S+test\.py: EBUSY/);
});

const ADD = pythonFunction('def add(a: int, b: int) -> int:\n    """Adds two numbers."""\n    return a + b');
const USES_ADD = fence('python', 'from functions import add\nprint(add(1, 2))');

test('47. functions: asked about once, then importable; what a model is told of them', async (t) => {
  const { executor } = setUp(t, { functions: [ADD] });
  const first = await executeBlocks(executor, USES_ADD);
  assert.deepEqual([first.output, first.statuses, first.asked.length], ['3\n', ['ran'], 2]);
  assert.match(first.asked[0]?.code ?? '', /^# filename: functions\.py\n[\s\S]*return a \+ b\n$/);
  const second = await executeBlocks(executor, USES_ADD);
  assert.deepEqual([second.output, second.asked.length], ['3\n', 1]);
  assert.match(
    executor.formatFunctionsForPrompt(),
    /from functions import foo`\n\ndef add\(a: int, b: int\) -> int:\n {4}"""Adds two numbers\."""\n {4}\.\.\.$/,
  );
  assert.equal(executor.formatFunctionsForPrompt('$module_name: $functions').slice(0, 22), 'functions: def add(a: ');
});

/** A wheel of one module, made by hand, so that no index is asked. */
function wheelIn(place: Scratch): string {
  const wheel = join(place.home, 'tinything-1.0-py3-none-any.whl');
  const pack = `import sys, zipfile
with zipfile.ZipFile(sys.argv[1], "w") as z:
    z.writestr("tinything.py", "two = 2\\n")
    z.writestr("tinything-1.0.dist-info/METADATA", "Metadata-Version: 2.1\\nName: tinything\\nVersion: 1.0\\n")
    z.writestr("tinything-1.0.dist-info/WHEEL", "Wheel-Version: 1.0\\nGenerator: t\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n")
    z.writestr("tinything-1.0.dist-info/RECORD", "tinything.py,,\\n")
`;
  execFileSync('python3', ['-c', pack, wheel]);
  return wheel;
}

test('47. functions with requirements: installed by a block of its own', async (t) => {
  const { place } = setUp(t);
  const requirements = [`tinything @ file://${wheelIn(place)}`];
  const twice = pythonFunction('def twice(x):\n    return tinything.two * x', { imports: ['import tinything'], requirements });
  const virtualEnv = venvIn(place, '--system-site-packages');
  const executor = local(t, { workDir: place.cwd, virtualEnv, functions: [twice] });
  const { output, asked } = await executeBlocks(executor, fence('python', 'from functions import twice\nprint(twice(21))'));
  assert.equal(output, '42\n');
  assert.deepEqual(
    asked.map(({ tool }) => tool),
    ['sh', 'python', 'python'],
  );
  assert.match(asked[0]?.code ?? '', /^python3 -m pip install 'tinything @ file:\S+'\n$/);
});

test('47. functions that cannot be had: exit code and words of Python, and nothing else runs', async (t) => {
  const place = scratch(t);
  const cases: readonly [Parameters<typeof pythonFunction>, RegExp][] = [
    [['def f():\n    pass', { imports: ['import surely_not_there'] }], /ModuleNotFoundError: No module named 'surely_not_there'/],
    [
      ['def f():\n    pass', { requirements: [`none @ file://${place.home}/none.whl`] }],
      /ERROR: |No such file|No module named pip/,
    ],
    [['def f():\n    return (', {}], /SyntaxError: '\(' was never closed/],
  ];
  for (const [made, says] of cases) {
    const executor = local(t, { functions: [pythonFunction(...made)] });
    const { output, statuses, exitCode } = await executeBlocks(executor, fence('python', 'print("ran")'));
    assert.match(output, says);
    assert.doesNotMatch(output, /^ran$/m);
    assert.deepEqual([statuses, exitCode === 0], [['ran', 'skipped'], false]);
  }
  // A fault that shows only when it is called is one of the block that calls it.
  const { output, exitCode } = await executeBlocks(
    local(t, { functions: [ADD] }),
    fence('python', 'from functions import add\nadd(False, "a")'),
  );
  assert.match(output, /TypeError: unsupported operand/);
  assert.equal(exitCode, 1);
  assert.throws(() => pythonFunction('not a function'), UsageError);
});

test('48. a time limit that is none, a module name that is none', () => {
  for (const timeout of [0, -1, Number.NaN, Number.POSITIVE_INFINITY, '5' as unknown as number])
    assert.throws(() => new LocalCommandLineCodeExecutor({ timeout }), UsageError, String(timeout));
  assert.throws(
    () => new LocalCommandLineCodeExecutor({ functionsModule: 'not valid' }),
    /Module name must be a valid Python identifier/,
  );
  // Ours: there are shorter ones than a second.
  assert.equal(new LocalCommandLineCodeExecutor({ timeout: 0.5 }).timeout, 0.5);
});

test('49. the working directory', async (t) => {
  const executor = local(t);
  const own = executor.workDir;
  assert.equal(dirname(own), realpathSync(tmpdir()));
  assert.equal((await executeBlocks(executor, fence('sh', 'pwd'))).output, `${own}\n`);
  const missing = await executeBlocks(executor, fence('python', 'open("none/such.txt")'));
  assert.match(missing.output, /No such file or directory/);
  assert.equal(missing.exitCode, 1);
  await executor.stop();
  assert.equal(existsSync(own), false);

  const heard = warnings(t);
  new LocalCommandLineCodeExecutor({ workDir: '.' });
  await told();
  assert.deepEqual(
    heard.map(({ name }) => name),
    ['DeprecationWarning'],
  );
  const deep = join(scratch(t).home, 'made/when/missing');
  assert.equal(local(t, { workDir: deep }).workDir, deep);
});

test('50. the tool for Python code: success follows the exit code, and there is a gate', async (t) => {
  const { place, executor } = setUp(t);
  const asked: string[] = [];
  const python = pythonCodeExecutionTool({
    codeExecutor: executor,
    approvalFunc({ code }) {
      asked.push(code);
      return { approved: !code.includes('marker'), reason: 'no markers' };
    },
  });
  assert.deepEqual(await python.execute({ code: "print('hello world!')" }), { success: true, output: 'hello world!\n' });
  const failed = await python.execute({ code: "print('before')\nundefined_name" });
  assert.equal(failed.success, false);
  assert.match(failed.output, /^before\n[\s\S]*NameError: name 'undefined_name' is not defined/);
  // Ours: a denial, and its reason, is what the model is told.
  const denied = await python.execute({ code: 'open("marker", "w")' });
  assert.deepEqual([denied.success, existsSync(join(place.cwd, 'marker'))], [false, false]);
  assert.match(denied.output, /not approved.*no markers/);
  assert.equal(asked.length, 3);
  assert.throws(() => pythonCodeExecutionTool({ codeExecutor: executor }), UsageError);
  await assert.rejects(
    python.execute({ code: 'print(1)' }, { abortSignal: AbortSignal.abort(new Error('stop')) }),
    /^Error: stop$/,
  );
});

test('50. the tool for Python code can be written down, gate included', async (t) => {
  const { place, executor } = setUp(t);
  const gated = { codeExecutor: executor, approvalFunc: () => ({ approved: true, reason: '' }) };
  assert.throws(
    () => pythonCodeExecutionTool(gated).toConfig(),
    /^SerializationError: Cannot serialize pythonCodeExecutionTool with approvalFunc set/,
  );
  const config = JSON.parse(JSON.stringify(pythonCodeExecutionTool({ codeExecutor: executor, policy: 'read-only' }).toConfig()));
  const codeExecutor = codeExecutorFromConfig(config.codeExecutor);
  t.after(() => codeExecutor.stop());
  const loaded = pythonCodeExecutionTool({ ...config, codeExecutor });
  assert.deepEqual(await loaded.execute({ code: 'print(2)' }), { success: true, output: '2\n' });
  assert.match((await loaded.execute({ code: 'open("marker", "w")' })).output, /not approved/);
  assert.deepEqual([codeExecutor.workDir, existsSync(join(place.cwd, 'marker'))], [place.cwd, false]);
});

test('50. the tool for Python code is one of the AI SDK as it is', async (t) => {
  const { executor } = setUp(t);
  const python: Tool<{ code: string }, { success: boolean; output: string }> = pythonCodeExecutionTool({
    codeExecutor: executor,
    policy: 'read-only',
  });
  const schema = asSchema(python.inputSchema);
  assert.deepEqual((await schema.jsonSchema).required, ['code']);
  assert.equal((await schema.validate?.({ code: 'x' }))?.success, true);
  assert.equal((await schema.validate?.({ cod: 'x' }))?.success, false);
});
