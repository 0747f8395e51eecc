// The scripted model as the AI SDK and as this library ask it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { generateText, jsonSchema, streamText, tool } from 'ai';
import { openClient } from '../../src/model/open-client.ts';
import { replyText } from '../../src/model/reply-text.ts';
import { ScriptedModel } from '../../src/model/scripted-model.ts';

test('the AI SDK takes it, whole and streamed, and it keeps what it was asked', async () => {
  const model = new ScriptedModel([
    'Hello there',
    { text: 'Hm', reasoning: 'thinking so', usage: { inputTokens: 3, outputTokens: 2 } },
  ]);
  const whole = await generateText({ model, system: 'Be kind.', prompt: 'Hi', temperature: 0.5 });
  assert.equal(whole.text, 'Hello there');
  const streamed = streamText({ model, messages: [{ role: 'user', content: 'Again' }] });
  assert.deepEqual(
    [await streamed.text, await streamed.reasoningText, (await streamed.usage).inputTokens],
    ['Hm', 'thinking so', 3],
  );
  assert.deepEqual(
    model.calls.map(({ signal, ...call }) => call),
    [
      {
        messages: [
          { role: 'system', content: 'Be kind.' },
          { role: 'user', content: 'Hi' },
        ],
        tools: [],
        temperature: 0.5,
        streamed: false,
      },
      { messages: [{ role: 'user', content: 'Again' }], tools: [], streamed: true },
    ],
  );
});

test('it calls tools, and is told what came of them', async () => {
  const model = new ScriptedModel([
    { toolCalls: [{ name: 'add', input: { a: 1 } }] },
    ({ messages }) => `It said ${messages.at(-1)?.content}`,
  ]);
  const add = tool({ inputSchema: jsonSchema<{ a: number }>({ type: 'object' }), execute: async ({ a }) => a + 1 });
  const { text } = await generateText({ model, prompt: 'Add', tools: { add }, stopWhen: ({ steps }) => steps.length === 2 });
  assert.match(text, /"value":2/);
  assert.deepEqual(model.calls[0]?.tools, ['add']);
});

test('chunks are streamed as they are', async () => {
  const model = new ScriptedModel([{ chunks: ['a', 'bc', '', 'd e'] }]);
  const pieces: string[] = [];
  const client = await openClient(model);
  const { signal } = new AbortController();
  const reply = await replyText({
    client,
    messages: [{ role: 'user', content: 'x' }],
    signal,
    onText: ({ text }) => void pieces.push(text),
  });
  assert.equal(reply.text, 'abcd e');
  assert.deepEqual(pieces.filter(Boolean), ['a', 'bc', 'd e']);
});

test('one request more than replies', async () => {
  const model = new ScriptedModel(['one']);
  await generateText({ model, prompt: 'a' });
  await assert.rejects(generateText({ model, prompt: 'b' }), {
    name: 'AgentError',
    message: 'A ScriptedModel was asked for reply 2 of 1. Give it more of them.',
  });
});

test('errors are thrown, also by functions, and are no part of the script for others', async () => {
  const model = new ScriptedModel([
    new Error('no'),
    () => new Error('nor this'),
    async () => {
      throw new Error('nor that');
    },
    'yes',
  ]);
  for (const message of ['no', 'nor this', 'nor that'])
    await assert.rejects(generateText({ model, prompt: 'x', maxRetries: 0 }), { message });
  assert.equal((await generateText({ model, prompt: 'x' })).text, 'yes');
});

test('it stops when its signal is aborted: before, while it makes up its mind, and while it speaks', async () => {
  const reason = new Error('enough');
  const prompt = [{ role: 'user', content: 'x' }];
  const before = new ScriptedModel(['a']);
  await assert.rejects(before.doGenerate({ prompt, abortSignal: AbortSignal.abort(reason) }), reason);
  assert.equal(before.calls.length, 0);

  const during = new AbortController();
  const asked = new ScriptedModel([() => new Promise<never>(() => during.abort(reason))]);
  await assert.rejects(asked.doStream({ prompt, abortSignal: during.signal }), reason);

  const speaking = new AbortController();
  const { stream } = await new ScriptedModel(['a b c']).doStream({ prompt, abortSignal: speaking.signal });
  const reader = stream.getReader();
  await reader.read();
  speaking.abort(reason);
  await assert.rejects(async () => {
    while (!(await reader.read()).done);
  }, reason);
});
