// Tools of the OpenAI Agents SDK, in its own runner with a model that goes by a script.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Agent, type AgentOutputItem, type Model, Runner, setTracingDisabled, tool, Usage } from '@openai/agents-core';
import { z } from 'zod';
import { approvalRequired } from '../../../src/approval/tools/approval-required.ts';
import { createToolContext, toolContext } from '../../../src/approval/tools/create-tool-context.ts';
import { HumanInputNotProvidedError, HumanInputTimeoutError } from '../../../src/approval/tools/errors.ts';
import { toolPolicy } from '../../../src/approval/tools/tool-policy.ts';

setTracingDisabled(true);

const said = (text: string): AgentOutputItem => ({
  type: 'message',
  role: 'assistant',
  status: 'completed',
  content: [{ type: 'output_text', text }],
});
const calls = (name: string, input: object, callId = name): AgentOutputItem => ({
  type: 'function_call',
  callId,
  name,
  status: 'completed',
  arguments: JSON.stringify(input),
});

/** Runs an agent whose model gives these outputs, and says what it ended with and what each call came to. */
async function agent(tools: Agent['tools'], signal: AbortSignal, ...outputs: readonly AgentOutputItem[][]) {
  const left = [...outputs];
  const model: Model = {
    getResponse: async () => ({ usage: new Usage(), output: left.shift() ?? [said('done')] }),
    getStreamedResponse: () => assert.fail('not used'),
  };
  const runner = new Runner({ tracingDisabled: true });
  const result = await runner.run(new Agent({ name: 'test', model, tools }), 'go', { signal });
  const results = result.newItems.flatMap(({ rawItem }) =>
    rawItem?.type === 'function_call_result' ? [[rawItem.callId, rawItem.output]] : [],
  );
  return { text: result.finalOutput, results };
}

function weather() {
  const ran: string[] = [];
  const given = tool({
    name: 'weather',
    description: 'Tells it.',
    parameters: z.object({ city: z.string() }),
    execute: async ({ city }) => {
      ran.push(city);
      return `sunny in ${city}`;
    },
  });
  return { ran, given };
}

const text = (value: string) => ({ type: 'text', text: value });

test('calls in one step, one approved and one denied, are results for the model', async () => {
  const { ran, given } = weather();
  const context = createToolContext({
    humanInput: ({ toolCallId, prompt }) => {
      assert.match(prompt, /`weather`, {"city":"(Oslo|Rome)"}/);
      return toolCallId === 'a' ? 'y' : 'no too hot';
    },
  });
  const step = [calls('weather', { city: 'Oslo' }, 'a'), calls('weather', { city: 'Rome' }, 'b')];
  const { text: final, results } = await context.run((signal) => agent([approvalRequired()(given)], signal, step));
  assert.deepEqual([final, ran], ['done', ['Oslo']]);
  assert.deepEqual(results, [
    ['a', text('sunny in Oslo')],
    ['b', text('User denied the tool call request: too hot')],
  ]);
});

test('what a policy blocks is told to the model, and ends no run', async () => {
  const { ran, given } = weather();
  const context = createToolContext({ humanInput: () => assert.fail('asked') });
  const tools = [approvalRequired()(toolPolicy({ allowed: [] })(given))];
  const { text: final, results } = await context.run((signal) => agent(tools, signal, [calls('weather', { city: 'Oslo' })]));
  assert.deepEqual([final, ran], ['done', []]);
  assert.match(JSON.stringify(results), /may not run: the policy does not allow it/);
});

test('no answer in time ends the run with that error', async () => {
  const { ran, given } = weather();
  const context = createToolContext({ humanInput: () => new Promise(() => {}) });
  const tools = [approvalRequired({ timeout: 0.01 })(given)];
  await assert.rejects(
    context.run((signal) => agent(tools, signal, [calls('weather', { city: 'Oslo' })])),
    HumanInputTimeoutError,
  );
  assert.deepEqual(ran, []);
});

test("a tool's own question without an answer ends the run, though the SDK makes its error a result", async () => {
  const given = tool({
    name: 'ask',
    description: 'Asks.',
    parameters: z.object({}),
    execute: async () => toolContext().input('?'),
  });
  for (const tools of [[given], [approvalRequired({ when: () => false })(given)]]) {
    await assert.rejects(
      createToolContext().run((signal) => agent(tools, signal, [calls('ask', {})])),
      HumanInputNotProvidedError,
    );
  }
});

test('arguments are asked about as the model wrote them', async () => {
  const { given } = weather();
  const prompts: string[] = [];
  const context = createToolContext({
    humanInput: ({ prompt }) => {
      prompts.push(prompt);
      return 'n';
    },
  });
  const guarded = approvalRequired({ message: '{tool_arguments}' })(given);
  const written = '{"city":"Oslo",\n"city":"Rome\u202e"}\u001b[2J';
  await context.run(() => guarded.invoke({} as never, written));
  assert.deepEqual(prompts, ['{"city":"Oslo",\\n"city":"Rome\\u{202e}"}\\u{1b}[2J']);
});
