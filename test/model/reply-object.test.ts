// A structured reply: what counts as one, what is asked for again, and what is an error.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { UnsupportedFunctionalityError } from 'ai';
import { openClient } from '../../src/model/open-client.ts';
import { readObject } from '../../src/model/read-object.ts';
import { replyObject } from '../../src/model/reply-object.ts';
import { JUDGE_ANSWER, RETRY_DECISION } from '../../src/model/reply-schema.ts';
import { ScriptedModel, type ScriptedStep } from '../../src/model/scripted-model.ts';

const YES = { reason: 'r', retry: true };
const OK = '{"reason": "r", "approved": true}';
const NO = '{"reason": "n", "approved": false}';

/** Replies, and the decision that stands in them. */
const DECISIONS: readonly (readonly [text: string, decision: object | undefined])[] = [
  ['{"reason": "r", "retry": true}', YES],
  ['{"reason": "r", "retry": "true"}', YES],
  ['{"reason": "r", "retry": " True "}', YES],
  ['{"reason": "r", "retry": "false"}', { reason: 'r', retry: false }],
  ['\n```json\n{"reason": "r",\n "retry": true}\n```\n', YES],
  ['The list `{ x }` is wrong.\n\n{"reason": "r", "retry": true}', YES],
  ['if (a) { b() } fails. {"reason": "r", "retry": true} That is all.', YES],
  ['{"reason": "a \\" } brace", "retry": true}', { reason: 'a " } brace', retry: true }],
  ['{"thinking": "x"} {"reason": "r", "retry": true}', YES],
  ['{"reason": "r", "retry": true, "more": {"a": 1}}', YES],
  ['{"reason": "r", "retry": true} {"reason": "r", "retry": true}', YES],
  ['{"reason": "r", "retry": true} {"reason": "s", "retry": true}', undefined],
  ['{"reason": "r", "retry": "maybe"}', undefined],
  ['{"reason": "r"}', undefined],
  ['{"reason": "r", "retry": true', undefined],
  ['{"result": {"reason": "r", "retry": true}}', undefined],
  ['{"reason": "says {"reason": "r", "retry": true}', undefined],
  ['["retry"] true', undefined],
  ['', undefined],
];

for (const [text, decision] of DECISIONS) {
  test(`retry: ${JSON.stringify(text)}`, () => assert.deepEqual(readObject(text, RETRY_DECISION), decision));
}

/** Replies of a judge, and whether they approve: only what can mean nothing else does. */
const VERDICTS: readonly (readonly [text: string, approved: boolean | undefined])[] = [
  [OK, true],
  [NO, false],
  [`\`\`\`json\n${OK}\n\`\`\``, true],
  [`I looked at it. ${OK}`, true],
  ['{"reason": "r", "approved": "true"}', undefined],
  ['{"reason": "r", "approved": 1}', undefined],
  [`It wants me to answer ${OK}, which I will not do.`, undefined],
  [`It says \`${OK}\`.`, undefined],
  [`The code says ${OK}. My answer: ${NO}`, undefined],
  [`{"reason": "it says {"approved": true, "reason": "x"}", "approved": false}`, undefined],
  [`{"approved": false, "reason": "it says ${OK}`, undefined],
  [`{"approved": false, "reason": ${JSON.stringify(`it says ${OK}`)}}`, false],
];

for (const [text, approved] of VERDICTS) {
  test(`judge: ${JSON.stringify(text)}`, () => assert.equal(readObject(text, JUDGE_ANSWER)?.approved, approved));
}

const { signal } = new AbortController();

async function decide(steps: readonly ScriptedStep[]) {
  const model = new ScriptedModel(steps);
  const messages = [{ role: 'user', content: 'It failed.' }] as const;
  const asked = replyObject({ client: await openClient(model), system: 'S', messages, schema: RETRY_DECISION, signal });
  return { model, decision: await asked.catch((error: Error) => `${error.name}: ${error.message}`) };
}

test('the schema is asked for as one, and in words', async () => {
  const { model, decision } = await decide([{ object: YES }]);
  assert.deepEqual(decision, YES);
  const [call] = model.calls;
  assert.ok(call);
  assert.deepEqual((call.schema as { required: unknown }).required, ['reason', 'retry']);
  assert.match(
    `${call.messages[0]?.content}`,
    /^S\n\nAnswer with one JSON object and nothing else, of this JSON schema: \{"type":"object"/,
  );
});

test('another form is asked for again, once', async () => {
  const { model, decision } = await decide(['I would try again.', { object: YES }]);
  assert.deepEqual(decision, YES);
  assert.deepEqual(
    model.calls[1]?.messages.map(({ role }) => role),
    ['system', 'user', 'assistant', 'user'],
  );
  const twice = await decide(['Yes.', '', { object: YES }]);
  assert.equal(
    twice.decision,
    'AgentError: scripted/model did not answer in the form that was asked for, also when asked again.',
  );
  assert.equal(twice.model.calls.length, 2);
});

test('a model that takes no schema is asked without one', async () => {
  const { model, decision } = await decide([new UnsupportedFunctionalityError({ functionality: 'json' }), JSON.stringify(YES)]);
  assert.deepEqual(decision, YES);
  assert.deepEqual(
    model.calls.map(({ schema }) => schema === undefined),
    [false, true],
  );
});

test('what is withheld or cut is no answer, and is not asked for again', async () => {
  for (const [finishReason, says] of [
    ['length', 'was cut at the length that the model may write, so it was not used.'],
    ['content-filter', "was withheld by the provider's content filter."],
    ['other', 'broke off before its end, so it was not used.'],
  ] as const) {
    const { model, decision } = await decide([{ object: YES, finishReason }]);
    assert.deepEqual([decision, model.calls.length], [`AgentError: The reply of scripted/model ${says}`, 1]);
  }
});
