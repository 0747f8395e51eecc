// Labelled cases: how they are read, where they are judged from, and what is said about each.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { corpusPlace } from '../../src/policy/corpus-place.ts';
import { judgeCorpus } from '../../src/policy/judge-corpus.ts';
import { readCorpus } from '../../src/policy/read-corpus.ts';
import { BUILT_IN_TOOLS } from '../../src/tool/tools.ts';
import { fakeRead } from './fake-reader.ts';
import { policy, rule } from './make.ts';

const GOOD = '{"code": "rm x", "language": "bash", "label": "dangerous"}';

test('a case has what it needs, and the rest has defaults', async () => {
  const more = '{"code":"","language":"","label":"safe","id":"a","category":"b","debatable":true,"note":"ignored"}';
  assert.deepEqual(await readCorpus(`${GOOD}\r\n\n  \n${more}\n`, 'c.jsonl'), [
    { id: 'line 1', language: 'bash', code: 'rm x', label: 'dangerous', category: 'other', debatable: false },
    { id: 'a', language: '', code: '', label: 'safe', category: 'b', debatable: true },
  ]);
});

const FAULTS: readonly [text: string, message: string][] = [
  ['', 'c.jsonl: there is no case in it.'],
  [' \n\n', 'c.jsonl: there is no case in it.'],
  [`${GOOD}\n\n{"code"\n`, 'c.jsonl:3: not valid JSON; a corpus has one {"code", "language", "label"} a line.'],
  ['[]', 'c.jsonl:1: expected a JSON object.'],
  ['"rm"', 'c.jsonl:1: expected a JSON object.'],
  ['null', 'c.jsonl:1: expected a JSON object.'],
  [GOOD.replace('code', 'cod'), 'c.jsonl:1: code: is missing.'],
  [GOOD.replace('"rm x"', '["rm", "x"]'), 'c.jsonl:1: code: expected a text.'],
  [GOOD.replace('dangerous', 'danger'), 'c.jsonl:1: label: expected dangerous or safe.'],
  [GOOD.replace('}', ', "id": 7}'), 'c.jsonl:1: id: expected a text.'],
  [GOOD.replace('}', ', "debatable": "no"}'), 'c.jsonl:1: debatable: expected true or false.'],
];

for (const [text, message] of FAULTS) {
  test(`says: ${message}`, () => assert.rejects(readCorpus(text, 'c.jsonl'), { name: 'PolicyError', exitCode: 2, message }));
}

const PLACES: readonly [cwd: string, home: string, judgedFrom: string][] = [
  ['/home/ann/work/app', '/home/ann', '/home/ann/work/app'],
  ['/home/ann', '/home/ann', '/home/ann/project'],
  ['/home/anna/app', '/home/ann', '/home/ann/project'],
  ['/srv/app', '/home/ann', '/home/ann/project'],
  ['/', '/home/ann', '/home/ann/project'],
  ['/tmp/home/app', '/tmp/home', '/tmp/home/project'],
  ['/private/tmp/x/app', '/private/tmp/x', '/private/tmp/x/project'],
  ['/home/ann/tmp/app', '/home/ann', '/home/ann/tmp/app'],
  ['/app', '/', '/project'],
];

for (const [cwd, home, judgedFrom] of PLACES) {
  test(`in ${cwd}, with the home ${home}, cases are judged from ${judgedFrom}`, () =>
    assert.deepEqual(corpusPlace(cwd, home), { cwd: judgedFrom, home }));
}

test('each case has its verdict, the rule that spoke and the effect that it spoke about', async () => {
  const place = { cwd: '/home/user/project', home: '/home/user' };
  const strict = policy('allow', rule('deny', { effect: ['delete'], path: ['home'] }), rule('ask', { command: [['npm']] }));
  const cases = ['rm a; rm ~/b', 'npm test', 'ls'].map((code) => ({ code, language: 'shell', label: 'safe' }));
  const read = await readCorpus(cases.map((entry) => JSON.stringify(entry)).join('\n'), 'c.jsonl');
  const judged = await judgeCorpus(read, strict, fakeRead, place, BUILT_IN_TOOLS);
  assert.deepEqual(
    judged.map(({ decision, reason, effect }) => [decision, reason?.rule, effect?.path]),
    [
      ['deny', 'deny-rule', '/home/user/b'],
      ['ask', 'ask-rule', undefined],
      ['allow', 'default', undefined],
    ],
  );
});

test('a language that no tool runs is judged as it is', async () => {
  const seen: string[] = [];
  const [entry] = await judgeCorpus(
    await readCorpus('{"code":"x","language":"klingon","label":"safe"}', 'c.jsonl'),
    policy('allow'),
    async (code, tool, place) => {
      seen.push(tool);
      return fakeRead(code, tool, place);
    },
    { cwd: '/home/user/project', home: '/home/user' },
    BUILT_IN_TOOLS,
  );
  assert.deepEqual([seen, entry?.decision], [['klingon'], 'ask']);
});
