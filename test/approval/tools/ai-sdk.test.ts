// Tools of the AI SDK, in its own loops: several calls in one step, streams, outputs that a tool makes into messages.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { generateText, stepCountIs, streamText, tool } from 'ai';
import { z } from 'zod';
import { approvalRequired } from '../../../src/approval/tools/approval-required.ts';
import { createToolContext } from '../../../src/approval/tools/create-tool-context.ts';
import { HumanInputTimeoutError } from '../../../src/approval/tools/errors.ts';
import { toolPolicy } from '../../../src/approval/tools/tool-policy.ts';
import { type Reply, scriptedAiModel } from '../../helpers/scripted-ai-model.ts';

const inputSchema = z.object({ city: z.string() });
const cities = (...names: string[]): Reply => names.map((city) => ['weather', { city }] as const);
const stopWhen = stepCountIs(5);

function weather() {
  const ran: string[] = [];
  const execute = async ({ city }: { city: string }) => {
    ran.push(city);
    return { city, celsius: 20 };
  };
  return { ran, weather: tool({ description: 'Tells it.', inputSchema, execute }) };
}

test('two calls in one step are asked about one after the other, and the model reads what came of both', async () => {
  const { ran, weather: given } = weather();
  const tools = approvalRequired().all({ weather: given });
  let open = 0;
  const context = createToolContext({
    humanInput: async ({ prompt, toolCallId }) => {
      assert.equal(++open, 1);
      await new Promise((resolve) => setImmediate(resolve));
      open--;
      assert.match(toolCallId ?? '', /^call-/);
      return prompt.includes('Oslo') ? 'y' : 'no, too hot';
    },
  });
  const { model, prompts } = scriptedAiModel(cities('Oslo', 'Rome'), 'done');
  const { text } = await context.run((abortSignal) => generateText({ model, tools, prompt: 'go', stopWhen, abortSignal }));
  assert.deepEqual([text, ran], ['done', ['Oslo']]);
  const results = prompts[1]?.flatMap(({ role, content }) => (role === 'tool' ? content : []));
  assert.deepEqual(
    results?.map((part) => part.type === 'tool-result' && part.output),
    [
      { type: 'json', value: { city: 'Oslo', celsius: 20 } },
      { type: 'text', value: 'User denied the tool call request: too hot' },
    ],
  );
});

test('an "always" answers the calls that wait behind it', async () => {
  const { ran, weather: given } = weather();
  let asked = 0;
  const context = createToolContext({
    humanInput: async () => {
      asked++;
      return 'always';
    },
  });
  const { model } = scriptedAiModel(cities('Oslo', 'Rome', 'Bonn'), 'done');
  const tools = approvalRequired().all({ weather: given });
  await context.run(() => generateText({ model, tools, prompt: 'go', stopWhen }));
  assert.deepEqual([ran, asked], [['Oslo', 'Rome', 'Bonn'], 1]);
});

test('whoever can show several questions is given them at once', async () => {
  const { ran, weather: given } = weather();
  const open: ((answer: string) => void)[] = [];
  const context = createToolContext({
    askAtOnce: true,
    humanInput: () =>
      new Promise((resolve) => {
        open.push(resolve);
        if (open.length === 2) for (const answer of open) answer('y');
      }),
  });
  const { model } = scriptedAiModel(cities('Oslo', 'Rome'), 'done');
  await context.run(() => generateText({ model, tools: approvalRequired().all({ weather: given }), prompt: 'go', stopWhen }));
  assert.deepEqual(ran.sort(), ['Oslo', 'Rome']);
});

test('streamText asks in the context that it was called in', async () => {
  const { ran, weather: given } = weather();
  const context = createToolContext({ humanInput: ({ prompt }) => (prompt.includes('Oslo') ? 'y' : 'n') });
  const { model } = scriptedAiModel(cities('Oslo', 'Rome'), 'done');
  const tools = approvalRequired().all({ weather: given });
  const { text, outputs } = await context.run(async (abortSignal) => {
    const result = streamText({ model, tools, prompt: 'go', stopWhen, abortSignal });
    const seen: unknown[] = [];
    for await (const part of result.fullStream) if (part.type === 'tool-result') seen.push(part.output);
    return { text: await result.text, outputs: seen };
  });
  assert.deepEqual([text, ran], ['done', ['Oslo']]);
  assert.deepEqual(outputs, [{ city: 'Oslo', celsius: 20 }, 'User denied the tool call request']);
});

test('streamText that is read after its turn is still asked about, in the same context', async () => {
  const { ran, weather: given } = weather();
  const context = createToolContext({ humanInput: () => 'n' });
  const { model } = scriptedAiModel(cities('Oslo'), 'done');
  const tools = approvalRequired({ context }).all({ weather: given });
  const result = await context.run(async () => ({ stream: streamText({ model, tools, prompt: 'go', stopWhen }) }));
  assert.equal(await result.stream.text, 'done');
  assert.deepEqual(ran, []);
});

