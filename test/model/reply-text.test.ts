// One reply as text: what is kept apart, what is an error, and what happens to a model that does not look at its signal.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openClient } from '../../src/model/open-client.ts';
import { replyText } from '../../src/model/reply-text.ts';
import { ScriptedModel, type ScriptedStep } from '../../src/model/scripted-model.ts';

const { signal } = new AbortController();
const messages = [{ role: 'user', content: 'Hi' }] as const;

async function reply(step: ScriptedStep) {
  return replyText({ client: await openClient(new ScriptedModel([step])), messages, signal });
}

test('what it thought is kept apart, however it says so', async () => {
  for (const step of [
    { text: 'Done.', reasoning: 'I think' },
    { text: '<think>I think</think>Done.' },
    { text: 'I think\n</think>\n\nDone.' },
  ]) {
    const { text, thought } = await reply(step);
    assert.deepEqual([text, thought?.trim()], ['Done.', 'I think']);
  }
  assert.equal('thought' in (await reply('Done.')), false);
});

test('usage is counted, and nonsense is not', async () => {
  const { usage } = await reply({ text: 'x', usage: { inputTokens: 5, cachedTokens: 2, outputTokens: -1 } });
  assert.deepEqual(usage, { inputTokens: 5, cachedTokens: 2, outputTokens: 0 });
});

/** What is no reply, and what is said of it. */
const FAULTS: readonly (readonly [step: ScriptedStep, says: RegExp])[] = [
  ['', /^scripted\/model sent an empty reply\.$/],
  [
    { text: 'a', finishReason: 'length' },
    /^The reply of scripted\/model was cut at the length that the model may write, so none /,
  ],
  [
    { text: 'a', finishReason: 'content-filter' },
    /^The reply of scripted\/model was withheld by the provider's content filter\.$/,
  ],
  [{ text: '```bash\nls' }, /^The reply of scripted\/model broke off before its end, so none of its blocks was run\.$/],
  [
    new Error('boom\u001b[2J'),
    /^What came from scripted\/model is no reply that can be understood\. It said: boom\\u\{1b\}\[2J$/,
  ],
];

for (const [step, says] of FAULTS) {
  test(`no reply: ${says.source}`, () =>
    assert.rejects(reply(step), ({ name, message }) => name === 'AgentError' && says.test(message)));
}

test('a conversation is sent in a form that providers take', async () => {
  const model = new ScriptedModel(['ok']);
  await replyText({
    client: await openClient(model),
    system: 'S',
    messages: [
      { role: 'assistant', content: 'so far\n' },
      { role: 'user', content: ' ' },
      { role: 'user', content: 'half \ud800' },
    ],
    signal,
  });
  assert.deepEqual(model.calls[0]?.messages, [
    { role: 'system', content: 'S' },
    { role: 'user', content: '(What was said before is left out.)' },
    { role: 'assistant', content: 'so far' },
    { role: 'user', content: 'half \ufffd' },
  ]);
});

test('an abort ends the wait for a model that does not look at its signal, and nothing is told afterwards', async () => {
  const abort = new AbortController();
  const told: string[] = [];
  const deaf = {
    specificationVersion: 'v3' as const,
    provider: 'deaf',
    modelId: 'one',
    supportedUrls: {},
    doGenerate: () => new Promise<never>(() => {}),
    doStream: () => new Promise<never>(() => setImmediate(() => abort.abort(new Error('enough')))),
  };
  const client = await openClient(deaf);
  const asked = { client, messages, signal: abort.signal, onText: ({ text }: { text: string }) => void told.push(text) };
  await assert.rejects(replyText(asked), { message: 'enough' });
  await assert.rejects(replyText(asked), { message: 'enough' });
  assert.deepEqual(told, []);
});

test('what is no model', async () => {
  for (const [client, says] of [
    [undefined, /no language model of the AI SDK 5 or 6: it has no doGenerate and doStream\. Pass one, such as openai/],
    [{ specificationVersion: 'v1', doGenerate() {}, doStream() {} }, /it follows version v1/],
    ['opnai/gpt-5', /there is no provider "opnai"; did you mean "openai"\?/],
  ] as const)
    await assert.rejects(openClient(client as never), ({ name, message }) => name === 'UsageError' && says.test(message));
});
