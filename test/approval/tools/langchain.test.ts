// Tools of LangChain: however one is called, nothing of it runs before a yes.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { RunnableLambda } from '@langchain/core/runnables';
import { DynamicTool, StructuredTool, tool } from '@langchain/core/tools';
import { z } from 'zod';
import { approvalRequired } from '../../../src/approval/tools/approval-required.ts';
import { createToolContext, toolContext } from '../../../src/approval/tools/create-tool-context.ts';
import { HumanInputNotProvidedError } from '../../../src/approval/tools/errors.ts';
import { toolPolicy } from '../../../src/approval/tools/tool-policy.ts';

const schema = z.object({ city: z.string(), unit: z.string().default('C') });
const fields = { name: 'weather', description: 'Tells it.', schema };
const DENIED = 'User denied the tool call request';

function weather() {
  const ran: unknown[] = [];
  const given = tool(
    async (input: { city: string; unit: string }) => {
      ran.push(input);
      return `sunny in ${input.city}`;
    },
    { ...fields },
  );
  return { ran, given };
}

type Weather = ReturnType<typeof weather>['given'];
const toolCall = { type: 'tool_call' as const, id: 'call-1', name: 'weather', args: { city: 'Oslo' } };
const text = (result: unknown): unknown =>
  typeof result === 'object' && result !== null && 'content' in result ? result.content : result;

/** Every public way to call one. */
const WAYS: readonly [string, (given: Weather) => Promise<unknown>][] = [
  ['invoke', (given) => given.invoke({ city: 'Oslo' })],
  ['invoke with a call', (given) => given.invoke(toolCall)],
  ['call', (given) => given.call({ city: 'Oslo' })],
  ['batch', async (given) => (await given.batch([{ city: 'Oslo' }]))[0]],
  [
    'stream',
    async (given) => {
      for await (const piece of await given.stream({ city: 'Oslo' })) return piece;
      return assert.fail('nothing came');
    },
  ],
  ['pipe', (given) => given.pipe(RunnableLambda.from((result: unknown) => result)).invoke({ city: 'Oslo' })],
  ['withConfig', (given) => given.withConfig({ tags: ['t'] }).invoke({ city: 'Oslo' })],
  ['withRetry', (given) => given.withRetry({ stopAfterAttempt: 2 }).invoke({ city: 'Oslo' })],
  ['func', async (given) => given.func({ city: 'Oslo', unit: 'C' })],
  ['_call', async (given) => Reflect.apply(Reflect.get(given, '_call'), given, [{ city: 'Oslo', unit: 'C' }])],
];
for (const [way, call] of WAYS) {
  for (const wrappedTwice of [false, true]) {
    test(`by ${way}, it is asked about once${wrappedTwice ? ', also if wrapped twice' : ''}`, async () => {
      const { ran, given } = weather();
      const answers = ['no', 'yes'];
      let asked = 0;
      const context = createToolContext({
        humanInput: ({ toolArguments }) => {
          asked++;
          // What is shown is what runs, defaults included.
          assert.equal(toolArguments, '{"city":"Oslo","unit":"C"}');
          return answers.shift() ?? 'n';
        },
      });
      const guarded = wrappedTwice ? toolPolicy({})(approvalRequired()(given)) : approvalRequired()(given);
      assert.equal(text(await context.run(() => call(guarded))), DENIED);
      assert.deepEqual([ran, asked], [[], 1]);
      assert.equal(text(await context.run(() => call(guarded))), 'sunny in Oslo');
      assert.deepEqual([ran.length, asked], [1, 2]);
    });
  }
}

test('a denial is a message of the tool, with the number of its call', async () => {
  const context = createToolContext({
    humanInput: ({ toolCallId }) => {
      assert.equal(toolCallId, 'call-1');
      return 'no not now';
    },
  });
  const guarded = approvalRequired()(weather().given);
  const message = await context.run(() => guarded.invoke(toolCall));
  assert.deepEqual(
    [message.constructor.name, message.content, message.tool_call_id, message.name],
    ['ToolMessage', `${DENIED}: not now`, 'call-1', 'weather'],
  );
});

