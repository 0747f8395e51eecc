// Who decides, what is shown and run, what an edit may do, and how the AI SDK takes the tool.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { generateText, stepCountIs, type Tool } from 'ai';
import { MockLanguageModelV3 } from 'ai/test';
import { expectTypeOf } from 'expect-type';
import type { ShellFilters } from '../../../src/assemble/shell-tool/filters.ts';
import { type ShellTool, type ShellToolOptions, shellTool } from '../../../src/assemble/shell-tool/shell-tool.ts';
import type { RunEvent } from '../../../src/events.ts';
import type { ApprovalRequest, ApprovalResponse, CodeExecutor } from '../../../src/types.ts';
import { scratch } from '../../helpers/scratch.ts';
import { shellHere } from '../../helpers/shell-tool.ts';

const never = async (): Promise<never> => assert.fail('nobody is asked');
const elsewhere = { prepare: never, run: never } satisfies CodeExecutor;

const WRONG: readonly (readonly [ShellToolOptions, RegExp])[] = [
  [{}, /shellTool would run code that nobody approved\. .* say approval: 'none'/],
  [{ allowed: ['ls'] }, /nobody approved/],
  [{ approval: 'none', approvalFunc: never }, /would not count/],
  [{ approval: 'none', policy: 'ask' }, /would not count/],
  [{ approval: 'none', timeout: 0 }, /timeout is in seconds/],
  [{ approval: 'none', timeout: Number.NaN }, /timeout is in seconds/],
  [{ approval: 'none', timeout: 3e9 }, /timeout is in seconds/],
  [{ approval: 'none', maxOutput: -1 }, /maxOutput/],
  [{ approval: 'none', cwd: '/nowhere/at/all' }, /is not there/],
  [{ approval: 'none', codeExecutor: elsewhere, cwd: '/', env: {} }, /cwd, env cannot be given beside a codeExecutor/],
  [{ approval: 'none', allowed: [''] }, /"" in allowed is no beginning/],
  [{ approval: 'none', blocked: ['a | b'] }, /"a \| b" in blocked is no beginning/],
  [{ approval: 'none', ignore: [''] }, /no path with/],
  [{ approval: 'none', ignore: ['*.{pem,key}'] }, /no path with/],
];
for (const [options, message] of WRONG) {
  test(`refused to be built: ${JSON.stringify(options)}`, () => {
    assert.throws(() => shellTool(options), { name: 'UsageError', message });
  });
}

test('whoever is asked sees the very code that runs, and the conversation', async (t) => {
  const asked: ApprovalRequest[] = [];
  const approvalFunc = (request: ApprovalRequest): ApprovalResponse => {
    asked.push(request);
    return { approved: true, reason: 'fine' };
  };
  const place = scratch(t);
  const tool = shellTool({ cwd: place.cwd, allowed: ['printf'], approvalFunc });
  place.after(() => tool.close());
  const messages = [
    { role: 'system', content: 'rules' },
    { role: 'user', content: 'Say it.' },
    { role: 'assistant', content: [{ type: 'text', text: 'I will.' }, { type: 'tool-call' }] },
    { role: 'tool', content: [] },
    null,
  ];
  assert.equal(await tool.execute({ command: `printf  "%s;"   'a b'  c` }, { messages }), 'a b;c;');
  assert.deepEqual(
    asked.map(({ code, tool: name, context }) => [code, name, context]),
    [
      [
        `exec printf '%s;' 'a b' c`,
        'bash',
        [
          { role: 'user', source: 'user', content: 'Say it.' },
          { role: 'assistant', source: 'model', content: 'I will.' },
        ],
      ],
    ],
  );
});

test('a refusal of the filters asks nobody, and no approval lifts it', async (t) => {
  const shell = shellHere(scratch(t), { blocked: ['touch'], approvalFunc: never });
  assert.equal(await shell.run('touch p'), 'Denied, not run: "touch" is blocked.');
});

test('a denial is a result with its reason', async (t) => {
  const shell = shellHere(scratch(t), { approvalFunc: () => ({ approved: false, reason: 'not today' }) });
  assert.equal(await shell.run('touch p'), 'Denied, not run: not today');
  assert.equal(shell.has('p'), false);
});

