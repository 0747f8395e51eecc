// The small parts of the model agent, as tables.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { APICallError } from 'ai';
import { faultOf } from '../../src/model/fault.ts';
import { findModel } from '../../src/model/find-model.ts';
import { costOf } from '../../src/model/prices.ts';
import { thinkTags, withoutThought } from '../../src/model/think-tags.ts';

/** `text` and `[reasoning]`, whatever the pieces it comes in. */
const THOUGHTS: readonly (readonly [reply: string, shown: string])[] = [
  ['plain', 'plain'],
  ['<think>a</think>b', '[a]b'],
  ['\n <think>\na\n</think>\n\nb', '[\na\n]\n\nb'],
  ['<think>never closed', '[never closed]'],
  ['say <think>no</think>', 'say <think>no</think>'],
  ['<thing>x', '<thing>x'],
  ['<th', '<th'],
  ['<think></think>b', 'b'],
  ['<think>a</thin</think>b<think>c</think>', '[a</thin]b<think>c</think>'],
];

for (const [reply, shown] of THOUGHTS) {
  test(`thinking apart: ${JSON.stringify(reply)}`, () => {
    for (const size of [1, 2, 3, 7, 100]) {
      const tags = thinkTags();
      const chunks = reply.match(new RegExp(`[\\s\\S]{1,${size}}`, 'g')) ?? [];
      const pieces = [...chunks.flatMap((chunk) => tags.push(chunk)), ...tags.end()];
      const joined = pieces.map(({ text, reasoning }) => (reasoning ? `[${text}]` : text)).join('');
      assert.equal(joined.replaceAll('][', ''), shown, `in pieces of ${size}`);
    }
  });
}

/** A reply of a server whose prompt opens the tag, and what of it is the message. */
const CLOSED: readonly (readonly [reply: string, message: string])[] = [
  ['plain', 'plain'],
  ['I could run\n```bash\nls\n```\n</think>\n\nDone.', 'Done.'],
  ['</think>\nDone.', 'Done.'],
  ['only thought\n</think>', ''],
  ['it says </think> inline', 'it says </think> inline'],
];

for (const [reply, message] of CLOSED) {
  test(`only the end of a thought: ${JSON.stringify(reply).slice(0, 30)}`, () => assert.equal(withoutThought(reply), message));
}

const KEYS = { OPENAI_API_KEY: 'o', ANTHROPIC_API_KEY: 'a', OPENROUTER_API_KEY: 'r', GEMINI_API_KEY: 'g' };

/** What leads where, and with which key. */
const PLACES: readonly (readonly [
  choice: { model: string; baseUrl?: string; env?: NodeJS.ProcessEnv },
  url: string | undefined,
  key: string | undefined,
])[] = [
  [{ model: 'openai/gpt-5' }, undefined, 'OPENAI_API_KEY'],
  [
    { model: 'openai/gpt-5', env: { OPENAI_BASE_URL: 'https://proxy.example/v1/' } },
    'https://proxy.example/v1',
    'OPENAI_API_KEY',
  ],
  [
    { model: 'anthropic/x', env: { ANTHROPIC_BASE_URL: 'https://proxy.example' } },
    'https://proxy.example/v1',
    'ANTHROPIC_API_KEY',
  ],
  [{ model: 'google/x' }, undefined, 'GEMINI_API_KEY'],
  [{ model: 'ollama/qwen3' }, 'http://127.0.0.1:11434/v1', undefined],
  [{ model: 'ollama/qwen3', env: { OLLAMA_HOST: '0.0.0.0' } }, 'http://127.0.0.1:11434/v1', undefined],
  [{ model: 'ollama/qwen3', env: { OLLAMA_HOST: 'box:8000' } }, 'http://box:8000/v1', undefined],
  [{ model: 'ollama/qwen3', env: { OLLAMA_HOST: 'https://box.example' } }, 'https://box.example/v1', undefined],
  [{ model: 'openrouter/openai/gpt-5' }, 'https://openrouter.ai/api/v1', 'OPENROUTER_API_KEY'],
  [{ model: 'x', baseUrl: 'http://localhost:8080/v1' }, 'http://localhost:8080/v1', 'OPENAI_API_KEY'],
  [{ model: 'x', baseUrl: 'http://127.0.0.1:1234' }, 'http://127.0.0.1:1234', 'OPENAI_API_KEY'],
  [{ model: 'x', baseUrl: 'https://gpu.example/v1' }, 'https://gpu.example/v1', 'OPENAI_API_KEY'],
  [{ model: 'x', baseUrl: 'http://gpu.example/v1' }, 'http://gpu.example/v1', undefined],
  [{ model: 'x', baseUrl: 'http://gpu/v1', env: { APPROVE_RUN_API_KEY: 'k' } }, 'http://gpu/v1', 'APPROVE_RUN_API_KEY'],
  [{ model: 'x', baseUrl: 'https://openrouter.ai/api/v1' }, 'https://openrouter.ai/api/v1', 'OPENROUTER_API_KEY'],
  [{ model: 'x', baseUrl: 'https://api.groq.com/openai/v1' }, 'https://api.groq.com/openai/v1', undefined],
  [{ model: 'x', baseUrl: 'https://api.groq.com./openai/v1' }, 'https://api.groq.com./openai/v1', undefined],
  [{ model: 'x', baseUrl: 'https://api.anthropic.com/v1' }, 'https://api.anthropic.com/v1', 'ANTHROPIC_API_KEY'],
  [
    { model: 'x', baseUrl: 'https://generativelanguage.googleapis.com/v1beta/openai' },
    'https://generativelanguage.googleapis.com/v1beta/openai',
    'GEMINI_API_KEY',
  ],
];

