// Rows 73 to 86: questions to a human as AG2 has them, inside the AI SDK's own loop where a framework could route around an error.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { generateText, type ModelMessage, stepCountIs, type ToolSet, tool } from 'ai';
import { z } from 'zod';
import { approvalRequired } from '../../src/approval/tools/approval-required.ts';
import { closeOpenToolCalls } from '../../src/approval/tools/close-open-tool-calls.ts';
import { createToolContext, toolContext } from '../../src/approval/tools/create-tool-context.ts';
import {
  HumanInputError,
  HumanInputFailedError,
  HumanInputNotProvidedError,
  HumanInputTimeoutError,
} from '../../src/approval/tools/errors.ts';
import type { HumanInput, HumanInputMiddleware } from '../../src/approval/tools/human-input.ts';
import type { InputOptions, ToolContext } from '../../src/approval/tools/tool-context.ts';
import { type Reply, scriptedAiModel } from '../helpers/scripted-ai-model.ts';

const inputSchema = z.object({});
/** Lets everything through that is not about a person: what wraps a tool sees what leaves it. */
const unasked = approvalRequired({ when: () => false });

/** A tool that asks, and what it did after that. */
function asking(options?: InputOptions) {
  const did: string[] = [];
  const execute = async () => {
    const answer = await toolContext().input('Say smth', options);
    did.push(answer);
    return answer;
  };
  return { did, execute, ask: tool({ inputSchema, execute }) };
}

/** An agent of the AI SDK: calls `ask`, then says what it was told. */
async function agent(tools: ToolSet, signal: AbortSignal, replies: readonly Reply[] = [[['ask', {}]], 'done']) {
  const scripted = scriptedAiModel(...replies);
  const result = await generateText({
    model: scripted.model,
    tools,
    prompt: 'go',
    stopWhen: stepCountIs(5),
    abortSignal: signal,
    maxRetries: 0,
  });
  return { text: result.text, prompts: scripted.prompts, steps: result.steps };
}

/** Runs the agent's turn, and says how many times the model was called before it ended. */
async function failing(context: ToolContext, tools: ToolSet, kind: new (...args: never[]) => HumanInputError) {
  const scripted = scriptedAiModel([['ask', {}]], 'the model went around it');
  // The signal is withheld from the framework: the turn must end all the same.
  const turn = context.run(() => generateText({ model: scripted.model, tools, prompt: 'go', stopWhen: stepCountIs(5) }));
  const error = await turn.then(
    ({ text }) => assert.fail(`the turn went on: ${text}`),
    (thrown: unknown) => thrown,
  );
  assert.ok(error instanceof kind, String(error));
  return error;
}

function latch(): { open(): void; readonly opened: Promise<void> } {
  let open = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { open: () => open(), opened };
}

const HOOKS: readonly [string, HumanInput][] = [
  ['sync', () => 'hello'],
  ['async', async () => 'hello'],
  ['async without the word', () => Promise.resolve('hello')],
  ['with an answer that names its question', ({ id }) => ({ text: 'hello', requestId: id })],
];
for (const [kind, humanInput] of HOOKS) {
  test(`73. the answer of a hook reaches the tool (${kind})`, async () => {
    const { ask, did } = asking();
    const { steps } = await createToolContext({ humanInput }).run((signal) => agent({ ask }, signal));
    assert.deepEqual(did, ['hello']);
    assert.equal(steps[0]?.toolResults[0]?.output, 'hello');
  });
}

test('74. a hook is given once: it cannot be set again, only a child gets another', async () => {
  const parent = createToolContext({ humanInput: () => 'first' });
  assert.ok(Object.isFrozen(parent));
  const child = parent.child({ humanInput: () => 'second' });
  assert.deepEqual([await parent.input('?'), await child.input('?')], ['first', 'second']);
});