test('one with an artifact is denied in its own form', async () => {
  const given = tool(async () => ['content', { artifact: true }], { ...fields, responseFormat: 'content_and_artifact' });
  const context = createToolContext({ humanInput: () => 'n' });
  const message = await context.run(() => approvalRequired()(given).invoke(toolCall));
  assert.equal(text(message), DENIED);
});

test('arguments that its schema refuses are not asked about', async () => {
  const context = createToolContext({ humanInput: () => assert.fail('asked') });
  const guarded = approvalRequired()(weather().given);
  await assert.rejects(
    context.run(() => guarded.invoke({ city: 5 } as never)),
    /schema/,
  );
});

test('tools of one text, and classes of a user, are covered, and their own state is theirs', async () => {
  class Counter extends StructuredTool {
    name = 'counter';
    description = 'Counts.';
    schema = z.object({});
    #count = 0;
    async _call(): Promise<string> {
      return `${++this.#count}`;
    }
  }
  const counter = new Counter();
  const upper = new DynamicTool({ name: 'upper', description: 'd', func: async (input) => input.toUpperCase() });
  const answers = ['n', 'y', 'n', 'y'];
  const context = createToolContext({ humanInput: () => answers.shift() ?? 'n' });
  const [one, two] = approvalRequired().all([counter, upper]);
  assert.ok(one instanceof Counter);
  await context.run(async () => {
    assert.equal(await one?.invoke({}), DENIED);
    assert.equal(await one?.invoke({}), '1');
    assert.equal(await two?.invoke('abc'), DENIED);
    assert.equal(await two?.invoke('abc'), 'ABC');
  });
  assert.equal(await counter.invoke({}), '2');
});

test('a tool that streams is run only after a yes, and in its frame', async () => {
  const steps: string[] = [];
  const given = tool(
    async function* ({ city }: { city: string }) {
      steps.push(await toolContext().input(`unit for ${city}?`));
      yield 'looking';
      return 'sunny';
    },
    { ...fields },
  );
  const answers = ['n', 'y', 'C'];
  const context = createToolContext({
    humanInput: ({ toolName }) => {
      assert.equal(toolName, 'weather');
      return answers.shift() ?? 'n';
    },
  });
  const guarded = approvalRequired()(given);
  assert.equal(await context.run(() => guarded.invoke({ city: 'Oslo' })), DENIED);
  assert.deepEqual(steps, []);
  assert.equal(await context.run(() => guarded.invoke({ city: 'Oslo' })), 'sunny');
  assert.deepEqual(steps, ['C']);
});

test('nobody to ask ends the turn, whatever the tool is in', async () => {
  const { ran, given } = weather();
  const guarded = approvalRequired()(given);
  const chain = guarded.withFallbacks([RunnableLambda.from(() => 'went around it')]);
  await assert.rejects(
    createToolContext().run(() => chain.invoke({ city: 'Oslo' })),
    HumanInputNotProvidedError,
  );
  assert.deepEqual(ran, []);
});

test('what may not come to _call is refused when it is wrapped', () => {
  class Odd extends StructuredTool {
    name = 'odd';
    description = 'd';
    schema = z.object({});
    override async invoke(): Promise<never> {
      return 'never asked' as never;
    }
    async _call(): Promise<string> {
      return 'asked';
    }
  }
  class Bound extends StructuredTool {
    name = 'bound';
    description = 'd';
    schema = z.object({});
    override invoke = (async () => 'never asked') as never;
    async _call(): Promise<string> {
      return 'asked';
    }
  }
  class Calls extends StructuredTool {
    name = 'calls';
    description = 'd';
    schema = z.object({});
    override async call(): Promise<never> {
      return 'never asked' as never;
    }
    async _call(): Promise<string> {
      return 'asked';
    }
  }
  class Streams extends DynamicTool {
    override async stream(): Promise<never> {
      return 'never asked' as never;
    }
  }
  const streams = new Streams({ name: 'streams', description: 'd', func: async () => 'asked' });
  const batches = Object.assign(
    tool(async () => 'asked', { name: 'batches', description: 'd' }),
    {
      batch: async () => ['never asked'],
    },
  );
  const likeTool = RunnableLambda.from(async () => 'x').asTool({ name: 'like', schema: z.string() });
  for (const given of [new Odd(), new Bound(), new Calls(), streams, batches, likeTool]) {
    assert.throws(() => approvalRequired()(given), { name: 'UsageError' }, given.name);
  }
});
