// Weaknesses of AutoGen and AG2 that tools do not have here; each of these fails on what those two do.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { approvalRequired } from '../../src/approval/tools/approval-required.ts';
import { createToolContext } from '../../src/approval/tools/create-tool-context.ts';
import { HumanInputFailedError } from '../../src/approval/tools/errors.ts';
import type { HumanInput } from '../../src/approval/tools/human-input.ts';
import type { WrappableTool } from '../../src/approval/tools/tool-middleware.ts';
import { toolPolicy } from '../../src/approval/tools/tool-policy.ts';
import type { RunEvent } from '../../src/events.ts';
import { FRAMEWORKS } from '../helpers/weather-tools.ts';

function greeter(options: Parameters<typeof approvalRequired>[0] = {}) {
  const ran: string[] = [];
  const greet = approvalRequired({ name: 'greet', ...options })(async (who: string) => {
    ran.push(who);
    return `Hello ${who}`;
  });
  return { ran, greet };
}

test('d1. whatever the hook is, what comes back is awaited', async () => {
  const later = (answer: string) => new Promise<string>((resolve) => setImmediate(resolve, answer));
  const hooks: readonly HumanInput[] = [
    // None of them is an `async function`.
    () => later('y'),
    function ask() {
      return later('y');
    }.bind(undefined),
    Object.assign(() => later('y'), { isAsync: false }),
    new Proxy(() => later('y'), {}),
  ];
  for (const humanInput of hooks) {
    const { greet, ran } = greeter();
    await createToolContext({ humanInput }).run(() => greet('Ada'));
    assert.deepEqual(ran, ['Ada']);
  }
});

test('d2. a hook that gives no answer, or throws, is a typed error that says why, and no yes', async () => {
  const wrong: readonly [unknown, RegExp][] = [
    [undefined, /no answer/],
    [null, /no answer/],
    [true, /no answer/],
    [1, /no answer/],
    [{ approved: true }, /no answer/],
    [{ text: 'y', requestId: 'of another question' }, /another question/],
  ];
  for (const [answer, why] of wrong) {
    const { greet, ran } = greeter();
    const context = createToolContext({ humanInput: () => answer as string });
    const isIt = (error: unknown) => error instanceof HumanInputFailedError && why.test(error.message);
    await assert.rejects(
      context.run(() => greet('Ada')),
      isIt,
      String(answer),
    );
    assert.deepEqual(ran, []);
  }
});

test('d3. timers, other tools and other agents go on while a human thinks', async () => {
  let answer = (_: string) => {};
  const humanInput = () =>
    new Promise<string>((resolve) => {
      answer = resolve;
    });
  const { greet } = greeter();
  const waiting = createToolContext({ humanInput }).run(() => greet('Ada'));
  const other = greeter();
  await createToolContext({ humanInput: () => 'y' }).run(() => other.greet('Bob'));
  await new Promise((resolve) => setTimeout(resolve, 5));
  assert.deepEqual(other.ran, ['Bob']);
  answer('y');
  assert.equal(await waiting, 'Hello Ada');
});

for (const [framework, make] of FRAMEWORKS) {
  test(`d4. a turn that is cancelled while a human thinks ends at once, and a later yes runs nothing (${framework})`, async () => {
    let answer = (_: string) => {};
    let asked = () => {};
    const isAsked = new Promise<void>((resolve) => {
      asked = resolve;
    });
    const withdrawn: unknown[] = [];
    const context = createToolContext({
      humanInput: ({ signal }) => {
        signal.addEventListener('abort', () => withdrawn.push(signal.reason));
        asked();
        return new Promise((resolve) => {
          answer = resolve;
        });
      },
    });
    const weather = make(approvalRequired({ timeout: 0 }));
    const user = new AbortController();
    const turn = context.run(() => weather.call('Oslo'), { signal: user.signal });
    await isAsked;
    const reason = new Error('the user left');
    user.abort(reason);
    await assert.rejects(turn, reason);
    answer('y');
    await new Promise((resolve) => setImmediate(resolve));
    assert.deepEqual([weather.ran, withdrawn], [[], [reason]]);
  });
}

