// What a call loads: nothing of the AI SDK, unless a model is asked.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { execa } from 'execa';
import { BINARY } from '../helpers/approve-run.ts';
import { provider } from '../helpers/provider.ts';
import { cleanEnv, fence, type Scratch, scratch } from '../helpers/scratch.ts';

/** Every error of the AI SDK is marked with it, and each of its packages has errors. */
const AI_SDK = 'vercel.ai.error';
/** Bundles are CommonJS, so what was loaded is in the cache. */
const TELL = `process.on('exit', () => require('node:fs').writeFileSync(process.env.LOADED, Object.keys(require.cache).join('\\n')));`;

async function loaded(
  place: Scratch,
  args: readonly string[],
  env: NodeJS.ProcessEnv = {},
): Promise<{ code: number; files: string[] }> {
  const list = place.write('loaded.txt', '');
  const hook = place.write('tell.cjs', TELL);
  const { exitCode = -1 } = await execa(process.execPath, ['--require', hook, BINARY, ...args], {
    cwd: place.cwd,
    env: cleanEnv(place, { ...env, LOADED: list }),
    extendEnv: false,
    reject: false,
    stdin: 'ignore',
  });
  const files = readFileSync(list, 'utf8').split('\n');
  return { code: exitCode, files: files.filter((file) => file.includes('/dist/')) };
}

const hasSdk = (file: string) => readFileSync(file, 'utf8').includes(AI_SDK);

test('no module of the AI SDK is loaded by --help, check, a document run, a replay', async (t) => {
  const place = scratch(t);
  const task = place.write('task.md', fence('bash', 'true'));
  const recording = place.write('turns.jsonl', JSON.stringify({ type: 'turn-started', text: 'Nothing to do.' }));
  const calls: readonly (readonly string[])[] = [
    ['--help'],
    ['check', task],
    ['--policy', 'deny-dangerous', task],
    ['--agent', `replay:${recording}`, task],
  ];
  for (const args of calls) {
    const { code, files } = await loaded(place, args);
    assert.equal(code, 0, args.join(' '));
    assert.ok(files.length > 0, args.join(' '));
    assert.deepEqual(files.filter(hasSdk), [], args.join(' '));
  }
  const { env } = await provider(t, 'Nothing to do.');
  const { code, files } = await loaded(place, ['--model', 'anthropic/claude-sonnet-5-5', task], env);
  assert.equal(code, 0);
  assert.ok(files.some(hasSdk), 'the mark is found where the SDK is loaded');
});

test('what asks an endpoint is loaded where one is named', async (t) => {
  const place = scratch(t);
  const task = place.write('task.md', fence('bash', 'true'));
  const asks = (file: string) => readFileSync(file, 'utf8').includes('approval.requested');
  const args = ['--policy', 'deny-dangerous', task];
  assert.deepEqual((await loaded(place, args)).files.filter(asks), []);
  const env = { APPROVE_RUN_APPROVER_KEY: Buffer.alloc(32).toString('base64') };
  const { files } = await loaded(place, ['--approver', 'https://approver.example.com', ...args], env);
  assert.ok(files.some(asks));
});

test('what reads and verifies journals is loaded by log, and not by a run', async (t) => {
  const place = scratch(t);
  const task = place.write('task.md', fence('bash', 'true'));
  const verifies = (file: string) => readFileSync(file, 'utf8').includes('was re-numbered');
  assert.deepEqual((await loaded(place, ['--policy', 'allow-all', task])).files.filter(verifies), []);
  assert.ok((await loaded(place, ['log', 'verify'])).files.some(verifies));
});