for (const wrap of [false, true]) {
  test(`75. without a hook the turn ends, and the tool does not go on (${wrap ? 'wrapped' : 'as it is'})`, async () => {
    const { ask, did } = asking();
    await failing(createToolContext(), { ask: wrap ? unasked.all({ ask }).ask : ask }, HumanInputNotProvidedError);
    assert.deepEqual(did, []);
  });
}

test('76. a hook that throws: failed, with the cause', async () => {
  const cause = new Error('the form is closed');
  const { ask, did } = asking();
  const error = await failing(
    createToolContext({
      humanInput: () => {
        throw cause;
      },
    }),
    { ask },
    HumanInputFailedError,
  );
  assert.equal(error.cause, cause);
  assert.match(error.message, /the form is closed/);
  assert.deepEqual(did, []);
});

/** Answers only after the question was given up, which it waits for. */
function lateHuman(answer: string) {
  let answered = Promise.resolve();
  const humanInput: HumanInput = ({ signal }) => {
    const late = new Promise<string>((resolve) => signal.addEventListener('abort', () => resolve(answer), { once: true }));
    answered = late.then(() => {});
    return late;
  };
  return { humanInput, answered: () => answered };
}

test('77. a hook slower than the time: timed out, not run', async () => {
  const late = lateHuman('too late');
  const { ask, did } = asking({ timeout: 0.02 });
  const error = await failing(createToolContext({ humanInput: late.humanInput }), { ask }, HumanInputTimeoutError);
  assert.equal((error as HumanInputTimeoutError).timeout, 0.02);
  await late.answered();
  assert.deepEqual(did, []);
});

test("78. a hook's own timeout error: failed, not timed out", async () => {
  for (const cause of [new DOMException('slow', 'TimeoutError'), new HumanInputTimeoutError(1)]) {
    const { ask } = asking({ timeout: 60 });
    const error = await failing(createToolContext({ humanInput: () => Promise.reject(cause) }), { ask }, HumanInputFailedError);
    assert.equal(error.cause, cause);
  }
});

test('79. a yes after the time does not run the tool', async () => {
  const late = lateHuman('y');
  let ran = false;
  const ask = tool({
    inputSchema,
    execute: async () => {
      ran = true;
    },
  });
  const tools = approvalRequired({ timeout: 0.02 }).all({ ask });
  await failing(createToolContext({ humanInput: late.humanInput }), tools, HumanInputTimeoutError);
  await late.answered();
  await new Promise((resolve) => setImmediate(resolve));
  assert.equal(ran, false);
});

test('80. approval without a hook ends the turn, and the tool does not run', async () => {
  let ran = false;
  const ask = tool({
    inputSchema,
    execute: async () => {
      ran = true;
    },
  });
  await failing(createToolContext(), approvalRequired().all({ ask }), HumanInputNotProvidedError);
  assert.equal(ran, false);
  // Nor where no context is in force at all.
  const guarded = approvalRequired({ name: 'ask' })(async () => {
    ran = true;
  });
  await assert.rejects(guarded(), HumanInputNotProvidedError);
  assert.equal(ran, false);
});

test('81. a tool that catches the error may carry on', async () => {
  const { execute } = asking();
  const ask = tool({ inputSchema, execute: () => execute().catch((error: HumanInputError) => `without: ${error.name}`) });
  const { text, steps } = await createToolContext().run((signal) => agent(unasked.all({ ask }), signal));
  assert.equal(steps[0]?.toolResults[0]?.output, 'without: HumanInputNotProvidedError');
  assert.equal(text, 'done');
});

