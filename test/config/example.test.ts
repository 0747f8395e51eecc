import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import * as valibot from 'valibot';
import { configSchema } from '../../src/config/config-schema.ts';
import { scratch } from './scratch.ts';

const EXAMPLE = readFileSync(new URL('../../.approvalrc.example.json', import.meta.url), 'utf8');

test('the example is valid, and every key of it counts', async (context) => {
  const { home, load, write } = scratch(context);
  write('.config/approve-run/config.json', EXAMPLE);
  const { tools, policies, notices, files: _, origins, ...rest } = await load();
  assert.deepEqual(rest, {
    always: ['bash', 'python'],
    timeoutMs: 60_000,
    onTimeout: 'deny',
    blockTimeoutMs: 300_000,
    approver: 'https://approver.example.com/ask',
    message: 'Run this {tool_name} block?',
    deniedMessage: 'Not this way; propose something that stays inside the project.',
    agent: 'document',
    model: 'qwen3',
    baseUrl: 'http://localhost:8080/v1',
    system: 'Use npm, never yarn.',
    temperature: 0.2,
    maxTurns: 10,
    contextTokens: 32_000,
    modelTimeoutMs: 120_000,
    bell: false,
    sandbox: 'auto',
    allowRead: [join(home, '.gitconfig')],
    allowWrite: ['/srv/build'],
    limits: [],
    envPass: ['GITHUB_TOKEN'],
    journal: join(home, 'journals'),
  });
  assert.deepEqual(
    policies.map(({ ref }) => ref),
    ['deny-dangerous', 'ask'],
  );
  assert.deepEqual(
    tools.map(({ name }) => name),
    ['deno', 'jq', 'bash', 'sh', 'zsh', 'python', 'node', 'typescript', 'perl', 'pwsh'],
  );
  assert.deepEqual(notices, []);
  assert.deepEqual(
    Object.values(origins).filter((origin) => !origin.endsWith('config.json')),
    [],
  );
});

test('the example is complete', () => {
  const faults = valibot.safeParse(configSchema(valibot), { nothing: 0 }).issues ?? [];
  const keys = faults[0]?.message.replace(/^.*there are /, '').split(', ') ?? [];
  assert.deepEqual(Object.keys(JSON.parse(EXAMPLE)).sort(), keys.sort());
});