test('d8. a denial is not an error to be retried: the tool is asked about once, and its words are its result', async () => {
  for (const [, make] of FRAMEWORKS) {
    let asked = 0;
    const context = createToolContext({
      humanInput: () => {
        asked++;
        return 'n';
      },
    });
    const weather = make(approvalRequired());
    assert.equal(await context.run(() => weather.call('Oslo')), 'User denied the tool call request');
    assert.equal(asked, 1);
  }
});

test('d9. an "always" can be listed and revoked', async () => {
  let asked = 0;
  const context = createToolContext({
    humanInput: () => {
      asked++;
      return 'always';
    },
  });
  const { greet } = greeter();
  const { greet: wave } = greeter({ name: 'wave' });
  await context.run(async () => [await greet('Ada'), await wave('Ada')]);
  assert.deepEqual(
    context.remembered().map(({ toolName }) => toolName),
    ['greet', 'wave'],
  );
  context.revoke('greet');
  await context.run(async () => [await greet('Bob'), await wave('Bob')]);
  assert.equal(asked, 3);
  context.revoke();
  assert.deepEqual([context.remembered(), context.variables], [[], {}]);
});

test('d9. an "always" can be for the same arguments only', async () => {
  const asked: (string | undefined)[] = [];
  const context = createToolContext({
    humanInput: ({ toolArguments }) => {
      asked.push(toolArguments);
      return 'always';
    },
  });
  const { greet, ran } = greeter({ allowAlways: 'same-arguments' });
  await context.run(async () => [await greet('Ada'), await greet('Ada'), await greet('Bob'), await greet('Ada')]);
  assert.deepEqual(asked, ['"Ada"', '"Bob"']);
  assert.equal(ran.length, 4);
  assert.deepEqual(context.remembered(), [{ toolName: 'greet', width: 'same-arguments', calls: 2 }]);
  // One for all arguments is not offered here, and does not count.
  const wide = createToolContext({ humanInput: () => 'n', variables: { 'ag:approval_required:always': { greet: true } } });
  assert.equal(await wide.run(() => greet('Ada')), 'User denied the tool call request');
  // Nor does one for the same arguments count where it would be for all.
  const { greet: any } = greeter();
  await context.run(() => any('Ada'));
  assert.equal(asked.length, 3);
});

test('d9. a tool is not approved by what every object has', async () => {
  for (const name of ['constructor', '__proto__', 'toString', 'hasOwnProperty']) {
    const answers = ['always', 'n'];
    const context = createToolContext({ humanInput: () => answers.shift() ?? 'n' });
    const { greet, ran } = greeter({ name });
    const { greet: other } = greeter({ name: 'valueOf' });
    await context.run(async () => [await greet('Ada'), await greet('Bob'), await other('Eve')]);
    assert.deepEqual([ran, answers], [['Ada', 'Bob'], []], name);
  }
});

test('d9. nor by what somebody adds to every object', async (t) => {
  t.after(() => Reflect.deleteProperty(Object.prototype, 'greet'));
  Object.defineProperty(Object.prototype, 'greet', { value: true, configurable: true });
  const { greet, ran } = greeter();
  const context = createToolContext({ humanInput: () => 'n', variables: { 'ag:approval_required:always': {} } });
  await context.run(() => greet('Ada'));
  assert.deepEqual(ran, []);
});

test('d10. an answer is trimmed', async () => {
  for (const answer of [' y', 'y\n', '\tYES \r\n', ' always ']) {
    const { greet } = greeter();
    assert.equal(await createToolContext({ humanInput: () => answer }).run(() => greet('Ada')), 'Hello Ada');
  }
});

test("d10. a denial's words reach the model", async () => {
  for (const answer of ['n not her', 'no  not her ', 'deny not her', 'D not her']) {
    const { greet } = greeter();
    const told = await createToolContext({ humanInput: () => answer }).run(() => greet('Ada'));
    assert.equal(told, 'User denied the tool call request: not her');
  }
});

