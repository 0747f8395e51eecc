// The loop, with a run that was ended before: what is over is neither run nor asked about again, and the rest goes on as if it had not been.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createGate } from '../src/approval/gate.ts';
import { createGrants } from '../src/approval/grants/grants.ts';
import type { RunEvent } from '../src/events.ts';
import { localExecutor } from '../src/execution/local-executor.ts';
import { preparer } from '../src/execution/prepare.ts';
import { type RunParts, type RunSoFar, run } from '../src/run.ts';
import { extractCodeBlocks } from '../src/task/extract-code-blocks.ts';
import { BUILT_IN_TOOLS } from '../src/tool/tools.ts';
import type { Agent, BlockOutcome, BlockResult, Exchange, Turn } from '../src/types.ts';
import { fence } from './helpers/scratch.ts';

const env = { PATH: process.env.PATH ?? '' };
const ENDED: BlockResult = {
  exitCode: 0,
  signal: null,
  durationMs: 1,
  bytes: 4,
  output: { head: 'old\n', tail: '', omittedBytes: 0 },
  timedOut: false,
  interrupted: false,
  leftover: [],
};

function turnOf(codes: readonly string[], final = false): Turn {
  const text = codes.map((code) => fence('bash', code)).join('\n');
  return { text, blocks: extractCodeBlocks(text), final };
}

/** What came of its first blocks: an exit code, or a denial. */
function exchange(turn: Turn, ends: readonly (number | 'denied')[]): Exchange {
  const outcomes = ends.map((end, at): BlockOutcome => {
    const block = turn.blocks[at];
    assert.ok(block);
    if (end === 'denied') return { status: 'refused', block, outcome: 'denied', reason: 'no' };
    return { status: 'ran', block, result: { ...ENDED, exitCode: end } };
  });
  return { turn, outcomes };
}

async function goOn(from: RunSoFar, agent: Agent['next'] = async () => undefined, options: Partial<RunParts> = {}) {
  const events: RunEvent[] = [];
  const asked: string[] = [];
  const summary = await run({
    agent: { name: 'scripted', next: agent },
    gate: createGate({
      read: async () => ({ effects: [], commands: [] }),
      judge: async () => ({ decision: 'ask', demanded: false, reasons: [] }),
      grants: createGrants([]),
      approver: ({ code }) => {
        asked.push(code);
        return { approved: true, reason: 'yes' };
      },
    }),
    executor: localExecutor({ prepare: preparer({ tools: BUILT_IN_TOOLS, cwd: '/', project: undefined, env }), env }),
    emit: (event) => void events.push(event),
    from,
    ...options,
  });
  return { ...summary, asked, events, types: events.map(({ type }) => type) };
}

test('an open turn goes on after its last settled block; counts are of all of it', async () => {
  const open = exchange(turnOf(['true', 'false || true', 'echo 3'], true), [0]);
  const { asked, types, events, ran, exitCode, turns } = await goOn({ history: [], open });
  assert.deepEqual(asked, ['false || true\n', 'echo 3\n']);
  assert.deepEqual([ran, exitCode, turns], [3, 0, 1]);
  assert.deepEqual(events.slice(0, 2), [
    { type: 'run-resumed', agent: 'scripted', turns: 0, settled: 1 },
    { type: 'turn-resumed', turn: 1, blocks: 3, settled: 1 },
  ]);
  assert.ok(!types.includes('run-started') && !types.includes('turn-started') && !types.includes('agent-asked'));
});

test('the agent is told of what was over, byte for byte, and asked for the turn after it', async () => {
  const before = exchange(turnOf(['echo old']), [0]);
  const open = exchange(turnOf(['echo a', 'echo b']), [0]);
  const histories: (readonly Exchange[])[] = [];
  const { types } = await goOn({ history: [before], open }, async (history) => {
    histories.push(history);
    return undefined;
  });
  assert.equal(histories.length, 1);
  assert.deepEqual(histories[0]?.[0], before);
  assert.deepEqual(histories[0]?.[1]?.outcomes[0], open.outcomes[0]);
  assert.equal(histories[0]?.[1]?.outcomes.length, 2);
  assert.deepEqual(types.slice(-2), ['agent-asked', 'run-finished']);
});

const STOPS: readonly (readonly [string, readonly (number | 'denied')[], boolean, number, number])[] = [
  ['a failure stops the rest', [3], false, 1, 2],
  ['a denial stops the rest', ['denied'], false, 3, 2],
  ['unless it keeps going', [3], true, 1, 0],
  ['all settled, and final: nothing is left to do', [0, 0, 0], false, 0, 0],
];

for (const [name, ends, keepGoing, exitCode, skipped] of STOPS)
  test(`what was settled before counts: ${name}`, async () => {
    const open = exchange(turnOf(['true', 'true', 'true'], true), ends);
    const found = await goOn({ history: [], open }, undefined, { keepGoing });
    assert.deepEqual([found.exitCode, found.skipped], [exitCode, skipped]);
    assert.equal(found.asked.length, 3 - ends.length - skipped);
  });

test('turns that were refused before do not end it; those since do', async () => {
  const refused = exchange(turnOf(['true']), ['denied']);
  const { exitCode, turns } = await goOn({ history: [refused, refused, refused] });
  assert.deepEqual([exitCode, turns], [3, 3]);
});

test('the most turns are counted over all of it', async () => {
  const over = exchange(turnOf(['true']), [0]);
  const { exitCode, types } = await goOn({ history: [over, over] }, undefined, { maxTurns: 2 });
  assert.equal(exitCode, 6);
  assert.ok(!types.includes('agent-asked'));
});
