// A signal that is aborted at each await in turn: nothing is asked and nothing starts after it.
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { executeCodeBlocks } from '../../src/assemble/execute-code-blocks.ts';
import { openGate } from '../../src/assemble/open-gate.ts';
import { pythonCodeExecutionTool } from '../../src/assemble/python-code-execution-tool.ts';
import { shellTool } from '../../src/assemble/shell-tool/shell-tool.ts';
import { localExecutor } from '../../src/execution/local-executor.ts';
import { preparer } from '../../src/execution/prepare.ts';
import { run } from '../../src/run.ts';
import { extractCodeBlocks } from '../../src/task/extract-code-blocks.ts';
import { BUILT_IN_TOOLS } from '../../src/tool/tools.ts';
import type { ApprovalFunction, CodeExecutor } from '../../src/types.ts';
import { fence, type Scratch, scratch } from '../helpers/scratch.ts';

const env = { PATH: process.env.PATH ?? '' };
const YES: ApprovalFunction = () => ({ approved: true, reason: 'yes' });

function executorIn({ cwd }: Scratch, beforeStart?: () => Promise<undefined>): CodeExecutor {
  const prepare = preparer({ tools: BUILT_IN_TOOLS, cwd, project: cwd, env });
  return localExecutor({ env, prepare, ...(beforeStart ? { beforeStart } : {}) });
}

/** Never looks at its signal, as somebody's own may not. */
function careless(executor: CodeExecutor): { readonly executor: CodeExecutor; readonly ran: string[] } {
  const ran: string[] = [];
  return {
    ran,
    executor: {
      prepare: (block) => executor.prepare(block),
      run(approved, output) {
        ran.push(approved.block.code);
        return executor.run(approved, output, new AbortController().signal);
      },
    },
  };
}

for (const when of ['block-proposed', 'block-decided', 'block-started'] as const) {
  test(`nothing starts after an abort at ${when}, also in an executor that does not look`, async (t) => {
    const place = scratch(t);
    const { executor, ran } = careless(executorIn(place));
    const stop = new AbortController();
    const done = executeCodeBlocks(fence('sh', 'touch marker'), {
      codeExecutor: executor,
      approvalFunc: YES,
      signal: stop.signal,
      emit: ({ type }) => {
        if (type === when) stop.abort(new Error('enough'));
      },
    });
    await assert.rejects(done, /enough/);
    assert.deepEqual(ran, []);
    assert.equal(existsSync(join(place.cwd, 'marker')), false);
  });
}

test('nothing starts after an abort in what comes just before the start', async (t) => {
  const place = scratch(t);
  const stop = new AbortController();
  const codeExecutor = executorIn(place, async () => void stop.abort(new Error('enough')));
  const code = '(: >early) & touch marker';
  await assert.rejects(executeCodeBlocks(fence('sh', code), { codeExecutor, approvalFunc: YES, signal: stop.signal }), /enough/);
  assert.deepEqual([existsSync(join(place.cwd, 'early')), existsSync(join(place.cwd, 'marker'))], [false, false]);
});

test('nobody is asked about a whole turn after an abort', async (t) => {
  const place = scratch(t);
  const local = executorIn(place);
  const stop = new AbortController();
  let prepared = 0;
  let asked = 0;
  const codeExecutor: CodeExecutor = {
    run: (...call) => local.run(...call),
    async prepare(block) {
      prepared += 1;
      if (prepared === 2) stop.abort(new Error('enough'));
      return local.prepare(block);
    },
  };
  const done = executeCodeBlocks(fence('sh', 'true'), {
    codeExecutor,
    approval: 'turn',
    approvalFunc: () => {
      asked += 1;
      return { approved: true, reason: 'yes' };
    },
    signal: stop.signal,
  });
  await assert.rejects(done, /enough/);
  await new Promise((resolve) => setTimeout(resolve, 50));
  assert.deepEqual([prepared, asked], [2, 0]);
});

