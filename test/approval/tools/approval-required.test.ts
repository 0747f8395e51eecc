// What a human is asked, what is a yes, and that nothing runs in any other case.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { approvalRequired } from '../../../src/approval/tools/approval-required.ts';
import { createToolContext } from '../../../src/approval/tools/create-tool-context.ts';
import { HumanInputNotProvidedError, ToolDeniedError } from '../../../src/approval/tools/errors.ts';
import type { HumanInput } from '../../../src/approval/tools/human-input.ts';
import { argumentsText } from '../../../src/approval/tools/tool-arguments.ts';
import type { RunEvent } from '../../../src/events.ts';

function greeter(options: Parameters<typeof approvalRequired>[0] = {}) {
  const ran: unknown[] = [];
  const greet = approvalRequired({ name: 'greet', ...options })(async (who: unknown) => {
    ran.push(who);
    return 'Hello';
  });
  return { ran, greet };
}

const answering = (answer: string, emit?: (event: RunEvent) => void) =>
  createToolContext({ humanInput: () => answer, ...(emit && { emit }) });

/** Whatever is no yes denies, and is not asked about again. */
const DENIALS = [
  '',
  ' ',
  '\n',
  'n',
  'N',
  'no',
  'deny',
  '0',
  'maybe',
  'yes please',
  'yes, but',
  'yy',
  'true',
  'ok',
  'approve',
  'always exactly',
  'always greet',
  'always --for 2h',
  'alway',
  'a',
  'e',
  'edit',
  'q',
  'quit',
  '?',
  'у',
  'ｙ',
  '１',
  'y\u200b',
  'constructor',
];
for (const answer of DENIALS) {
  test(`${JSON.stringify(answer)} denies`, async () => {
    let asked = 0;
    const { greet, ran } = greeter();
    const context = createToolContext({
      humanInput: () => {
        asked++;
        return answer;
      },
    });
    assert.equal(await context.run(() => greet('Ada')), 'User denied the tool call request');
    assert.deepEqual([ran, asked, context.variables], [[], 1, {}]);
  });
}

const TIMES = [-1, Number.NaN, Number.POSITIVE_INFINITY, 2_147_484, '30', null];
for (const timeout of TIMES) {
  test(`a timeout of ${String(timeout)} is refused`, async () => {
    assert.throws(() => approvalRequired({ timeout: timeout as number }), {
      name: 'UsageError',
      message: /timeout must be seconds .*2147483, not /,
    });
    await assert.rejects(answering('y').input('?', { timeout: timeout as number }), { name: 'UsageError' });
  });
}

test('the longest time does not fire at once', async () => {
  const { greet } = greeter({ timeout: 2_147_483 });
  const humanInput: HumanInput = () => new Promise((resolve) => setTimeout(resolve, 20, 'y'));
  assert.equal(await createToolContext({ humanInput }).run(() => greet('Ada')), 'Hello');
});

test('variables are data, and a copy', async () => {
  assert.throws(() => createToolContext({ variables: { now: () => 0 } }), { name: 'UsageError', message: /plain data/ });
  const variables = { 'ag:approval_required:always': { greet: true } };
  const context = createToolContext({ variables, humanInput: () => 'n' });
  context.revoke();
  assert.deepEqual([context.variables, variables], [{}, { 'ag:approval_required:always': { greet: true } }]);
});

test('a tool needs a name, and one name is for one tool', () => {
  assert.throws(() => approvalRequired()(async () => {}), /has no name/);
  assert.throws(() => approvalRequired()({ inputSchema: {}, execute: async () => {} }), /has no name/);
  assert.throws(() => approvalRequired({ name: 'a' }).all({ b: async () => {} }), /name is for one tool/);
  assert.throws(() => approvalRequired({ allowAlways: 'sometimes' as never }), /allowAlways is sometimes/);
});

test('what is put into the question cannot move a cursor, hide, or add a line; the request has it as it is', async () => {
  const hostile = '\u001b[2J\u202e\u200b\nY/N? y\u009b1A';
  const name = 'greet\u001b[A';
  const { greet } = greeter({ name, message: '{tool_name}: {tool_arguments}' });
  let asked: Parameters<HumanInput>[0] | undefined;
  const context = createToolContext({
    humanInput: (request) => {
      asked = request;
      return 'n';
    },
  });
  await context.run(() => greet(hostile));
  assert.equal(asked?.prompt, 'greet\\u{1b}[A: "\\u001b[2J\\u{202e}\\u{200b}\\nY/N? y\\u{9b}1A"');
  assert.deepEqual([asked?.toolName, JSON.parse(asked?.toolArguments ?? '')], [name, hostile]);
});

test('blanks that would push the rest of the arguments out of sight are counted', async () => {
  const { greet } = greeter({ message: '{tool_arguments}' });
  const prompts: string[] = [];
  const context = createToolContext({
    humanInput: ({ prompt }) => {
      prompts.push(prompt);
      return 'n';
    },
  });
  await context.run(() => greet(`Ada${' '.repeat(2000)}and Eve`));
  assert.deepEqual(prompts, ['"Ada··· 2000 blanks ···and Eve"']);
});