test('a question without an answer ends the turn of streamText', async () => {
  const { ran, weather: given } = weather();
  const context = createToolContext({ humanInput: () => new Promise(() => {}) });
  const { model } = scriptedAiModel(cities('Oslo'), 'the model went around it');
  const tools = approvalRequired({ timeout: 0.01 }).all({ weather: given });
  const turn = context.run((abortSignal) => streamText({ model, tools, prompt: 'go', stopWhen, abortSignal }).text);
  await assert.rejects(turn, HumanInputTimeoutError);
  assert.deepEqual(ran, []);
});

const options = { toolCallId: '1', messages: [] };

test('a tool that streams runs only after a yes, step by step', async () => {
  const steps: string[] = [];
  const slow = tool({
    inputSchema,
    async *execute({ city }: { city: string }) {
      steps.push('began');
      yield `looking at ${city}`;
      yield `sunny in ${city}`;
    },
  });
  const answers = ['y', 'n'];
  const context = createToolContext({ humanInput: () => answers.shift() ?? 'n' });
  const tools = approvalRequired().all({ slow });
  const seen: unknown[] = [];
  const { model } = scriptedAiModel([['slow', { city: 'Oslo' }]], [['slow', { city: 'Rome' }]], 'done');
  await context.run(async () => {
    const { fullStream } = streamText({ model, tools, prompt: 'go', stopWhen });
    for await (const part of fullStream) if (part.type === 'tool-result') seen.push([part.preliminary ?? false, part.output]);
  });
  assert.deepEqual(steps, ['began']);
  assert.deepEqual(seen, [
    [true, 'looking at Oslo'],
    [true, 'sunny in Oslo'],
    [false, 'sunny in Oslo'],
    [true, 'User denied the tool call request'],
    [false, 'User denied the tool call request'],
  ]);
});

test('a tool that hands on the stream of another function gives its last value', async () => {
  const steps: string[] = [];
  async function* look(city: string) {
    steps.push('began');
    yield `looking at ${city}`;
    yield `sunny in ${city}`;
  }
  const handed = tool({ inputSchema, execute: ({ city }) => look(city) });
  const answers = ['n', 'y'];
  const context = createToolContext({ humanInput: () => answers.shift() ?? 'n' });
  const { execute } = approvalRequired({ name: 'look' })(handed);
  await context.run(async () => {
    assert.equal(await execute?.({ city: 'Oslo' }, options), 'User denied the tool call request');
    assert.deepEqual(steps, []);
    assert.equal(await execute?.({ city: 'Oslo' }, options), 'sunny in Oslo');
  });
});

test('what a tool makes of its outputs never meets a refusal', async () => {
  const given = tool({
    inputSchema,
    execute: async ({ city }) => ({ city, celsius: 20 }),
    toModelOutput: ({ output }) => ({ type: 'text', value: output.celsius.toFixed(1) }),
  });
  const answers = ['y', 'no way'];
  const context = createToolContext({ humanInput: () => answers.shift() ?? 'n' });
  // Wrapped twice, it is still only one wrapper.
  const tools = toolPolicy({}).all(approvalRequired().all({ weather: given }));
  const { model, prompts } = scriptedAiModel(cities('Oslo', 'Rome'), 'done');
  await context.run(() => generateText({ model, tools, prompt: 'go', stopWhen }));
  const results = prompts[1]?.flatMap(({ role, content }) => (role === 'tool' ? content : []));
  assert.deepEqual(
    results?.map((part) => part.type === 'tool-result' && part.output),
    [
      { type: 'text', value: '20.0' },
      { type: 'text', value: 'User denied the tool call request: way' },
    ],
  );
});

test("a call's own signal withdraws its question, and the rest goes on", async () => {
  const { ran, weather: given } = weather();
  const user = new AbortController();
  const context = createToolContext({
    humanInput: ({ prompt }) => {
      if (prompt.includes('Rome')) return 'y';
      queueMicrotask(() => user.abort(new Error('withdrawn')));
      return new Promise(() => {});
    },
  });
  const { weather: guarded } = approvalRequired().all({ weather: given });
  await context.run(async () => {
    const abortSignal = user.signal;
    await assert.rejects(async () => guarded.execute?.({ city: 'Oslo' }, { ...options, abortSignal }), /withdrawn/);
    await assert.rejects(async () => guarded.execute?.({ city: 'Bonn' }, { ...options, abortSignal }), /withdrawn/);
    await guarded.execute?.({ city: 'Rome' }, options);
  });
  assert.deepEqual(ran, ['Rome']);
});

test('the tool given is not changed', async () => {
  const { ran, weather: given } = weather();
  const before = { ...given };
  const guarded = approvalRequired({ name: 'weather' })(given);
  assert.deepEqual(given, before);
  assert.deepEqual(Object.keys(guarded), Object.keys(given));
  assert.equal(guarded.inputSchema, given.inputSchema);
  await given.execute?.({ city: 'Oslo' }, options);
  assert.deepEqual(ran, ['Oslo']);
});