const DELEGATIONS: readonly [string, (sub: () => Promise<unknown>) => Promise<unknown>][] = [
  ['delegated', (sub) => sub()],
  ['parallel', (sub) => Promise.all([sub(), sub(), Promise.resolve('fine')])],
  ['sequential', async (sub) => [await Promise.resolve('fine'), await sub()]],
];
for (const [kind, delegate] of DELEGATIONS) {
  for (const wrap of [false, true]) {
    test(`82. an unanswerable question of a ${kind} subtask ends the turn of its parent (${wrap ? 'wrapped' : 'as it is'})`, async () => {
      const parent = createToolContext();
      const { ask: inner, did } = asking();
      const sub = () => parent.child({ name: 'sub' }).run((signal) => agent({ ask: inner }, signal));
      const ask = tool({ inputSchema, execute: () => delegate(sub) });
      await failing(parent, { ask: wrap ? unasked.all({ ask }).ask : ask }, HumanInputNotProvidedError);
      assert.deepEqual(did, []);
    });
  }
}

test('83. every open call gets a stand-in result, and the next turn works', async () => {
  const call = (toolCallId: string) => ({ type: 'tool-call' as const, toolCallId, toolName: 'ask', input: {} });
  const messages: ModelMessage[] = [
    { role: 'user', content: 'go' },
    { role: 'assistant', content: [{ type: 'text', text: 'I ask twice.' }, call('a'), call('b'), call('c')] },
    {
      role: 'tool',
      content: [{ type: 'tool-result', toolCallId: 'b', toolName: 'ask', output: { type: 'text', value: 'real' } }],
    },
  ];
  const { model, prompts } = scriptedAiModel('and on');
  const next: ModelMessage = { role: 'user', content: 'go on' };
  await assert.rejects(generateText({ model, messages: [...messages, next], maxRetries: 0 }), /tool result/i);

  const closed = closeOpenToolCalls([...messages, next]);
  assert.equal((await generateText({ model, messages: closed, maxRetries: 0 })).text, 'and on');
  const results = prompts[0]?.flatMap((message) => (message.role === 'tool' ? message.content : []));
  const told = results?.map((part) => part.type === 'tool-result' && [part.toolCallId, part.output]);
  const ended = { type: 'error-text', value: 'The turn was ended before this tool had a result.' };
  assert.deepEqual(told, [
    ['a', ended],
    ['c', ended],
    ['b', { type: 'text', value: 'real' }],
  ]);
  assert.deepEqual(closeOpenToolCalls(closed), closed);
});

test('83. what the AI SDK itself keeps of a failed turn has a result for every call, too', async () => {
  const { ask } = asking();
  const other = tool({ inputSchema, execute: async () => 'fine' });
  const kept: ModelMessage[] = [];
  const scripted = scriptedAiModel([
    ['ask', {}],
    ['other', {}],
  ]);
  const context = createToolContext();
  await assert.rejects(
    context.run((abortSignal) =>
      generateText({
        model: scripted.model,
        tools: { ask, other },
        prompt: 'go',
        stopWhen: stepCountIs(5),
        abortSignal,
        onStepFinish: ({ response }) => void kept.push(...response.messages),
      }),
    ),
    HumanInputNotProvidedError,
  );
  await new Promise((resolve) => setImmediate(resolve));
  const messages = closeOpenToolCalls<ModelMessage>([{ role: 'user', content: 'go' }, ...kept]);
  const { model } = scriptedAiModel('the next turn');
  const next = await context.run(() => generateText({ model, messages: [...messages, { role: 'user', content: 'again' }] }));
  assert.equal(next.text, 'the next turn');
});

