// Journals read back: what resume and replay get of a run, and that what no version of ours wrote is refused by its line.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isLeftOpen, restoreHistory } from '../../src/cli/recorded/restore-history.ts';
import { digestOf } from '../../src/digest.ts';
import { JournalError } from '../../src/errors.ts';
import type { Fields } from '../../src/journal/chain.ts';
import { recallRun } from '../../src/journal/recall-run.ts';
import { extractCodeBlocks } from '../../src/task/extract-code-blocks.ts';
import { fence } from '../helpers/scratch.ts';

const TEXT = ['echo 1', 'echo 2', 'echo 3'].map((code) => fence('bash', code)).join('\n');
const BLOCKS = extractCodeBlocks(TEXT);

const START: Fields = {
  type: 'run-started',
  run: '20261122T001922Z-2a71c09e',
  time: '2026-11-22T00:19:22.000Z',
  agent: 'document',
  approveRun: '0.1.0',
  cwd: '/p',
  sandbox: 'none',
  keepGoing: false,
  task: { source: 'task.md', digest: digestOf(TEXT), text: TEXT },
  policies: [],
  settings: {},
  flags: {},
  pid: 7,
  host: 'here',
};
const RESULT = { exitCode: 0, signal: null, durationMs: 1, bytes: 1, timedOut: false, interrupted: false, leftover: [] };
const turn = (number: number, more: Fields = {}): Fields => ({
  type: 'turn-started',
  turn: number,
  text: TEXT,
  blocks: 3,
  ...more,
});
const about = (type: string, index: number, more: Fields = {}, number = 1): Fields => {
  const { code: _, ...block } = BLOCKS[index - 1] ?? { code: '', index, language: '', line: 1, digest: digestOf('') };
  return { type, turn: number, block, ...more };
};
const proposed = (index: number, block: object = {}): Fields => ({
  type: 'block-proposed',
  turn: 1,
  proposal: { block: { ...BLOCKS[index - 1], ...block }, tool: 'bash', argv: ['bash'], cwd: '/p', sandbox: 'none' },
  reading: { effects: [], commands: [] },
  verdict: { decision: 'allow', demanded: false, reasons: [] },
});
const decided = (index: number, outcome = 'approved', more: Fields = {}) =>
  about('block-decided', index, { outcome, by: 'policy', reason: 'so', waitedMs: 0, ...more });
const started = (index: number) => about('block-started', index);
const finished = (index: number, more: object = {}) =>
  about('block-finished', index, {
    result: { ...RESULT, output: { head: `${index}`, tail: '', omittedBytes: 0 }, ...more },
  });
const skipped = (index: number, reason: string) => about('block-skipped', index, { reason });
const whole = (index: number) => [proposed(index), decided(index), started(index), finished(index)];
const AGAIN = [
  { type: 'recovered', pid: 8 },
  { ...START, type: 'run-resumed', pid: 8 },
] as const;

/** What happened, how many blocks are settled, and what is asked about anew. */
const OPEN: Readonly<Record<string, readonly [lines: readonly Fields[], settled: number, again?: string]>> = {
  'nothing of it': [[], 0],
  'one is over': [whole(1), 1],
  'an approval without a start': [[...whole(1), proposed(2), decided(2)], 1],
  'a start without an end': [[...whole(1), proposed(2), decided(2), started(2)], 1, '2 unknown'],
  'a start that was none, since a file had changed': [[proposed(1), decided(1), started(1), about('block-changed', 1)], 0],
  'the same, of one that had been started in an earlier run': [
    [proposed(1), decided(1), started(1), ...AGAIN, proposed(1), decided(1), started(1), about('block-changed', 1)],
    0,
    '1 unknown',
  ],
  'unknown, and proposed again': [[proposed(1), decided(1), started(1), ...AGAIN, proposed(1)], 0, '1 unknown'],
  'unknown, and denied since': [[proposed(1), decided(1), started(1), ...AGAIN, proposed(1), decided(1, 'denied')], 1],
  'unknown, and nobody answered': [
    [proposed(1), decided(1), started(1), ...AGAIN, proposed(1), decided(1, 'timed-out')],
    0,
    '1 unknown',
  ],
  'unknown, and ended since': [[proposed(1), decided(1), started(1), ...AGAIN, ...whole(1)], 1],
  interrupted: [[proposed(1), decided(1), started(1), finished(1, { interrupted: true })], 0, '1 interrupted'],
  'interrupted, and proposed again': [
    [proposed(1), decided(1), started(1), finished(1, { interrupted: true }), ...AGAIN, proposed(1), decided(1)],
    0,
    '1 interrupted',
  ],
  'a denial': [[proposed(1), decided(1, 'denied')], 1],
  'a denial for want of anybody': [[proposed(1), decided(1, 'denied', { by: 'nobody' }), skipped(2, 'x'), skipped(3, 'x')], 0],
  'a quit': [[...whole(1), proposed(2), decided(2, 'denied', { endsRun: true }), skipped(3, 'the run was ended')], 1],
  'nobody answered': [[proposed(1), decided(1, 'timed-out', { endsRun: true }), skipped(2, 'the run was ended')], 0],
  'cancelled, and not asked': [[...whole(1), proposed(2), decided(2, 'failed')], 1],
  'nobody answered, and the run went on': [[proposed(1), decided(1, 'timed-out'), ...whole(2)], 2],
  'a skipped one between': [[...whole(1), skipped(2, 'text is no tool'), ...whole(3)], 3],
  'skipped at the end, for a reason that stays': [[...whole(1), skipped(2, 'text is no tool')], 2],
  'skipped since the run was ended': [[...whole(1), skipped(2, 'text is no tool'), skipped(3, 'the run was ended')], 2],
  'no interpreter': [[finished(1, { exitCode: 127 })], 1],
  edited: [
    [
      proposed(1),
      { ...proposed(1, { code: 'x\n', digest: digestOf('x\n'), proposed: BLOCKS[0] }), type: 'block-edited' },
      decided(1),
      started(1),
      finished(1),
    ],
    1,
  ],
};

