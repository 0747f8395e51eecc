// What is typed at the prompt, and what it means: above all what must be no answer.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readAnswer } from '../../../src/approval/prompt/read-answer.ts';

type Row = [string, ReturnType<typeof readAnswer>];

const HOUR = 3_600_000;
const prefix = (...words: string[]) => ({ kind: 'prefix', words });

const ANSWERS: readonly Row[] = [
  ...['y', 'Y', 'yes', 'Yes', 'YES', '1', ' yes ', '\tY\t'].map((text): [string, { kind: 'once' }] => [text, { kind: 'once' }]),
  ...[
    ['always', {}],
    ['ALWAYS', {}],
    ['always exactly', { width: { kind: 'exactly' } }],
    [' Always  Exactly ', { width: { kind: 'exactly' } }],
    ['always exactly --for 2h', { width: { kind: 'exactly' }, forMs: 2 * HOUR }],
    ['always exactly --for=45m', { width: { kind: 'exactly' }, forMs: 0.75 * HOUR }],
    ['always exactly --uses 5', { width: { kind: 'exactly' }, uses: 5 }],
    ['always exactly --uses 1000 --for 365d', { width: { kind: 'exactly' }, uses: 1000, forMs: 365 * 24 * HOUR }],
    ['always npm test', { width: prefix('npm', 'test') }],
    ['always  npm   test ', { width: prefix('npm', 'test') }],
    ['ALWAYS NPM Test', { width: prefix('NPM', 'Test') }],
    ['always npm test --for 7D', { width: prefix('npm', 'test'), forMs: 7 * 24 * HOUR }],
    ['always npm test --for 4w --uses=1', { width: prefix('npm', 'test'), forMs: 28 * 24 * HOUR, uses: 1 }],
    ['always npm test -- --watch', { width: prefix('npm', 'test', '--', '--watch') }],
    ['always yes', { width: prefix('yes') }],
    ['always ./build.sh', { width: prefix('./build.sh') }],
    ['always constructor', { width: prefix('constructor') }],
    ['always __proto__ x', { width: prefix('__proto__', 'x') }],
  ].map(([text, rest]): Row => [text as string, { kind: 'always', width: { kind: 'tool' }, ...(rest as object) }]),
  ...['d', 'deny', 'n', 'no', '0', 'No'].map((text): [string, { kind: 'deny'; reason: string }] => [
    text,
    { kind: 'deny', reason: '' },
  ]),
  ['deny use the staging database', { kind: 'deny', reason: 'use the staging database' }],
  ['no  not today ', { kind: 'deny', reason: 'not today' }],
  ['No, not today', { kind: 'deny', reason: 'not today' }],
  ['deny: not today', { kind: 'deny', reason: 'not today' }],
  ['n.', { kind: 'deny', reason: '' }],
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
    '11',
    '1 0',
    'ok',
    'true',
    'yes!',
    'yes, but not there',
    'y.',
    '1,',
    'always, npm',
    'q!',
    'no,yes',
    ', no',
    'у',
    'ｙ',
    'constructor',
    '__proto__',
    'toString',
  ].map((text): [string, { kind: 'unknown' }] => [text, { kind: 'unknown' }]),
];

/** What was meant for `always` and is none: what is said about it. */
const REFUSED: readonly [string, RegExp][] = [
  ['always --for 2h', /"always" alone is for this run/],
  ['always --uses 2', /"always" alone is for this run/],
  ['always exactly npm test', /takes no more words/],
  ['always exactly this', /takes no more words/],
  ['always --for 2h npm test', /stand at the end/],
  ['always npm --for 2h test', /stand at the end/],
  ['always npm test --for 2h --', /stand at the end/],
  ['always npm test --for', /--for takes/],
  ['always npm test --for=', /--for takes/],
  ['always npm test --for 2', /--for takes/],
  ['always npm test --for 2y', /--for takes/],
  ['always npm test --for 0h', /--for takes/],
  ['always npm test --for -1h', /--for takes/],
  ['always npm test --for 1.5h', /--for takes/],
  ['always npm test --for 366d', /--for takes/],
  ['always npm test --for 99999w', /--for takes/],
  ['always npm test --for forever', /--for takes/],
  ['always npm test --for 2h --for 3h', /--for is there twice/],
  ['always npm test --uses', /--uses takes/],
  ['always npm test --uses 0', /--uses takes/],
  ['always npm test --uses -1', /--uses takes/],
  ['always npm test --uses 1001', /--uses takes/],
  ['always npm test --uses 1e3', /--uses takes/],
  ['always npm test --uses many', /--uses takes/],
  ['always npm test --uses --for 2h', /--uses takes/],
  ['always npm test; rm x', /plain words/],
  ['always npm "test"', /plain words/],
  ['always npm test | sh', /plain words/],
  ['always npm $X', /plain words/],
  ['always npm *', /plain words/],
  ['always ~/x.sh', /plain words/],
  ['always npm tеst', /plain words/],
  ['always npm te\u200bst', /plain words/],
  ['always bash', /bash runs any code it is given, so it is not remembered/],
  ['always npm', /npm would admit "npm exec"/],
  ['always npm run', /name what is to be run, too/],
];
for (const [text, why] of REFUSED) {
  test(`${JSON.stringify(text)} is none, and it is said why`, () => {
    const answer = readAnswer(text);
    assert.equal(answer.kind, 'unknown');
    assert.match(('why' in answer && answer.why) || '', why);
  });
}

for (const [text, expected] of ANSWERS) {
  test(`${JSON.stringify(text)} is ${expected.kind}`, () => assert.deepEqual(readAnswer(text), expected));
}
