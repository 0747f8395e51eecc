// What goes wrong with a model: one clear line, exit 5 or 6, and what was done so far kept and listed.
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { test } from 'node:test';
import { approveRun } from '../helpers/approve-run.ts';
import { chatServer, chunk, endless } from '../helpers/chat-server.ts';
import { provider, type Script } from '../helpers/provider.ts';
import { fence, scratch } from '../helpers/scratch.ts';

const OPENAI = ['--model', 'openai/gpt-5'];
const FIRST = `First.\n\n${fence('bash', 'echo kept >> kept')}`;
const LONG = 'word '.repeat(400);

/** After a first turn that is fine. */
const FAULTS: readonly (readonly [name: string, fault: Script, says: RegExp, flags?: readonly string[]])[] = [
  [
    'a key that is refused is never shown',
    { status: 401, message: 'Incorrect API key provided: test-key-openai.' },
    /openai\/gpt-5 refused the key in OPENAI_API_KEY \(401\)\. Check .* It said: Incorrect API key provided: \[OPENAI_API_KEY\]\./,
  ],
  ['no credit', { status: 402, message: 'Payment required' }, /The quota or credit for openai\/gpt-5 is used up\./],
  [
    'a quota, which is no matter of waiting',
    { status: 429, message: 'You exceeded your current quota', code: 'insufficient_quota' },
    /The quota or credit for openai\/gpt-5 is used up\./,
  ],
  ['a model that is not there', { status: 404, message: 'no such model' }, /openai\/gpt-5 is not known there \(404\)\./],
  [
    'a request that is refused',
    { status: 400, message: 'no such option' },
    /refused the request \(400\)\. It said: no such option/,
  ],
  [
    'a conversation that is too long',
    { status: 400, message: "This model's maximum context length is 8192 tokens." },
    /The conversation is too long for openai\/gpt-5\. Set a lower --context-tokens\. It said: This model's/,
  ],
  ['a wait that nobody would sit through', { status: 429, retryAfter: 3600 }, /takes no more requests for now \(429\)/],
  ['an empty reply', '', /openai\/gpt-5 sent an empty reply\./],
  ['a reply of blanks', ' \n ', /openai\/gpt-5 sent an empty reply\./],
  [
    'a reply cut at its length',
    { text: fence('bash', 'touch cut'), finishReason: 'length' },
    /was cut at the length that the model may write, so none of its blocks was run/,
    ['--model', 'anthropic/claude-sonnet-5-5'],
  ],
  [
    'a withheld reply',
    { text: 'I will', finishReason: 'content_filter' },
    /withheld by the provider's content filter/,
    ['--model', 'gpt-5', '--base-url', 'BASE'],
  ],
  [
    'a stream that is cut',
    {
      text: `${LONG}\n${fence('bash', 'touch cut')}`,
      options: { disconnectAfterMs: 300, streamingProfile: { ttft: 10, tps: 40 } },
    },
    /The reply of openai\/gpt-5 broke off before its end, so none of its blocks was run\./,
  ],
  [
    'garbage',
    { text: 'x', options: { chaos: { malformedRate: 1 } } },
    /(?:broke off before its end|no reply that can be understood)/,
  ],
];

for (const [name, fault, says, flags = OPENAI] of FAULTS) {
  test(name, async (t) => {
    const place = scratch(t);
    const task = place.write('task.md', 'Do it.');
    const { env, url } = await provider(t, FIRST, fault);
    const args = flags.map((word) => word.replace('BASE', `${url}/v1`));
    const ran = await approveRun(place, [...args, '--policy', 'allow-all', task], { env });
    assert.equal(ran.code, 5, ran.stderr);
    assert.match(ran.stderr, says);
    assert.equal(readFileSync(join(place.cwd, 'kept'), 'utf8'), 'kept\n');
    assert.match(ran.stderr, /\n {2}turn 1 {2}1\/1 bash {2}exit 0\n1 run · 0 failed · 0 denied · 0 skipped · [\d.]+ m?s\n/);
    assert.doesNotMatch(ran.stdout + ran.stderr, /test-key|\n\s+at |AI_APICallError/);
  });
}

test('a provider that is busy or broken is asked again, as late as it says', async (t) => {
  const place = scratch(t);
  const task = place.write('task.md', 'Do it.');
  const { env, sent } = await provider(t, { status: 429, retryAfter: 1 }, { status: 503, message: 'overloaded' }, FIRST, 'Done.');
  const ran = await approveRun(place, [...OPENAI, '--json', '--policy', 'allow-all', task], { env });
  assert.equal(ran.code, 0, ran.stderr);
  assert.equal(sent().length, 4);
  const events = ran.stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
  const retries = events.filter(({ type }) => type === 'agent-retry');
  assert.deepEqual(
    retries.map(({ reason }) => reason),
    ['too many requests (429)', 'the provider failed (503)'],
  );
  assert.equal(retries[0].afterMs, 1000);
  assert.match(ran.stderr, /! too many requests \(429\); trying again in 1\.0 s/);
});

