// Run after run against a provider that misbehaves in every way at the worst moment: never a hang, never a lost result, exit 0 or 5.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { approveRun } from '../helpers/approve-run.ts';
import { provider, type Script } from '../helpers/provider.ts';
import { fence, scratch } from '../helpers/scratch.ts';

const FLAGS: readonly ((url: string) => readonly string[])[] = [
  () => ['--model', 'openai/gpt-5'],
  (url) => ['--model', 'gpt-5', '--base-url', `${url}/v1`],
  () => ['--model', 'anthropic/claude-sonnet-5-5'],
  () => ['--model', 'google/gemini-3.8-flash'],
  () => ['--model', 'ollama/qwen3'],
];
const step = (number: number) => `Step ${number}.\n\n${fence('bash', `echo ${number} >> steps`)}`;
const slowly = { ttft: 5, tps: 60 };
const silent = { ttft: 10_000, tps: 1000 };

/** What comes in place of a reply, and what the run ends with. */
const FAULTS: readonly { readonly name: string; readonly reply: Script; readonly code: 0 | 5; readonly silence?: string }[] = [
  { name: '429', reply: { status: 429, retryAfter: 0 }, code: 0 },
  { name: '500', reply: { status: 500 }, code: 0 },
  { name: 'a cut', reply: { text: step(9).repeat(20), options: { disconnectAfterMs: 200, streamingProfile: slowly } }, code: 5 },
  { name: 'malformed', reply: { text: step(9), options: { chaos: { malformedRate: 1 } } }, code: 5 },
  { name: '10 s of silence', reply: { text: step(2), options: { streamingProfile: silent } }, code: 0 },
  {
    name: '10 s of silence, 5 s of patience',
    reply: { text: step(9), options: { streamingProfile: silent } },
    code: 5,
    silence: '5',
  },
];
const RUNS = 50;
const AT_ONCE = 10;

test(`${RUNS} runs of chaos`, async (t) => {
  const runs = Array.from({ length: RUNS }, (_, number) => number);
  const lane = async () => {
    for (let number = runs.shift(); number !== undefined; number = runs.shift()) await chaos(number);
  };

  async function chaos(number: number): Promise<void> {
    const fault = FAULTS[number % FAULTS.length];
    const flags = FLAGS[number % FLAGS.length];
    assert.ok(fault && flags);
    const place = scratch(t);
    const task = place.write('task.md', 'Take three steps.');
    // A fault that is got over takes the place of nothing; the slow reply is one of the steps.
    const rest = typeof fault.reply === 'object' && 'text' in fault.reply ? [step(3)] : [step(2), step(3)];
    const { url, env } = await provider(t, step(1), fault.reply, ...rest, 'Done.');
    const more = fault.silence === undefined ? {} : { APPROVE_RUN_MODEL_TIMEOUT: fault.silence };
    const ran = await approveRun(place, [...flags(url), '--json', '--policy', 'allow-all', task], { env: { ...env, ...more } });

    const what = `run ${number}, ${fault.name}: ${ran.stderr}`;
    assert.equal(ran.code, fault.code, what);
    const events = ran.stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    const steps = readFileSync(join(place.cwd, 'steps'), 'utf8');
    assert.equal(steps, fault.code === 0 ? '1\n2\n3\n' : '1\n', what);
    const finished = events.filter(({ type }) => type === 'block-finished');
    assert.equal(finished.length, steps.trimEnd().split('\n').length, what);
    const last = events.at(-1);
    assert.deepEqual([last.type, last.ran, last.failed, last.exitCode], ['run-finished', finished.length, 0, fault.code], what);
    assert.equal(last.ended !== undefined, fault.code === 5, what);
    assert.doesNotMatch(ran.stderr, /\n\s+at |fault in approve-run/, what);
  }

  await Promise.all(Array.from({ length: AT_ONCE }, lane));
});