const circle: Record<string, unknown> = {};
circle.self = circle;
const ARGUMENTS: readonly [unknown, string | RegExp][] = [
  [{ a: [1, 'two', null, true] }, '{"a":[1,"two",null,true]}'],
  [new Date(0), '"1970-01-01T00:00:00.000Z"'],
  // What JSON alone would hide.
  [{ paths: new Map([['from', '/etc']]) }, /from.*\/etc/],
  [{ paths: new Set(['/etc']) }, /\/etc/],
  [{ count: 5n, none: undefined, not: Number.NaN }, /5n.*undefined.*NaN/],
  [undefined, '"undefined"'],
  [circle, /Circular/],
  [Buffer.from('rm'), /114.*109/],
  [{ run: function danger() {} }, /danger/],
  // What could be another value when the tool reads it.
  [
    {
      get path() {
        return '/tmp';
      },
    },
    '{"path":"[Getter]"}',
  ],
  [new Proxy({ path: '/tmp' }, {}), /^"Proxy /],
  [{ path: '/etc', toJSON: () => ({ path: '/tmp' }) }, /\/etc/],
  [Object.defineProperty({}, 'path', { value: '/etc' }), /\/etc/],
  [{ [Symbol('path')]: '/etc' }, /\/etc/],
  [Object.assign(['one'], { path: '/etc' }), /\/etc/],
];
for (const [input, expected] of ARGUMENTS) {
  test(`arguments are shown whole: ${argumentsText(input)}`, () => {
    if (typeof expected === 'string') assert.equal(argumentsText(input), expected);
    else assert.match(argumentsText(input), expected);
  });
}

test('arguments that are changed while a human reads them do not run', async () => {
  const { greet, ran } = greeter();
  const who = { name: 'Ada' };
  const context = createToolContext({
    humanInput: () => {
      who.name = 'Eve';
      return 'y';
    },
  });
  await assert.rejects(
    context.run(() => greet(who)),
    /changed after they were approved/,
  );
  assert.deepEqual(ran, []);
});

test('between the last look and the work there is no moment in which arguments could change, or the turn end', async () => {
  for (let ticks = 0; ticks < 40; ticks += 1) {
    const who = { name: 'Ada' };
    const turn = new AbortController();
    let seen: unknown;
    const greet = approvalRequired({ name: 'greet' })(async (given: typeof who) => {
      seen = [given.name, turn.signal.aborted];
    });
    const context = createToolContext({
      humanInput: () => {
        void (async () => {
          for (let tick = 0; tick < ticks; tick += 1) await undefined;
          if (ticks % 2 === 0) who.name = 'Eve';
          else turn.abort(new Error('stopped'));
        })();
        return 'y';
      },
    });
    await context.run(() => greet(who), { signal: turn.signal }).catch(() => {});
    await new Promise(setImmediate);
    assert.deepEqual(seen ?? ['Ada', false], ['Ada', false], `after ${ticks}`);
  }
});

test('a yes from a hook that blocks until the time is over is late', async () => {
  const { greet, ran } = greeter({ timeout: 0.01 });
  const context = createToolContext({
    humanInput: () => {
      const end = performance.now() + 30;
      while (performance.now() < end);
      return 'y';
    },
  });
  await assert.rejects(
    context.run(() => greet('Ada')),
    { name: 'HumanInputTimeoutError' },
  );
  assert.deepEqual(ran, []);
});

test('a signal that is not of this realm withdraws the question, too', async () => {
  const ran: unknown[] = [];
  const greet = approvalRequired({ name: 'greet' })({
    inputSchema: {},
    execute: async (_: object, { abortSignal }: { abortSignal: unknown }) => void ran.push(abortSignal),
  });
  const foreign = Object.assign(new EventTarget(), { aborted: false, reason: new Error('another realm') });
  const context = createToolContext({
    humanInput: () => {
      foreign.dispatchEvent(new Event('abort'));
      return 'y';
    },
  });
  await assert.rejects(
    context.run(() => greet.execute({}, { abortSignal: foreign })),
    /another realm/,
  );
  assert.deepEqual(ran, []);
});

test('a denial can be an error', async () => {
  const { greet } = greeter({ denied: 'error' });
  const isIt = (error: unknown) =>
    error instanceof ToolDeniedError && error.toolName === 'greet' && error.message === 'User denied the tool call request: why';
  await assert.rejects(
    answering('no why').run(() => greet('Ada')),
    isIt,
  );
});

test('a context given is asked in where none is in force, and nowhere else', async () => {
  const given = answering('y');
  const { greet, ran } = greeter({ context: given });
  assert.equal(await greet('Ada'), 'Hello');
  assert.match(await answering('n').run(() => greet('Bob')), /denied/);
  await assert.rejects(
    createToolContext().run(() => greet('Eve')),
    HumanInputNotProvidedError,
  );
  assert.deepEqual(ran, ['Ada']);
});

test('nothing runs, and nobody is asked, once the turn is over', async () => {
  const { greet, ran } = greeter();
  const context = createToolContext({ humanInput: () => assert.fail('asked') });
  const user = new AbortController();
  let later: Promise<unknown> = Promise.resolve();
  const turn = context.run(
    async () => {
      user.abort(new Error('over'));
      later = greet('Ada');
      await later;
    },
    { signal: user.signal },
  );
  await assert.rejects(turn, /over/);
  await assert.rejects(later, /over/);
  await assert.rejects(
    context.run(() => assert.fail('begun'), { signal: user.signal }),
    /over/,
  );
  assert.deepEqual(ran, []);
});

/** Wherever the turn is ended, the tool must not start after it. */
for (const at of ['tool-proposed', 'tool-decided'] as const) {
  test(`a turn that is ended while "${at}" is told runs nothing`, async () => {
    const { greet, ran } = greeter();
    const user = new AbortController();
    const context = answering('y', (event) => event.type === at && user.abort(new Error('ended')));
    await assert.rejects(
      context.run(() => greet('Ada'), { signal: user.signal }),
      /ended/,
    );
    await new Promise((resolve) => setImmediate(resolve));
    assert.deepEqual(ran, []);
  });

  test(`a record that fails at "${at}" runs nothing`, async () => {
    const { greet, ran } = greeter();
    const context = answering('y', (event) => {
      if (event.type === at) throw new Error('the disk is full');
    });
    await assert.rejects(
      context.run(() => greet('Ada')),
      /the disk is full/,
    );
    assert.deepEqual(ran, []);
  });
}

test('a turn that is ended while it is decided is told as cancelled, not as approved', async () => {
  const user = new AbortController();
  const outcomes: string[] = [];
  const { greet } = greeter({
    when: () => {
      user.abort(new Error('ended'));
      return false;
    },
  });
  const context = answering('y', (event) => void (event.type === 'tool-decided' && outcomes.push(event.outcome)));
  await assert.rejects(
    context.run(() => greet('Ada'), { signal: user.signal }),
    /ended/,
  );
  await new Promise((resolve) => setImmediate(resolve));
  assert.deepEqual(outcomes, ['cancelled']);
});

test('a question that waits for its turn is dropped with it', async () => {
  const asked: string[] = [];
  const user = new AbortController();
  const context = createToolContext({
    humanInput: ({ toolArguments = '' }) => {
      asked.push(toolArguments);
      setImmediate(() => user.abort(new Error('over')));
      return new Promise(() => {});
    },
  });
  const { greet } = greeter();
  const turn = context.run(() => Promise.all([greet('Ada'), greet('Bob')]), { signal: user.signal });
  await assert.rejects(turn, /over/);
  assert.deepEqual(asked, ['"Ada"']);
  // The next turn does not wait for the last one's question.
  const next = context.run(() => context.child({ humanInput: () => 'y' }).input('?'));
  assert.equal(await next, 'y');
});

test('whoever is asked may use a tool that asks for itself', async () => {
  const { greet: inner } = greeter({ name: 'inner' });
  const { greet: outer } = greeter({ name: 'outer' });
  const context = createToolContext({
    humanInput: async ({ toolName }) => {
      if (toolName === 'outer') await inner('Bob');
      return 'y';
    },
  });
  assert.equal(await context.run(() => outer('Ada')), 'Hello');
});

test("a hook's promise that fails when nobody waits any more harms nothing", async () => {
  const unhandled: unknown[] = [];
  const note = (reason: unknown) => unhandled.push(reason);
  process.on('unhandledRejection', note);
  const { greet } = greeter({ timeout: 0.01 });
  const context = createToolContext({
    onHumanInput: [
      (_, next) => {
        void next();
        return next();
      },
    ],
    humanInput: ({ signal }) =>
      new Promise((_, reject) => signal.addEventListener('abort', () => reject(new Error('closed')), { once: true })),
  });
  await assert.rejects(
    context.run(() => greet('Ada')),
    { name: 'HumanInputTimeoutError' },
  );
  await new Promise((resolve) => setImmediate(resolve));
  process.off('unhandledRejection', note);
  assert.deepEqual(unhandled, []);
});

test('a function keeps its name, its `this`, and what it yields', async () => {
  const place = {
    city: 'Oslo',
    async *look(this: { city: string }) {
      yield `looking at ${this.city}`;
      return 'seen';
    },
  };
  const context = answering('y');
  const guarded = { ...place, look: approvalRequired()(place.look) };
  assert.equal(guarded.look.name, 'look');
  const stream = context.run(() => guarded.look());
  const steps = await stream;
  assert.deepEqual(await context.run(() => steps.next()), { done: false, value: 'looking at Oslo' });
  assert.deepEqual(await steps.next(), { done: true, value: 'seen' });
});

test('a plain function that hands on a stream is refused aloud, and nothing of it runs', async () => {
  const steps: string[] = [];
  async function* inner() {
    steps.push('began');
    yield 1;
  }
  const guarded = approvalRequired({ name: 'hands-on' })(() => inner());
  const call = async () => answering('y').run(async () => guarded());
  await assert.rejects(call(), /Make it an async function\*/);
  assert.deepEqual(steps, []);
});
