// The loop, with scripted agents and real processes: ends, limits, and what goes back to the agent.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { documentAgent } from '../src/agent/document.ts';
import { createGate } from '../src/approval/gate.ts';
import { createGrants } from '../src/approval/grants/grants.ts';
import { AgentError, Interruption } from '../src/errors.ts';
import type { RunEvent } from '../src/events.ts';
import { localExecutor } from '../src/execution/local-executor.ts';
import { preparer } from '../src/execution/prepare.ts';
import { type RunParts, run } from '../src/run.ts';
import { extractCodeBlocks } from '../src/task/extract-code-blocks.ts';
import { parseTask } from '../src/task/parse-task.ts';
import { BUILT_IN_TOOLS } from '../src/tool/tools.ts';
import type { Agent, ApprovalFunction, ApprovalRequest, BlockResult, Exchange } from '../src/types.ts';
import { fence } from './helpers/scratch.ts';

const env = { PATH: process.env.PATH ?? '' };
const YES: ApprovalFunction = () => ({ approved: true, reason: 'yes' });
const NOT_STARTED: BlockResult = {
  exitCode: 126,
  signal: null,
  durationMs: 0,
  bytes: 0,
  output: { head: '', tail: '', omittedBytes: 0 },
  timedOut: false,
  interrupted: false,
  leftover: [],
};
const NO: ApprovalFunction = () => ({ approved: false, reason: 'no' });

/** Proposes each text in turn, and remembers what it was told. */
function scripted(texts: readonly string[], histories: (readonly Exchange[])[] = []): Agent {
  return {
    name: 'scripted',
    async next(history) {
      histories.push([...history]);
      const text = texts[history.length];
      return text === undefined ? undefined : { text, blocks: extractCodeBlocks(text) };
    },
  };
}

const prepare = preparer({ tools: BUILT_IN_TOOLS, cwd: '/', project: undefined, env });

async function ran(agent: Agent, approver: ApprovalFunction, options: Partial<RunParts> = {}, always: readonly string[] = []) {
  const events: RunEvent[] = [];
  const summary = await run({
    agent,
    gate: createGate({
      read: async () => ({ effects: [], commands: [] }),
      judge: async () => ({ decision: 'ask', demanded: false, reasons: [] }),
      grants: createGrants(always),
      approver,
    }),
    executor: localExecutor({ prepare, env }),
    emit: (event) => void events.push(event),
    ...options,
  });
  return { ...summary, events };
}

test('several turns: the agent sees what came of each block', async () => {
  const histories: (readonly Exchange[])[] = [];
  const { exitCode } = await ran(
    scripted([fence('bash', 'echo one; exit 3'), fence('bash', 'echo two'), 'All done.'], histories),
    YES,
  );
  assert.equal(exitCode, 0, 'only the last turn with blocks tells success from failure');
  const outcome = histories[1]?.[0]?.outcomes[0];
  assert.equal(outcome?.status === 'ran' && outcome.result.output.head, 'one\n');
  assert.equal(histories.length, 4);
});

test('any denial is 3, also when later turns go well', async () => {
  let asked = 0;
  const { exitCode, denied } = await ran(scripted([fence('bash', 'true'), fence('bash', 'true')]), () => ({
    approved: asked++ > 0,
    reason: 'x',
  }));
  assert.deepEqual([exitCode, denied], [3, 1]);
});

test('6: three turns running that were refused', async () => {
  const { exitCode, ended, denied } = await ran(scripted(Array(9).fill(fence('bash', 'true'))), NO);
  assert.deepEqual([exitCode, denied, ended], [6, 3, '3 turns running were not approved']);
});

test('6: too many turns', async () => {
  const { exitCode, ended } = await ran(scripted(Array(9).fill(fence('bash', 'true'))), YES, { maxTurns: 2 });
  assert.deepEqual([exitCode, ended], [6, '2 turns were not enough']);
});

