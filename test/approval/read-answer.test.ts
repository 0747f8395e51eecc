import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readAnswer } from '../../src/approval/read-answer.ts';

const ANSWERS: readonly [string, ReturnType<typeof readAnswer>][] = [
  ...['y', 'Y', 'yes', 'Yes', 'YES', '1', ' yes ', '\tY\t'].map((text): [string, { kind: 'once' }] => [text, { kind: 'once' }]),
  ['always', { kind: 'always' }],
  ['ALWAYS', { kind: 'always' }],
  ...['d', 'deny', 'n', 'no', '0', 'No'].map((text): [string, { kind: 'deny'; reason: string }] => [
    text,
    { kind: 'deny', reason: '' },
  ]),
  ['deny use the staging database', { kind: 'deny', reason: 'use the staging database' }],
  ['no  not today ', { kind: 'deny', reason: 'not today' }],
  ['e', { kind: 'edit' }],
  ['Edit', { kind: 'edit' }],
  ['q', { kind: 'quit' }],
  ['quit', { kind: 'quit' }],
  ['?', { kind: 'explain' }],
  // What must never be an answer, least of all a yes.
  ...[
    '',
    ' ',
    'a',
    'ed',
    'edit it',
    'ye',
    'yess',
    'yes please',
    'y y',
    'y\ny',
    'always bash',
    '11',
    '1 0',
    'ok',
    'true',
    'yes!',
    'у',
    'ｙ',
    'constructor',
    '__proto__',
    'toString',
  ].map((text): [string, { kind: 'unknown' }] => [text, { kind: 'unknown' }]),
];

for (const [text, expected] of ANSWERS) {
  test(`${JSON.stringify(text)} is ${expected.kind}`, () => assert.deepEqual(readAnswer(text), expected));
}
