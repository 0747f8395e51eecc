// What is taken out of texts that leave the journal, and what stays.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { blockEnvironment, secretValues } from '../../src/execution/environment.ts';
import { redactor } from '../../src/text/redact.ts';

const GONE = '«redacted»';
const PEM = `-----BEGIN RSA ${'PRIVATE'} KEY-----\nabc\ndef\n-----END RSA ${'PRIVATE'} KEY-----`;

const ROWS: readonly (readonly [text: string, shown: string])[] = [
  [`key sk-${'a1'.repeat(12)}, and more`, `key ${GONE}, and more`],
  [`ghp_${'a1B2'.repeat(9)}`, GONE],
  [`github_pat_${'a1_'.repeat(9)}`, GONE],
  [`AKIA${'A1B2'.repeat(4)}`, GONE],
  [`Bearer eyJ${'a'.repeat(20)}.eyJ${'b'.repeat(20)}.${'c'.repeat(20)}`, `Bearer ${GONE}`],
  [`a\n${PEM}\nb`, `a\n${GONE}\nb`],
  ['git clone https://me:hunter22@example.com/x', `git clone https://me:${GONE}@example.com/x`],
  ['the correct horse battery of mine', `the ${GONE} of mine`],
  ['correct horse', 'correct horse'],
  ['{"k":"two\\nlines, \\"quoted\\""}', `{"k":"${GONE}"}`],
  ['$& (a|b) of $1', `${GONE} of $1`],
  [`printf 'x\\nghp_${'a1B2'.repeat(9)}'`, `printf 'x\\n${GONE}'`],
  // What only begins alike.
  ['npm_config_registry=x npm_lifecycle_event', 'npm_config_registry=x npm_lifecycle_event'],
  ['hf_hub_download("x")', 'hf_hub_download("x")'],
  ['task-list-of-all-the-things-to-do', 'task-list-of-all-the-things-to-do'],
  ['https://example.com:8080/a@b', 'https://example.com:8080/a@b'],
];

test('texts without their secrets', () => {
  const redact = redactor(['correct horse battery', 'horse batt', 'two\nlines, "quoted"', '$& (a|b)']);
  for (const [text, shown] of ROWS) assert.equal(redact.text(text), shown);
  assert.deepEqual(redact.value({ a: [{ b: 'the correct horse battery' }], n: 7, none: null }), {
    a: [{ b: `the ${GONE}` }],
    n: 7,
    none: null,
  });
});

const CUT: readonly (readonly [head: string, tail: string, omittedBytes: number, shown: readonly [string, string]])[] = [
  ['a correct hor', 'se battery b', 0, [`a ${GONE} b`, '']],
  ['a', 'b', 0, ['a', 'b']],
  ['a correct hor', 'tery b', 9, [`a ${GONE}`, `${GONE} b`]],
  ['a correct horse battery', 'correct horse battery b', 9, [`a ${GONE}`, `${GONE} b`]],
  ['a cor', 'ery b', 9, ['a cor', 'ery b']],
];

test('a secret where an output was cut in two', () => {
  const redact = redactor(['correct horse battery']);
  for (const [head, tail, omittedBytes, shown] of CUT) {
    const { output } = redact.value({ output: { head, tail, omittedBytes } });
    assert.deepEqual([output.head, output.tail, output.omittedBytes], [...shown, omittedBytes]);
  }
});

test('what is deeper than anything we write, and names that objects have anyway', () => {
  const deep = JSON.parse(`${'['.repeat(200_000)}${']'.repeat(200_000)}`);
  assert.match(JSON.stringify(redactor([]).value(deep)), /^\[+"«redacted»"\]+$/);
  const own = '{"__proto__":{"a":"b"},"constructor":1}';
  assert.equal(JSON.stringify(redactor([]).value(JSON.parse(own))), own);
});

test('values of variables that blocks do not see, if they are long enough to be told from words', () => {
  const env = {
    API_KEY: 'short',
    MY_TOKEN: ' long enough\n',
    BLANK_TOKEN: ' '.repeat(20),
    HOME: '/home/of/me',
    APPROVE_RUN_JOURNAL_KEY: 'x'.repeat(44),
  };
  assert.deepEqual(secretValues(env).toSorted(), ['long enough', 'x'.repeat(44)]);
  assert.deepEqual(blockEnvironment(env, ['APPROVE_RUN_JOURNAL_KEY']).env, { HOME: '/home/of/me' });
});

test('a long text takes no long time', () => {
  for (const text of ['a:'.repeat(200_000), '://'.repeat(100_000), 'eyJ'.repeat(100_000), '-----BEGIN '.repeat(20_000)])
    assert.equal(redactor([]).text(text), text);
});
