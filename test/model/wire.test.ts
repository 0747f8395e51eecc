// Models on the wire, through a stand-in that speaks their protocols: structured output, retries, broken streams and cancellation.
import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { modelApproval } from '../../src/model/model-approval.ts';
import { type OpenedClient, openClient } from '../../src/model/open-client.ts';
import type { AskOptions } from '../../src/model/reach-model.ts';
import { replyObject } from '../../src/model/reply-object.ts';
import { RETRY_DECISION } from '../../src/model/reply-schema.ts';
import { replyText } from '../../src/model/reply-text.ts';
import { chatServer, chunk } from '../helpers/chat-server.ts';
import { provider, type Script } from '../helpers/provider.ts';
import { requestOf } from '../helpers/request.ts';
import { wiretap } from '../helpers/wiretap.ts';

const { signal: never } = new AbortController();
const messages = [{ role: 'user', content: 'It failed.' }] as const;
const DECISION = { reason: 'r', retry: true };
const JSON_DECISION = JSON.stringify(DECISION);

/** Models are found by the environment of the process. */
function useEnvironment(t: TestContext, env: NodeJS.ProcessEnv) {
  const before = { ...process.env };
  Object.assign(process.env, env);
  t.after(() => {
    for (const name of Object.keys(env)) delete process.env[name];
    Object.assign(process.env, before);
  });
}

/** @returns What is sent, as it is on the wire. */
async function scripted(t: TestContext, ...replies: readonly Script[]) {
  const mock = await provider(t, ...replies);
  const tap = await wiretap(t, mock.url);
  const [there, here] = [mock.url, tap.url].map((url) => new URL(url).host);
  useEnvironment(
    t,
    Object.fromEntries(Object.entries(mock.env).map(([name, value]) => [name, value?.replace(`${there}`, `${here}`)])),
  );
  return tap;
}

async function decide(model: string, signal = never) {
  return replyObject({ client: await openClient(model), messages, schema: RETRY_DECISION, signal });
}

/** Its two keys, whatever the order in which a protocol wants their parts. */
const KEYS =
  '\\{[^{}]*"properties":\\{"reason":\\{[^{}]*"type":"string"[^{}]*\\},"retry":\\{[^{}]*"type":"boolean"[^{}]*\\}\\}[^{}]*\\}';

/** How each protocol asks for JSON of a schema, and answers. */
const SHAPES: readonly (readonly [model: string, sent: string, reply: Script])[] = [
  [
    'openai/gpt-5',
    `"text":\\{"format":\\{"type":"json_schema","strict":true,"name":"retry_decision","schema":${KEYS}`,
    JSON_DECISION,
  ],
  ['ollama/qwen3', `"response_format":\\{"type":"json_schema","json_schema":\\{"schema":${KEYS},"strict":true`, JSON_DECISION],
  ['anthropic/claude-sonnet-4-5', `"output_config":\\{"format":\\{"type":"json_schema","schema":${KEYS}`, JSON_DECISION],
  [
    'anthropic/claude-3-haiku-20240307',
    `"tools":\\[\\{"name":"json",.*"input_schema":${KEYS}.*"tool_choice":\\{"type":"(?:any|tool)"`,
    { calls: 'json', input: DECISION },
  ],
  ['google/gemini-2.5-pro', `"responseMimeType":"application/json","responseSchema":${KEYS}`, JSON_DECISION],
];

for (const [model, sent, reply] of SHAPES) {
  test(`${model} is asked for JSON of the schema`, async (t) => {
    const tap = await scripted(t, reply);
    assert.deepEqual(await decide(model), DECISION);
    assert.match(`${tap.sent[0]}`, new RegExp(sent));
    assert.equal(tap.sent.length, 1);
  });
}

test('a server that takes no schema is asked in words', async (t) => {
  const refusal = { status: 400, message: 'This response_format type is unavailable now' };
  const tap = await scripted(t, refusal, `Here it is:\n\`\`\`json\n${JSON_DECISION}\n\`\`\``);
  assert.deepEqual(await decide('ollama/qwen3'), DECISION);
  assert.deepEqual(
    tap.sent.map((body) => [body.includes('response_format'), body.includes('Answer with one JSON object')]),
    [
      [true, true],
      [false, true],
    ],
  );
});

test('what is refused for another reason is said as it is', async (t) => {
  await scripted(t, { status: 400, message: 'no such option' });
  await assert.rejects(decide('ollama/qwen3'), {
    name: 'AgentError',
    message: /refused the request \(400\)\. It said: no such option/,
  });
});

test('a provider that is busy is asked again, and a form that is none is asked for again', async (t) => {
  const tap = await scripted(t, { status: 429, retryAfter: 0 }, 'I would.', JSON_DECISION);
  assert.deepEqual(await decide('openai/gpt-5'), DECISION);
  assert.equal(tap.sent.length, 3);
  assert.match(`${tap.sent[2]}`, /I would\..*That is not the form that was asked for/);
});