test('silence ends the wait', async (t) => {
  const place = scratch(t);
  const task = place.write('task.md', 'Do it.');
  const { env } = await provider(t, { text: 'late', options: { streamingProfile: { ttft: 8000 } } });
  const ran = await approveRun(place, [...OPENAI, task], { env: { ...env, APPROVE_RUN_MODEL_TIMEOUT: '1' } });
  assert.equal(ran.code, 5, ran.stderr);
  assert.match(ran.stderr, /openai\/gpt-5 sent nothing for 1 s \(modelTimeout\)\./);
});

test('nobody there, no key, no such provider: said before anything runs', async (t) => {
  const place = scratch(t);
  const task = place.write('task.md', 'Do it.');
  const run = (args: readonly string[], env: NodeJS.ProcessEnv = {}) => approveRun(place, [...args, task], { env });

  const port = await freePort();
  const unreachable = await run(['--model', 'x', '--base-url', `http://127.0.0.1:${port}/v1`]);
  assert.equal(unreachable.code, 5);
  assert.match(unreachable.stderr, /Cannot reach 127\.0\.0\.1:\d+: connection refused; is the server running\./);
  const unkeyed = await run(OPENAI);
  assert.equal(unkeyed.code, 5);
  assert.equal(
    unkeyed.stderr,
    'approve-run: No key for openai: OPENAI_API_KEY is not set in the environment. Keys are read from there only, never from a file of a project.\n',
  );
  const unknown = await run(['--model', 'opnai/gpt-5']);
  assert.equal(unknown.code, 2);
  assert.match(
    unknown.stderr,
    /The model opnai\/gpt-5: there is no provider "opnai"; did you mean "openai"\? Providers: anthropic, openai, /,
  );
  const reserved = await run(['--model', 'x', '--base-url', 'http://127.0.0.1:1/v1']);
  assert.equal(reserved.code, 5);
  assert.match(reserved.stderr, /Cannot reach 127\.0\.0\.1:1: that port is reserved/);
  const nowhere = await run(['--model', 'x', '--base-url', 'nowhere at all']);
  assert.equal(nowhere.code, 2);
  assert.match(nowhere.stderr, /--base-url must be an address/);
  const secret = await run(['--model', 'x', '--base-url', 'http://me:swordfish@localhost/v1']);
  assert.equal(secret.code, 2);
  assert.doesNotMatch(secret.stderr, /swordfish/);
  assert.equal((await run(['--model', 'openai/'], { OPENAI_API_KEY: 'k' })).code, 2);
});

test('a server that is none', async (t) => {
  const place = scratch(t);
  const task = place.write('task.md', 'Do it.');
  const server = createServer((_, response) => response.end('<html>hello</html>')).listen(0);
  t.after(() => server.close());
  const { port } = server.address() as { port: number };
  const ran = await approveRun(place, ['--model', 'x', '--base-url', `http://127.0.0.1:${port}/v1`, task]);
  assert.equal(ran.code, 5, ran.stderr);
  assert.match(ran.stderr, /✗ (?:What came from x is no reply|The reply of x broke off)/);
});

test('a key is not sent on to where a server points', async (t) => {
  const place = scratch(t);
  const task = place.write('task.md', 'Do it.');
  let arrived = 0;
  const elsewhere = createServer((_, response) => {
    arrived += 1;
    response.end();
  }).listen(0);
  const { port } = elsewhere.address() as { port: number };
  const location = `http://127.0.0.1:${port}/v1/messages`;
  const first = createServer((_, response) => response.writeHead(307, { location }).end()).listen(0);
  t.after(() => [first, elsewhere].map((server) => server.close()));
  const env = { ANTHROPIC_API_KEY: 'k', ANTHROPIC_BASE_URL: `http://127.0.0.1:${(first.address() as { port: number }).port}` };
  const ran = await approveRun(place, ['--model', 'anthropic/x', task], { env });
  assert.deepEqual([ran.code, arrived], [5, 0], ran.stderr);
  assert.match(ran.stderr, /127\.0\.0\.1:\d+ points to another address \(307\)\. Name that one/);
});

/** What comes again and again, and what is said of it. */
const ENDLESS: readonly (readonly [name: string, again: string, says: RegExp])[] = [
  ['a message without end', chunk({ content: 'again and '.repeat(2000) }), /had no end and was stopped/],
  ['blanks without end', chunk({ content: ' '.repeat(2000) }), /had no end and was stopped/],
  [
    'calls of tools without end',
    chunk({ tool_calls: [{ index: 0, id: 'c', function: { name: 'f', arguments: 'x'.repeat(2000) } }] }),
    /had no end and was stopped/,
  ],
  ['a line without end', 'x'.repeat(64 * 1024), /(?:no reply that can be understood|broke off before its end)/],
  ['comments without end', `: ${'x'.repeat(64 * 1024)}\n\n`, /(?:no reply that can be understood|broke off before its end)/],
];