test('5: the agent fails; what was done is kept', async () => {
  const agent: Agent = {
    name: 'broken',
    async next(history) {
      if (history.length === 1) throw new AgentError('no such model');
      return { text: '', blocks: extractCodeBlocks(fence('bash', 'true')) };
    },
  };
  const { exitCode, ended, ran: count, events } = await ran(agent, YES);
  assert.deepEqual([exitCode, ended, count, events.at(-1)?.type], [5, 'no such model', 1, 'run-finished']);
});

test('130 and 143: an end from outside, while the agent thinks', async () => {
  for (const [reason, code] of [
    [undefined, 130],
    [new Interruption(143), 143],
  ] as const) {
    const ended = new AbortController();
    const agent: Agent = {
      name: 'slow',
      next: (_, signal) => new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason))),
    };
    setImmediate(() => ended.abort(reason));
    assert.equal((await ran(agent, YES, { signal: ended.signal })).exitCode, code);
  }
});

test('an agent that looks at no signal is not waited for, and what it says later is not heard', async () => {
  const ended = new AbortController();
  let speak = async () => {};
  const agent: Agent = {
    name: 'deaf',
    next: (_history, _signal, tell) => {
      speak = async () => tell({ type: 'agent-text', text: 'late', reasoning: false });
      setTimeout(() => ended.abort(new Interruption()), 10);
      return new Promise(() => {});
    },
  };
  const { exitCode, events } = await ran(agent, YES, { signal: ended.signal });
  await speak();
  assert.equal(exitCode, 130);
  assert.deepEqual(
    events.map(({ type }) => type),
    ['run-started', 'agent-asked', 'run-finished'],
  );
});

test('an answer that ends the run skips the rest', async () => {
  const task = await parseTask(fence('bash', 'true') + fence('bash', 'true'));
  const { exitCode, skipped, ended } = await ran(
    documentAgent(task),
    () => ({ approved: false, reason: 'enough', endRun: true }),
    { keepGoing: true },
  );
  assert.deepEqual([exitCode, skipped, ended], [3, 1, 'enough']);
});

test('4: a time-out is not a denial', async () => {
  const task = await parseTask(fence('bash', 'true'));
  const { exitCode } = await ran(documentAgent(task), () => ({
    approved: false,
    reason: 'late',
    outcome: 'timed-out',
    endRun: true,
  }));
  assert.equal(exitCode, 4);
});

test('the loop waits for each reader of its events', async () => {
  const order: string[] = [];
  const task = await parseTask(fence('bash', 'true'));
  await ran(documentAgent(task), YES, {
    emit: async ({ type }) => {
      order.push(`> ${type}`);
      await new Promise((resolve) => setImmediate(resolve));
      order.push(`< ${type}`);
    },
  });
  assert.ok(order.length >= 12);
  for (let at = 0; at < order.length; at += 2) assert.equal(order[at]?.slice(2), order[at + 1]?.slice(2));
});

test('files that changed since a grant answered are a question for a person', async () => {
  const real = localExecutor({ env });
  let starts = 0;
  const asked: ApprovalRequest[] = [];
  const { exitCode, events } = await ran(
    scripted([fence('bash', 'true')]),
    (request) => {
      asked.push(request);
      return YES(request);
    },
    {
      executor: {
        prepare,
        run: async (approved, output, signal) => {
          starts += 1;
          const result = await real.run(approved, output, signal);
          return starts === 1 ? { ...result, exitCode: 126, changed: ['/x.sh'] } : result;
        },
      },
    },
    ['bash'],
  );
  assert.deepEqual([exitCode, starts, asked.length, asked[0]?.canRemember], [0, 2, 1, false]);
  const by = events.flatMap((event) =>
    event.type === 'block-decided' ? event.by : event.type === 'block-changed' ? 'changed' : [],
  );
  assert.deepEqual(by, ['grant', 'changed', 'approver']);
});

test('files that change at every start end in a failure, and not in questions for ever', async () => {
  let asked = 0;
  const { exitCode, failed } = await ran(
    scripted([fence('bash', 'true')]),
    (request) => {
      asked += 1;
      return YES(request);
    },
    { executor: { prepare, run: async () => ({ ...NOT_STARTED, changed: ['/x.sh'] }) } },
  );
  assert.deepEqual([exitCode, failed, asked], [1, 1, 3]);
});
