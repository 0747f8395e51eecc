// Findings as lines: every figure in its column, every goal with its verdict, and what is over once more at the end.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Finding, figure } from '../../bench/finding.ts';
import { row, summary } from '../../bench/print.ts';

const FINDINGS: readonly Finding[] = [
  { what: 'ours', measured: figure(52.4, 'ms'), peak: figure(130, 'MB', 120), note: '50 to 90 ms' },
  { what: 'theirs', measured: figure(3.456, 'ms'), peak: figure(8.5, 'MB'), ratio: figure(1.504, 'x', 1.5) },
  { what: 'speed', measured: { value: 14, unit: 'MB/s', goal: { at: 'least', limit: 15 } } },
  { what: 'nothing', note: 'not installed' },
];

test('lines', () => {
  const squeezed = row('a row', FINDINGS).replace(/ {2,}/g, ' | ');
  assert.deepEqual(squeezed.split('\n'), [
    '',
    'a row',
    ' | ours | 52 ms | 130 MB | <= 120 MB OVER | 50 to 90 ms',
    ' | theirs | 3.46 ms | 9 MB | 1.50 x | <= 1.5 x ok',
    ' | speed | 14 MB/s | >= 15 MB/s OVER',
    ' | nothing | not installed',
  ]);
});

test('columns stand still', () => {
  const [, , ours = '', theirs = ''] = row('a row', FINDINGS).split('\n');
  assert.equal(ours.indexOf(' ms'), theirs.indexOf(' ms'));
  assert.equal(ours.indexOf(' MB'), theirs.indexOf(' MB'));
});

test('the end names what is over', () => {
  const found = new Map([['a row', FINDINGS]]);
  assert.deepEqual(summary(found).trim().split('\n'), [
    '1 of 3 goals met; not these:',
    '  a row: ours: 130 MB, not <= 120 MB',
    '  a row: speed: 14 MB/s, not >= 15 MB/s',
  ]);
  const nothing = { value: Number.NaN, unit: 'ms', goal: { at: 'most', limit: 1 } } as const;
  assert.match(summary(new Map([['a row', [{ what: 'x', measured: nothing }]]])), /^\n0 of 1/);
});
