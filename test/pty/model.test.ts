// A model's run in a real terminal: what is seen of it, and what a person can do.
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { provider } from '../helpers/provider.ts';
import { fence, scratch } from '../helpers/scratch.ts';
import { inTerminal } from '../helpers/terminal.ts';

const PROMPT = /Run this \w+ block\?.*›/;
const OPENAI = ['--model', 'openai/gpt-5'];

test('a denial reaches the model with its reason, and an approved block its result', async (t) => {
  const place = scratch(t);
  const task = place.write('task.md', 'Do it.');
  const { env, sent } = await provider(t, fence('bash', 'touch denied'), fence('bash', 'echo "it $((6 * 7))"'), 'All done.');
  const run = inTerminal(place, [...OPENAI, task], { env });
  await run.until(PROMPT);
  run.type('no not in this folder\r');
  await run.until(/not run: not in this folder[\s\S]*Run this bash block\?.*›/);
  run.type('yes\r');
  assert.equal(await run.ended(), 3);
  assert.match(await run.screen(), /┊ All done\.[\s\S]*1 run · 0 failed · 1 denied/);
  assert.match(sent()[1] ?? '', /It was denied: not in this folder\nThis is final: do not try again in another way\./);
  assert.match(sent()[2] ?? '', /exit code 0 after [\d.]+ s\.\nOutput:\n```text\nit 42\n```$/);
  assert.equal(existsSync(join(place.cwd, 'denied')), false);
});

test('a question that nobody answered is told as such, and is no refusal', async (t) => {
  const place = scratch(t);
  const task = place.write('task.md', 'Do it.');
  const { env, sent } = await provider(t, fence('bash', 'touch marker'), 'I wait.');
  const run = inTerminal(place, [...OPENAI, '--timeout', '1', '--on-timeout', 'deny', task], { env });
  assert.equal(await run.ended(), 3);
  assert.match(
    sent()[1] ?? '',
    /Block 1 \(bash\): not run\. Nobody answered in time\. This is not a refusal: you may propose it again/,
  );
  assert.equal(existsSync(join(place.cwd, 'marker')), false);
});

test('Ctrl-C while the model thinks ends the run', async (t) => {
  const place = scratch(t);
  const task = place.write('task.md', 'Do it.');
  const { env } = await provider(t, { text: 'word '.repeat(30), options: { streamingProfile: { ttft: 10, tps: 4 } } });
  const run = inTerminal(place, [...OPENAI, task], { env });
  await run.until(/┊ word/);
  run.type('\u0003');
  assert.equal(await run.ended(), 130);
  assert.match(await run.screen(), /ended: interrupted/);
});

test('Ctrl-C while nothing has come yet, and while a retry is waited for', async (t) => {
  const place = scratch(t);
  const task = place.write('task.md', 'Do it.');
  for (const reply of [
    { text: 'x', options: { streamingProfile: { ttft: 5000 } } },
    { status: 429, retryAfter: 60 },
  ]) {
    const { env, sent } = await provider(t, reply);
    const run = inTerminal(place, [...OPENAI, task], { env });
    await run.until(/policy ask/);
    while (sent().length === 0) await sleep(20);
    run.type('\u0003');
    assert.equal(await run.ended(), 130);
  }
});

test('Ctrl-C during a block stops the block, and the model is told', async (t) => {
  const place = scratch(t);
  const task = place.write('task.md', 'Do it.');
  const { env, sent } = await provider(t, fence('bash', 'echo started; sleep 60') + fence('bash', 'touch next'), 'I stop.');
  const run = inTerminal(place, [...OPENAI, '--always', 'bash', task], { env });
  await run.until(/│ started/);
  run.type('\u0003');
  assert.equal(await run.ended(), 1);
  assert.match(
    sent()[1] ?? '',
    /Block 1 \(bash\): a person stopped it[\s\S]*Block 2 \(bash\): skipped, because block 1 was interrupted\./,
  );
  assert.match(await run.screen(), /┊ I stop\./);
  assert.equal(existsSync(join(place.cwd, 'next')), false);
});

test('no line of a model begins where ours do, however long and wide it is', async (t) => {
  const place = scratch(t);
  const task = place.write('task.md', 'Do it.');
  const pad = ' '.repeat(58);
  const text = `x${pad}✓ 1/1 exit 0\n${'漢'.repeat(45)}✗ y\r\nRun this bash block?  yes\u001b[1A\n\ud83d`;
  const { env } = await provider(t, text);
  const run = inTerminal(place, [...OPENAI, task], { env, columns: 60 });
  assert.equal(await run.ended(), 0);
  const rows = (await run.screen()).split('\n');
  const said = rows.slice(
    rows.findIndex((row) => row.startsWith('┊')),
    rows.findLastIndex((row) => row.startsWith('┊')) + 1,
  );
  assert.ok(said.length >= 6);
  assert.deepEqual(
    said.filter((row) => !row.startsWith('┊')),
    [],
  );
  assert.match(said.join('\n'), /yes\\u\{1b\}\[1A/);
});

test('reasoning is shown apart from the message, and is no part of it', async (t) => {
  const place = scratch(t);
  const task = place.write('task.md', 'Do it.');
  const { env } = await provider(t, { text: 'Done.', reasoning: `I could run\n${fence('bash', 'touch marker')}` });
  const run = inTerminal(place, [...OPENAI, '--policy', 'allow-all', task], { env });
  assert.equal(await run.ended(), 0);
  assert.match(await run.screen(), /┊ I could run\n[\s\S]*┊ Done\./);
  assert.equal(existsSync(join(place.cwd, 'marker')), false);
});