test('84. siblings in the batch are cancelled, and what one returns all the same is dropped', async () => {
  const events: string[] = [];
  const context = createToolContext({
    emit: (event) => void (event.type === 'tool-finished' && events.push(`${event.call.toolName} ${event.outcome}`)),
  });
  let aborted = false;
  const deaf = latch();
  const { ask } = asking();
  const tools = unasked.all({
    // Obeys its signal, and stops.
    polite: tool({
      inputSchema,
      execute: (_, { abortSignal }) =>
        new Promise((_resolve, reject) => {
          abortSignal?.addEventListener('abort', () => {
            aborted = true;
            reject(abortSignal.reason);
          });
        }),
    }),
    // Looks at no signal.
    deaf: tool({ inputSchema, execute: () => deaf.opened.then(() => 'too late') }),
    ask,
  });
  const batch: Reply = [
    ['polite', {}],
    ['deaf', {}],
    ['ask', {}],
  ];
  const { model } = scriptedAiModel(batch, 'the model went around it');
  // The framework knows no signal: it is the wrapped tools that do.
  let steps: readonly { readonly toolResults: readonly unknown[] }[] = [];
  const whole = latch();
  await assert.rejects(
    context.run(async () => {
      steps = (await generateText({ model, tools, prompt: 'go' })).steps;
      whole.open();
    }),
    HumanInputNotProvidedError,
  );
  deaf.open();
  await whole.opened;
  assert.equal(aborted, true);
  assert.deepEqual(steps[0]?.toolResults, []);
  assert.deepEqual(events.sort(), ['ask threw', 'deaf cancelled', 'polite cancelled']);
});

const ERRORS: readonly HumanInputError[] = [
  new HumanInputNotProvidedError(),
  new HumanInputFailedError(new TypeError('the form is closed')),
  new HumanInputTimeoutError(12.5),
];
for (const error of ERRORS) {
  test(`85. ${error.name} survives JSON with class, cause and timeout, and a structured clone with message and cause`, () => {
    const revived = HumanInputError.revive(JSON.parse(JSON.stringify(error)));
    assert.equal(revived?.constructor, error.constructor);
    assert.deepEqual([revived?.name, revived?.message, revived?.code], [error.name, error.message, error.code]);
    assert.equal((revived as HumanInputTimeoutError).timeout, (error as HumanInputTimeoutError).timeout);
    assert.equal((revived?.cause as Error | undefined)?.message, (error.cause as Error | undefined)?.message);
    assert.equal((revived?.cause as Error | undefined)?.name, (error.cause as Error | undefined)?.name);

    // JavaScript knows only its own classes of errors here.
    const clone: Error = structuredClone(error);
    assert.equal(Object.getPrototypeOf(clone), Error.prototype);
    assert.equal(clone.message, error.message);
    assert.equal((clone.cause as Error | undefined)?.message, (error.cause as Error | undefined)?.message);
  });
}

test('86. middleware sees the question and the answer, 1, 2, 3 on the way in and 3, 2, 1 on the way out', async () => {
  const seen: string[] = [];
  const middleware =
    (number: number): HumanInputMiddleware =>
    async (request, next) => {
      seen.push(`${number} in: ${request.prompt}`);
      const answer = await next();
      seen.push(`${number} out: ${answer}`);
      return answer;
    };
  const context = createToolContext({ humanInput: () => 'hello', onHumanInput: [1, 2, 3].map(middleware) });
  assert.equal(await context.input('Say'), 'hello');
  assert.deepEqual(seen, ['1 in: Say', '2 in: Say', '3 in: Say', '3 out: hello', '2 out: hello', '1 out: hello']);
});

test('86. three that append "!" to the question, one that rewrites the answer, one that answers by itself', async () => {
  const loud: HumanInputMiddleware = (request, next) => next({ ...request, prompt: `${request.prompt}!` });
  const asked: string[] = [];
  const humanInput: HumanInput = ({ prompt }) => {
    asked.push(prompt);
    return 'hello';
  };
  const context = createToolContext({ humanInput, onHumanInput: [loud, loud, loud] });
  await context.input('Say smth');
  assert.deepEqual(asked, ['Say smth!!!']);

  const shout: HumanInputMiddleware = async (_, next) => (await next()).toUpperCase();
  assert.equal(await context.child({ onHumanInput: [shout] }).input('?'), 'HELLO');
  // There need not even be anybody to ask.
  const alone = createToolContext({ onHumanInput: [shout, () => 'by itself'] });
  assert.equal(await alone.input('?'), 'BY ITSELF');
  assert.equal(asked.length, 2);
});