for (const [{ env, ...choice }, url, key] of PLACES) {
  test(`${choice.model} ${choice.baseUrl ?? ''} ${JSON.stringify(env ?? {})}`, () => {
    const place = findModel({ ...choice, env: { ...KEYS, ...env } });
    assert.deepEqual([place.url?.replace(/\/$/, ''), place.key?.variable], [url, key]);
  });
}

/** What is refused, and never said again: there may be a secret in it. */
const NO_PLACES: readonly { readonly model: string; readonly baseUrl?: string; readonly env?: NodeJS.ProcessEnv }[] = [
  { model: 'x', baseUrl: 'http://me:swordfish@h/v1' },
  { model: 'x', baseUrl: 'https://h/v1?token=swordfish' },
  { model: 'x', baseUrl: 'ftp://swordfish/v1' },
  { model: 'ollama/x', env: { OLLAMA_HOST: 'http://me:swordfish@h' } },
  { model: 'anthropic/x', env: { ANTHROPIC_BASE_URL: 'https://me:swordfish@h' } },
  { model: 'openai/x', env: { OPENAI_BASE_URL: 'http://10.0.0.1/v1' } },
  { model: 'anthropic/x', env: { ANTHROPIC_BASE_URL: '10.0.0.1:80' } },
];

for (const { env, ...choice } of NO_PLACES) {
  test(`refused: ${choice.model} ${choice.baseUrl ?? ''} ${JSON.stringify(env ?? {})}`, () => {
    const find = () => findModel({ ...choice, env: { ...KEYS, ...env } });
    assert.throws(find, ({ message, name }: Error) => !message.includes('swordfish') && /^(?:Usage|Agent)Error$/.test(name));
  });
}

const failed = (statusCode: number | undefined, more: object = {}) =>
  new APICallError({
    message: 'm',
    url: 'u',
    requestBodyValues: {},
    ...(statusCode === undefined ? {} : { statusCode }),
    ...more,
  });

const FAULTS: readonly (readonly [error: unknown, kind: string, retry: boolean, afterMs?: number])[] = [
  [failed(401), 'key', false],
  [failed(403), 'key', false],
  [failed(402), 'quota', false],
  [failed(429), 'busy', true],
  [failed(429, { responseHeaders: { 'retry-after': '7' } }), 'busy', true, 7000],
  [failed(429, { responseHeaders: { 'retry-after': '7', 'retry-after-ms': '250' } }), 'busy', true, 250],
  [failed(429, { responseHeaders: { 'retry-after': 'Thu, 01 Jan 1970 00:00:00 GMT' } }), 'busy', true, 0],
  [failed(429, { responseHeaders: { 'retry-after': 'soon' } }), 'busy', true],
  [failed(429, { responseBody: '{"error":{"code":"insufficient_quota"}}' }), 'quota', false],
  [failed(400, { responseBody: 'Your credit balance is too low' }), 'quota', false],
  [failed(400), 'refused', false],
  [failed(404), 'unknown-model', false],
  [failed(408), 'broken', true],
  [failed(500), 'broken', true],
  [failed(529), 'broken', true],
  [failed(200), 'garbage', false],
  [failed(307), 'moved', false],
  [failed(undefined, { cause: Object.assign(new Error('c'), { code: 'ECONNREFUSED' }) }), 'unreachable', false],
  [failed(undefined, { cause: { errors: [{ code: 'ENOTFOUND' }] } }), 'unreachable', false],
  [failed(undefined, { cause: Object.assign(new Error('c'), { code: 'ECONNRESET' }) }), 'dropped', true],
  [new TypeError('terminated'), 'garbage', false],
  [{ message: 'an object' }, 'garbage', false],
  [undefined, 'garbage', false],
];

for (const [index, [error, kind, retry, afterMs]] of FAULTS.entries()) {
  test(`fault ${index}: ${kind}`, () => {
    const fault = faultOf(error);
    assert.deepEqual([fault.kind, fault.retry, fault.retryAfterMs], [kind, retry, afterMs]);
  });
}

test('cost: of the model, of a dated version of it, and none rather than a wrong one', () => {
  const usage = { inputTokens: 1_000_000, cachedTokens: 500_000, outputTokens: 100_000 };
  assert.equal(costOf(usage, 'anthropic/claude-sonnet-4-5'), 1.5 + 0.15 + 1.5);
  assert.equal(costOf(usage, 'anthropic/claude-sonnet-4-5-20250929'), 1.5 + 0.15 + 1.5);
  for (const unknown of ['anthropic/claude-sonnet-4-5-9', 'claude-sonnet-4-5', 'constructor', 'ollama/qwen3']) {
    assert.equal(costOf(usage, unknown), undefined);
  }
});