for (const [edited, prints] of [
  ['exec printf b', 'b'],
  ['exec touch p', 'a'],
  ['printf b', 'a'],
  ['exec printf b; touch p', 'a'],
  ['exec printf *', 'a'],
  ['exec printf $(touch p)', 'a'],
  ['exec printf b\ntouch p', 'a'],
] as const) {
  test(`an edit is held to the filters, or it is asked about as it was: ${JSON.stringify(edited)}`, async (t) => {
    const place = scratch(t);
    place.write('file', '');
    const shell = shellHere(place, {
      allowed: ['printf'],
      approvalFunc: ({ attempt }) => (attempt === 1 ? { approved: false, reason: '', edited } : { approved: true, reason: '' }),
    });
    assert.equal(await shell.run('printf a'), prints);
    assert.equal(shell.has('p'), false);
  });
}

test('policies judge besides the filters', async (t) => {
  const shell = shellHere(scratch(t), { allowed: ['ls', 'touch'], policy: 'read-only' });
  assert.equal(await shell.run('ls'), '(no output)');
  assert.equal(await shell.run('touch p'), 'Denied, not run: nobody could be asked');
});

test('one command runs at a time, and a failure stops none', async (t) => {
  const shell = shellHere(scratch(t));
  const said = await Promise.all([shell.run('sleep 0.2; echo 1 >> f; exit 1'), shell.run('echo 2 >> f'), shell.run('cat f')]);
  assert.deepEqual(said, ['[exit code: 1]', '(no output)', '1\n2\n']);
});

test('an abort ends a command, and what waits for its turn does not start', async (t) => {
  const place = scratch(t);
  const controller = new AbortController();
  const { signal } = controller;
  const emit = ({ type }: RunEvent) => (type === 'block-output' ? controller.abort() : undefined);
  const tool = shellTool({ cwd: place.cwd, approval: 'none', emit });
  place.after(() => tool.close());
  const running = tool.execute({ command: 'echo on; sleep 300' }, { abortSignal: signal });
  const waiting = tool.execute({ command: 'touch p' }, { abortSignal: signal });
  assert.match(await running, /\[cancelled\]$/);
  assert.equal(await waiting, 'Not run: it was cancelled before it started.');
  assert.match(await tool.execute({ command: 'ls p' }), /exit code: 2/);
});

test('what is no command is told, not thrown', async (t) => {
  const shell = shellHere(scratch(t));
  assert.match(await shell.run(undefined as unknown as string), /exit code: 2/);
  assert.match(await shell.run('echo \ud800'), /half of a character.*\n.*exit code: 2/);
});

test('the AI SDK runs it as a tool of its own', async (t) => {
  const place = scratch(t);
  const tool = shellTool({ cwd: place.cwd, allowed: ['echo'], policy: 'deny-dangerous' });
  place.after(() => tool.close());
  const usage = {
    inputTokens: { total: 1, noCache: 1, cacheRead: 0, cacheWrite: 0 },
    outputTokens: { total: 1, text: 1, reasoning: 0 },
  };
  const called = (toolCallId: string, input: object) =>
    ({ type: 'tool-call', toolCallId, toolName: 'shell', input: JSON.stringify(input) }) as const;
  const model = new MockLanguageModelV3({
    doGenerate: [
      {
        content: [called('1', { command: 'echo hello' }), called('2', { command: 'touch p' }), called('3', { cmd: 'echo' })],
        finishReason: { unified: 'tool-calls', raw: undefined },
        usage,
        warnings: [],
      },
      { content: [{ type: 'text', text: 'done' }], finishReason: { unified: 'stop', raw: undefined }, usage, warnings: [] },
    ],
  });
  const { steps } = await generateText({ model, tools: { shell: tool }, prompt: 'Go.', stopWhen: stepCountIs(3) });
  assert.deepEqual(
    steps[0]?.content.filter((part) => part.type === 'tool-result').map(({ output }) => output),
    ['hello\n', 'Denied, not run: "touch" is not allowed like this (allowed: echo).'],
  );
  assert.equal(steps[0]?.content.filter((part) => part.type === 'tool-error').length, 1, 'an input of another shape is an error');
  const [offered] = model.doGenerateCalls[0]?.tools ?? [];
  assert.deepEqual(offered?.type === 'function' && offered.inputSchema, {
    type: 'object',
    properties: { command: { type: 'string', description: 'One plain command: no pipe, redirection or substitution.' } },
    required: ['command'],
    additionalProperties: false,
  });
  assert.match((offered?.type === 'function' && offered.description) || '', /Allowed are only: echo\.$/);
});

test('types', () => {
  expectTypeOf<ShellTool>().toExtend<Tool<{ readonly command: string }, string>>();
  expectTypeOf<ShellTool['execute']>().returns.toEqualTypeOf<Promise<string>>();
  expectTypeOf<ShellToolOptions>().toExtend<ShellFilters>();
  expectTypeOf<ShellToolOptions['approval']>().toEqualTypeOf<'none' | undefined>();
});