test('an agent is not asked, nor waited for, once the run is over', async (t) => {
  const place = scratch(t);
  const stop = new AbortController();
  let asked = 0;
  const { ended } = await run({
    agent: {
      name: 'deaf',
      next: () => {
        asked += 1;
        return new Promise(() => {});
      },
    },
    gate: openGate({ policy: 'deny-all' }),
    executor: executorIn(place),
    signal: stop.signal,
    emit: ({ type }) => {
      if (type === 'agent-asked') stop.abort(new Error('enough'));
    },
  });
  assert.deepEqual([ended, asked], ['interrupted', 0]);
});

test('an agent that ends the run and throws at once leaves no rejection behind', async (t) => {
  const place = scratch(t);
  const stop = new AbortController();
  const unhandled: unknown[] = [];
  const keep = (error: unknown) => unhandled.push(error);
  process.on('unhandledRejection', keep);
  t.after(() => process.off('unhandledRejection', keep));
  await run({
    agent: {
      name: 'rude',
      next() {
        stop.abort(new Error('enough'));
        throw new Error('at once');
      },
    },
    gate: openGate({ policy: 'deny-all' }),
    executor: executorIn(place),
    signal: stop.signal,
    emit: () => {},
  });
  await new Promise((resolve) => setTimeout(resolve, 20));
  assert.deepEqual(unhandled, []);
});

test('a call that waits for its turn is over when it is aborted, and nobody is asked about it', async (t) => {
  const place = scratch(t);
  const asked: string[] = [];
  let answer = () => {};
  const python = pythonCodeExecutionTool({
    codeExecutor: executorIn(place),
    approvalFunc({ code }) {
      asked.push(code);
      return new Promise((resolve) => {
        answer = () => resolve({ approved: false, reason: 'no' });
      });
    },
  });
  const first = python.execute({ code: 'print(1)' });
  const stop = new AbortController();
  const second = python.execute({ code: 'open("marker", "w")' }, { abortSignal: stop.signal });
  stop.abort(new Error('enough'));
  await assert.rejects(second, /enough/);
  while (asked.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
  answer();
  assert.equal((await first).success, false);
  assert.equal(existsSync(join(place.cwd, 'marker')), false);
  assert.deepEqual(asked, ['print(1)']);
});

test('a command that waits for its turn is over when it is aborted', async (t) => {
  const place = scratch(t);
  const asked: string[] = [];
  let answer = () => {};
  const shell = shellTool({
    cwd: place.cwd,
    approvalFunc({ code }) {
      asked.push(code);
      return new Promise((resolve) => {
        answer = () => resolve({ approved: false, reason: 'no' });
      });
    },
  });
  t.after(() => shell.close());
  const first = shell.execute({ command: 'true' });
  const stop = new AbortController();
  const second = shell.execute({ command: 'touch marker' }, { abortSignal: stop.signal });
  stop.abort(new Error('enough'));
  assert.match(await second, /^Not run: it was cancelled/);
  while (asked.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
  answer();
  assert.match(await first, /^Denied/);
  assert.deepEqual([asked, existsSync(join(place.cwd, 'marker'))], [['true'], false]);
});

test('a signal that many questions share keeps nothing of those that were answered', async () => {
  const { signal } = new AbortController();
  let listening = 0;
  const add = signal.addEventListener.bind(signal);
  const remove = signal.removeEventListener.bind(signal);
  signal.addEventListener = (...given: Parameters<typeof add>) => {
    listening += 1;
    add(...given);
  };
  signal.removeEventListener = (...given: Parameters<typeof remove>) => {
    listening -= 1;
    remove(...given);
  };
  const gate = openGate({ approvalFunc: () => ({ approved: false, reason: 'no' }) });
  const [block] = extractCodeBlocks(fence('sh', 'true'));
  assert.ok(block);
  const judged = await gate.judge({ block, tool: 'sh', argv: ['/bin/sh', '{fd}'], cwd: '/', sandbox: 'none' });
  for (let count = 0; count < 10; count += 1) await gate.decide(judged, () => [], signal);
  assert.equal(listening, 0);
});
