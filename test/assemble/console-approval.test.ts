// consoleApproval without a terminal: what it refuses to be made of, what it is written down as, and that nobody there is no yes.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inTurn } from '../../src/approval/prompt/in-turn.ts';
import { type ConsoleApprovalOptions, consoleApproval } from '../../src/assemble/console-approval.ts';
import { SerializationError, UsageError } from '../../src/errors.ts';
import { requestToRun } from '../helpers/request.ts';

for (const timeout of [-1, Number.NaN, Number.POSITIVE_INFINITY, 2_147_484]) {
  test(`a timeout of ${timeout} is none`, () => {
    assert.throws(() => consoleApproval({ timeout }), UsageError);
  });
}

const WRITTEN: readonly (readonly [options: ConsoleApprovalOptions, config: object])[] = [
  [{}, { kind: 'console' }],
  [{ timeout: 30 }, { kind: 'console' }],
  [{ timeout: 0 }, { kind: 'console', timeout: 0 }],
  [
    { timeout: 90.5, message: undefined },
    { kind: 'console', timeout: 90.5 },
  ],
];
for (const [options, config] of WRITTEN) {
  test(`${JSON.stringify(options)} is written down as ${JSON.stringify(config)}`, () => {
    assert.deepEqual(consoleApproval(options).toConfig(), config);
  });
}

test('what cannot be written down is named, not lost', () => {
  const approval = consoleApproval({ message: 'Go?', onTimeout: 'deny', output: process.stderr });
  assert.throws(
    () => approval.toConfig(),
    (error) => error instanceof SerializationError && /`onTimeout`, `message`, `output`/.test(error.message),
  );
});

test('a request that is withdrawn before its turn is cancelled, and holds nobody up', async () => {
  const { signal } = new AbortController();
  let finish = () => {};
  const first = inTurn(
    signal,
    () =>
      new Promise<void>((resolve) => {
        finish = resolve;
      }),
  );
  const over = new AbortController();
  const second = consoleApproval()(await requestToRun('ls', { signal: over.signal }));
  const order: string[] = [];
  const third = inTurn(signal, async () => order.push('third'));
  over.abort(new Error('the run is over'));
  assert.deepEqual(await second, { approved: false, outcome: 'cancelled', reason: 'the run was ended', endRun: true });
  assert.deepEqual(order, [], 'the third still waits for the first');
  finish();
  await Promise.all([first, third]);
  assert.deepEqual(order, ['third']);
});

test('a question that fails lets the next one ask', async () => {
  const { signal } = new AbortController();
  await assert.rejects(
    inTurn(signal, async () => Promise.reject(new Error('a fault'))),
    /a fault/,
  );
  assert.equal(await inTurn(signal, async () => 'asked'), 'asked');
});