test('d10. braces that mean nothing are left alone, and what is filled in is not filled in again', async () => {
  const prompts: string[] = [];
  const context = createToolContext({
    humanInput: ({ prompt }) => {
      prompts.push(prompt);
      return 'y';
    },
  });
  const { greet } = greeter({ message: '{x} {} {0} {tool_name!r} {{tool_name}} %s $& {tool_arguments}' });
  await context.run(() => greet('{tool_name} $& {x}'));
  assert.deepEqual(prompts, ['{x} {} {0} {tool_name!r} {greet} %s $& "{tool_name} $& {x}"']);
});

test('d10. a condition says which calls are asked about', async () => {
  const asked: unknown[] = [];
  const context = createToolContext({
    humanInput: ({ toolArguments }) => {
      asked.push(toolArguments);
      return 'n';
    },
  });
  const { greet, ran } = greeter({ when: async ({ toolArguments }) => toolArguments.includes('Eve') });
  await context.run(async () => [await greet('Ada'), await greet('Eve')]);
  assert.deepEqual([ran, asked], [['Ada'], ['"Eve"']]);
  // One that says nothing, or breaks, lets nothing through.
  const silent = greeter({ when: (() => undefined) as never });
  const broken = greeter({
    when: () => {
      throw new Error('broken');
    },
  });
  assert.match(String(await context.run(() => silent.greet('Ada'))), /denied/);
  await assert.rejects(
    context.run(() => broken.greet('Ada')),
    /broken/,
  );
  assert.deepEqual([silent.ran, broken.ran], [[], []]);
});

test('d12. every decision is told: which call, what of it, who decided, how long it took', async () => {
  const events: RunEvent[] = [];
  const answers = ['y', 'n because', 'always'];
  const context = createToolContext({
    name: 'researcher',
    humanInput: () => answers.shift() ?? 'n',
    emit: async (event) => void events.push(event),
  });
  const { greet } = greeter();
  const guarded = toolPolicy({ blocked: ['erase'], name: 'erase' })(async () => 'gone');
  await context.run(async () => {
    for (const who of ['Ada', 'Bob', 'Eve', 'Eve']) await greet(who);
    await assert.rejects(guarded());
  });
  const said = events.map((event) => {
    if (event.type === 'tool-decided') return `${event.outcome} by ${event.by}: ${event.reason}`;
    if (event.type === 'tool-finished') return event.outcome;
    return event.type === 'tool-proposed' ? `${event.call.agent} ${event.call.toolName} ${event.call.toolArguments}` : event.type;
  });
  assert.deepEqual(said, [
    'researcher greet "Ada"',
    'approved by approver: ',
    'returned',
    'researcher greet "Bob"',
    'denied by approver: because',
    'researcher greet "Eve"',
    'approved by approver: always',
    'returned',
    'researcher greet "Eve"',
    'approved by grant: always (greet)',
    'returned',
    'researcher erase []',
    'denied by policy: the policy blocks it',
  ]);
});

test('d13. no tool is let through without a gate because nothing knows its kind', () => {
  const ungated: readonly unknown[] = [
    { description: 'runs on a client', inputSchema: {} },
    { type: 'provider', id: 'openai.web_search', args: {}, inputSchema: {} },
    { type: 'hosted_tool', name: 'web_search' },
    { type: 'shell', name: 'shell', shell: { run: async () => {} } },
    { name: 'no_function', lc_namespace: ['langchain', 'tools'] },
    {},
    undefined,
    null,
    'get_weather',
  ];
  for (const tool of ungated) {
    for (const middleware of [approvalRequired(), toolPolicy({})]) {
      assert.throws(() => middleware(tool as WrappableTool), { name: 'UsageError' }, JSON.stringify(tool));
      assert.throws(() => middleware.all({ good: async () => 1, tool: tool as WrappableTool }), { name: 'UsageError' });
    }
  }
});