for (const [name, again, says] of ENDLESS) {
  test(`${name}: stopped`, async (t) => {
    const place = scratch(t);
    const task = place.write('task.md', 'Do it.');
    const url = await chatServer(t, endless(again));
    const ran = await approveRun(place, ['--quiet', '--model', 'x', '--base-url', url, task]);
    assert.equal(ran.code, 5, ran.stderr);
    assert.match(ran.stderr, says);
  });
}

/** How a reply ends, and whether it is whole. */
const LAST_WORDS: readonly (readonly [word: string | null, whole: boolean])[] = [
  ['stop', true],
  ['tool_calls', true],
  ['eos_token', true],
  ['length', false],
  ['content_filter', false],
  ['insufficient_system_resource', false],
  ['model_length', false],
  ['abort', false],
  ['error', false],
  ['MAX_TOKENS', false],
  ['', false],
];

for (const [word, whole] of LAST_WORDS) {
  test(`a reply that ends with ${JSON.stringify(word)} is ${whole ? 'whole' : 'none'}`, async (t) => {
    const place = scratch(t);
    const task = place.write('task.md', 'Do it.');
    let asked = 0;
    const url = await chatServer(t, (response) => {
      asked += 1;
      response.end(
        asked === 1 ? chunk({ content: fence('bash', 'touch marker') }) + chunk({}, word) : chunk({ content: 'Done.' }, 'stop'),
      );
    });
    const ran = await approveRun(place, ['--policy', 'allow-all', '--model', 'x', '--base-url', url, task]);
    assert.deepEqual([ran.code, existsSync(join(place.cwd, 'marker'))], whole ? [0, true] : [5, false], ran.stderr);
  });
}

test('a block without an end is half of one, whatever the provider says', async (t) => {
  const place = scratch(t);
  const task = place.write('task.md', 'Do it.');
  const url = await chatServer(t, (response) => response.end(chunk({ content: '```bash\ntouch marker' }) + chunk({}, 'stop')));
  const ran = await approveRun(place, ['--policy', 'allow-all', '--model', 'x', '--base-url', url, task]);
  assert.deepEqual([ran.code, existsSync(join(place.cwd, 'marker'))], [5, false], ran.stderr);
  assert.match(ran.stderr, /broke off before its end, so none of its blocks was run/);
});

test('half a letter is shown as what can run', async (t) => {
  const place = scratch(t);
  const task = place.write('task.md', 'Do it.');
  let asked = 0;
  const url = await chatServer(t, (response) => {
    asked += 1;
    response.end(chunk({ content: asked === 1 ? fence('bash', "printf '%s' 'a\ud800b' > out") : 'Done.' }) + chunk({}, 'stop'));
  });
  const ran = await approveRun(place, ['--policy', 'allow-all', '--model', 'x', '--base-url', url, task]);
  assert.equal(ran.code, 0, ran.stderr);
  assert.equal(readFileSync(join(place.cwd, 'out'), 'utf8'), 'a\ufffdb');
  assert.match(ran.stderr, /1 {2}printf '%s' 'a\ufffdb' > out/);
});

test('exit 6: turns that are not enough, and three turns that were wholly denied', async (t) => {
  const place = scratch(t);
  const task = place.write('task.md', 'Do it.');
  const again = fence('bash', 'echo again >> again');
  const turns = await provider(t, again);
  const limited = await approveRun(place, [...OPENAI, '--policy', 'allow-all', '--max-turns', '2', task], turns);
  assert.equal(limited.code, 6, limited.stderr);
  assert.match(
    limited.stderr,
    /turn 1 {2}1\/1 bash {2}exit 0\n {2}turn 2 {2}1\/1 bash {2}exit 0\n[\s\S]*ended: 2 turns were not enough/,
  );
  assert.equal(readFileSync(join(place.cwd, 'again'), 'utf8'), 'again\nagain\n');

  const refused = await provider(t, again);
  const denied = await approveRun(place, [...OPENAI, '--policy', 'deny-all', task], refused);
  assert.equal(denied.code, 6, denied.stderr);
  assert.match(denied.stderr, /ended: 3 turns running were not approved/);
  assert.equal(refused.sent().length, 3);
});

test('a last turn at the limit is no limit', async (t) => {
  const place = scratch(t);
  const task = place.write('task.md', 'Do it.');
  const { env } = await provider(t, FIRST, 'Done.');
  const ran = await approveRun(place, [...OPENAI, '--policy', 'allow-all', '--max-turns', '2', task], { env });
  assert.equal(ran.code, 0, ran.stderr);
});

/** A port where nobody listens. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0);
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}