for (const [name, [lines, settled, again]] of Object.entries(OPEN))
  test(`how far it came: ${name}`, () => {
    const run = recallRun([START, turn(1, { final: true }), ...lines]);
    const restored = restoreHistory(run, extractCodeBlocks);
    assert.equal(restored.from.open?.outcomes.length, settled);
    assert.equal(restored.again && `${restored.again.block.index} ${restored.again.how}`, again);
    const last = run.turns.at(-1);
    if (again !== undefined) assert.ok(last && isLeftOpen(last));
    if (name === 'edited') assert.equal(restored.from.open?.outcomes[0]?.block.code, 'x\n');
  });

test('a turn whose blocks are all over is history, unless it is the last; so is one that the agent was asked beyond', () => {
  const over = [...whole(1), ...whole(2), ...whole(3)];
  const found = (lines: readonly Fields[]) => restoreHistory(recallRun([START, ...lines]), extractCodeBlocks).from;
  assert.deepEqual([found([turn(1), ...over]).history.length, found([turn(1), ...over]).open], [1, undefined]);
  assert.equal(found([turn(1, { final: true }), ...over]).open?.outcomes.length, 3);
  const asked = [
    turn(1),
    proposed(1),
    decided(1, 'timed-out'),
    skipped(2, 'x'),
    skipped(3, 'x'),
    { type: 'agent-asked', turn: 2 },
  ];
  assert.deepEqual([found(asked).history.length, found(asked).open], [1, undefined]);
});

test('a run that was gone on with is not over until it ends again', () => {
  const end = { type: 'run-finished', summary: { exitCode: 4, ended: 'nobody answered' } };
  const lines = [START, turn(1), end];
  assert.equal(recallRun(lines).summary?.exitCode, 4);
  assert.deepEqual([recallRun([...lines, AGAIN[0]]).summary, recallRun([...lines, AGAIN[0]]).writer.pid], [undefined, 8]);
});

const ILL_FORMED: Readonly<Record<string, readonly [readonly Fields[], RegExp]>> = {
  'no beginning': [[turn(1)], /does not say how the run began/],
  'two beginnings': [[START, START], /line 2 of the journal, run-started, cannot be read back/],
  'a turn that is missing': [[START, turn(2)], /line 2 .* turn 2 after turn 0/],
  'a block of no turn': [[START, ...whole(1)], /line 2 .* a turn that did not begin/],
  'a block that is not there': [[START, turn(1), proposed(1, { index: 9 })], /line 3 .* block 9 of 3/],
  'a block of its own': [[START, turn(1), about('block-started', 0)], /block 0 of 3/],
  'another type': [[START, turn(1, { text: 7 })], /line 2 of the journal, turn-started/],
  'an outcome that is none': [[START, turn(1), proposed(1), decided(1, 'Denied')], /line 4 of the journal, block-decided/],
  'a result without what was left running': [
    [START, turn(1), finished(1, { leftover: undefined })],
    /line 3 of the journal, block-finished/,
  ],
  'no digest': [[START, turn(1), proposed(1, { digest: 'x' })], /line 3/],
  'a hostile name': [[START, turn(1, { blocks: '\u001b[2J' })], /^[^\u001b]*$/],
  'a number without end': [[START, turn(1, { blocks: Number.POSITIVE_INFINITY })], /line 2/],
};

for (const [name, [lines, says]] of Object.entries(ILL_FORMED))
  test(`ill-formed: ${name}`, () => {
    assert.throws(
      () => recallRun(lines),
      (error) => error instanceof JournalError && says.test(error.message) && error.exitCode === 2,
    );
  });

const UNFIT: Readonly<Record<string, readonly [readonly Fields[], RegExp]>> = {
  'another count': [[turn(1, { blocks: 4 })], /turn 1 has 4 blocks there, and 3 in its text/],
  'another block': [
    [turn(1), proposed(1, { digest: digestOf('echo 2\n'), code: 'echo 2\n' })],
    /block 1 of turn 1 is another one/,
  ],
  'a code without its digest': [[turn(1), proposed(1, { code: 'echo 9\n' })], /block 1 of turn 1 is another one/],
  'a gap': [[turn(1), ...whole(1), ...whole(3)], /does not say what came of block 2 of turn 1/],
};

for (const [name, [lines, says]] of Object.entries(UNFIT))
  test(`does not fit together: ${name}`, () => {
    const run = recallRun([START, ...lines]);
    assert.throws(
      () => restoreHistory(run, extractCodeBlocks),
      (error) => error instanceof JournalError && says.test(error.message),
    );
  });
