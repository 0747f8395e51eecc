// What the benchmarks say of a command's memory is the command's own, of its largest process, and a failure is no measurement.
import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { type Argv, interleave, median, NODE, report } from '../../bench/measure.ts';
import { scratch } from '../helpers/scratch.ts';

const HOLD_300_MB = 'Buffer.alloc(300 << 20, 1); console.log("held")';

function place(context: TestContext) {
  const { cwd, home } = scratch(context);
  return { work: cwd, home, file: (name: string) => name, remove: () => {} };
}

const PEAKS: readonly [string, Argv, number, number][] = [
  ['a small command, below what measures it', ['bash', '-c', 'true'], 1, 30],
  ['a large one', [NODE, '-e', HOLD_300_MB], 300, 450],
  ['the largest of a pipe', ['bash', '-c', '"$@" | cat', 'bash', NODE, '-e', HOLD_300_MB], 300, 450],
];
for (const [name, argv, least, most] of PEAKS) {
  test(`peak memory: ${name}`, (t) => {
    const { peakMb } = report(argv, place(t));
    assert.ok(peakMb >= least && peakMb <= most, `${peakMb} MB`);
  });
}

test('what a command writes comes back', (t) => {
  assert.equal(report(['bash', '-c', 'echo out; echo err >&2'], place(t)).stdout, 'out\n');
});

const FAILURES: readonly [string, Argv, RegExp][] = [
  ['an exit code', ['bash', '-c', 'echo why >&2; exit 7'], /ended with 7: why/],
  ['a signal', ['bash', '-c', 'kill -9 $$'], /ended with 137/],
  ['a program that is not there', ['no-such-program'], /no-such-program/],
];
for (const [name, argv, message] of FAILURES) {
  test(`no figure from a failure: ${name}`, (t) => {
    assert.throws(() => report(argv, place(t)), message);
    assert.throws(() => interleave([argv], 1, place(t)), message);
  });
}

test('every command has all of its rounds', (t) => {
  const samples = interleave(
    [
      ['sleep', '0.05'],
      [NODE, '-e', '0'],
    ],
    3,
    place(t),
  );
  assert.deepEqual(
    samples.map(({ length }) => length),
    [3, 3],
  );
  assert.ok(samples[0]?.every(({ ms }) => ms >= 50));
});

test('neither the certificates of this machine nor its settings reach a command', (t) => {
  process.env.NODE_EXTRA_CA_CERTS ??= '/dev/null';
  t.after(() => process.env.NODE_EXTRA_CA_CERTS === '/dev/null' && delete process.env.NODE_EXTRA_CA_CERTS);
  const { stdout } = report(
    [NODE, '-p', 'Object.keys(process.env).filter((name) => /^(NODE|APPROVE|npm)/.test(name)).length'],
    place(t),
  );
  assert.equal(stdout, '0\n');
});

test('medians', () => assert.deepEqual([median([3, 1, 2]), median([4, 1, 2, 3])], [2, 2.5]));