test('a key that is refused is not shown', async (t) => {
  await scripted(t, { status: 401, message: 'Incorrect API key provided: test-key-openai.' });
  const says =
    'openai/gpt-5 refused the key in OPENAI_API_KEY (401). Check that it is whole and still valid. It said: Incorrect API key provided: [OPENAI_API_KEY].';
  await assert.rejects(decide('openai/gpt-5'), { name: 'AgentError', message: says });
});

test('a stream that is cut in the middle of the object is no answer', async (t) => {
  useEnvironment(t, {
    OLLAMA_HOST: await chatServer(t, (response) => {
      response.write(chunk({ content: '{"reason": "r", "retr' }));
      setImmediate(() => response.destroy());
    }),
  });
  await assert.rejects(decide('ollama/qwen3'), {
    name: 'AgentError',
    message: 'The reply of ollama/qwen3 broke off before its end.',
  });
});

test('an abort closes the connection, and nothing is asked afterwards', async (t) => {
  for (const ask of [
    replyText,
    (parts: AskOptions & { client: OpenedClient }) => replyObject({ ...parts, schema: RETRY_DECISION }),
  ]) {
    const abort = new AbortController();
    const { closed, requests } = await unfinished(t, () => abort.abort(new Error('enough')));
    const client = await openClient('ollama/qwen3');
    await assert.rejects(ask({ client, messages, signal: abort.signal }), { message: 'enough' });
    await closed;
    await assert.rejects(ask({ client, messages, signal: abort.signal }), { message: 'enough' });
    assert.equal(requests(), 1);
  }
});

/** A server that begins a reply and never ends it. */
async function unfinished(t: TestContext, begun: () => void) {
  let count = 0;
  let close = () => {};
  const closed = new Promise<void>((resolve) => {
    close = resolve;
  });
  const url = await chatServer(t, (response) => {
    count += 1;
    response.once('close', close);
    response.write(chunk({ content: '{"reason' }), begun);
  });
  useEnvironment(t, { OLLAMA_HOST: url });
  return { closed, requests: () => count };
}

test('an abort while a busy provider is waited for', async (t) => {
  const tap = await scripted(t, { status: 429, retryAfter: 60 });
  const abort = new AbortController();
  const client = await openClient('openai/gpt-5');
  const onRetry = () => abort.abort(new Error('enough'));
  await assert.rejects(replyText({ client, messages, signal: abort.signal, onRetry }), { message: 'enough' });
  await assert.rejects(replyText({ client, messages, signal: abort.signal }), { message: 'enough' });
  assert.equal(tap.sent.length, 1);
});

const REQUEST = requestOf({ signal: never });

/** What a judge says, and what it comes to. */
const JUDGES: readonly (readonly [reply: Script, approved: boolean, outcome: string | undefined, reason: RegExp])[] = [
  ['{"reason": "harmless", "approved": true}', true, undefined, /^model openai\/gpt-5: harmless$/],
  ['{"reason": "harmful", "approved": false}', false, 'denied', /^model openai\/gpt-5: harmful$/],
  ['approved: true', false, 'failed', /did not answer in the form that was asked for, also when asked again/],
  [{ text: 'x', options: { chaos: { malformedRate: 1 } } }, false, 'failed', /could not be asked/],
  [{ status: 401 }, false, 'failed', /refused the key in OPENAI_API_KEY/],
];

for (const [reply, approved, outcome, reason] of JUDGES) {
  test(`a judge: ${JSON.stringify(reply)}`, async (t) => {
    await scripted(t, reply);
    const answer = await modelApproval('openai/gpt-5')(REQUEST);
    assert.deepEqual([answer.approved, answer.outcome], [approved, outcome]);
    assert.match(answer.reason, reason);
  });
}

test('a judge that never comes to an end is late, and is hung up on', async (t) => {
  const { closed } = await unfinished(t, () => {});
  const answer = await modelApproval('ollama/qwen3', { timeout: 0.5 })(REQUEST);
  assert.deepEqual([answer.approved, answer.outcome], [false, 'timed-out']);
  assert.match(answer.reason, /^model ollama\/qwen3 did not answer within 0\.5 s/);
  await closed;
});

test('a judge that cannot be found or reached', async (t) => {
  useEnvironment(t, { OPENAI_API_KEY: '', OLLAMA_HOST: 'http://127.0.0.1:1' });
  for (const [model, reason] of [
    ['openai/gpt-5', /^model openai\/gpt-5 could not be asked: No key for openai: OPENAI_API_KEY is not set/],
    ['nobody/x', /could not be asked: --model nobody\/x: there is no provider "nobody"/],
    ['ollama/x', /could not be asked: Cannot reach 127\.0\.0\.1:1/],
  ] as const) {
    const answer = await modelApproval(model)(REQUEST);
    assert.deepEqual([answer.approved, answer.outcome], [false, 'failed']);
    assert.match(answer.reason, reason);
  }
});
