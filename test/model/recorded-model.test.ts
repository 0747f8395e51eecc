// A recording: made once, replayed without asking anybody, and clear about what does not fit.
import assert from 'node:assert/strict';
import { appendFileSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { generateText, jsonSchema, streamText, tool } from 'ai';
import { execa } from 'execa';
import type { ModelClient } from '../../src/model/model-client.ts';
import { RecordedModel } from '../../src/model/recorded-model.ts';
import { ScriptedModel } from '../../src/model/scripted-model.ts';
import { scratch } from '../helpers/scratch.ts';

async function streamed(model: RecordedModel, prompt: string) {
  const pieces: string[] = [];
  for await (const part of streamText({ model, prompt, maxRetries: 0, onError: () => {} }).fullStream) {
    if (part.type === 'error') throw part.error;
    if (part.type === 'text-delta') pieces.push(part.text);
  }
  return pieces;
}

test('what was recorded is replayed: whole as whole, a stream as the same stream', async (t) => {
  const file = join(scratch(t).cwd, 'r.jsonl');
  const model = new ScriptedModel(['Hello there', { text: 'You too', usage: { inputTokens: 7, outputTokens: 2 } }], {
    modelId: 'm',
  });
  const recording = new RecordedModel(file, { model });
  assert.deepEqual(await streamed(recording, 'Hi'), ['Hello ', 'there']);
  await generateText({ model: recording, system: 'S', prompt: 'Bye', headers: { authorization: 'swordfish' } });
  assert.equal(statSync(file).mode & 0o777, 0o600);
  assert.equal(readFileSync(file, 'utf8').match(/\n/g)?.length, 2);
  assert.doesNotMatch(readFileSync(file, 'utf8'), /swordfish/);

  const replayed = new RecordedModel(file);
  assert.deepEqual([replayed.provider, replayed.modelId], ['scripted', 'm']);
  assert.deepEqual(await streamed(replayed, 'Hi'), ['Hello ', 'there']);
  const { text, usage } = await generateText({ model: replayed, system: 'S', prompt: 'Bye' });
  assert.deepEqual([text, usage.inputTokens, usage.outputTokens], ['You too', 7, 2]);
  assert.equal(model.calls.length, 2);
});

test('only what the file does not have is asked, and each exchange replies once', async (t) => {
  const file = join(scratch(t).cwd, 'r.jsonl');
  await generateText({ model: new RecordedModel(file, { model: new ScriptedModel(['one']) }), prompt: 'a' });
  const model = new ScriptedModel(['two', 'three']);
  const more = new RecordedModel(file, { model });
  const texts = [];
  for (const prompt of ['a', 'b', 'a']) texts.push((await generateText({ model: more, prompt })).text);
  assert.deepEqual(texts, ['one', 'two', 'three']);
  const replayed = new RecordedModel(file);
  const again = [];
  for (const prompt of ['b', 'a', 'a']) again.push((await generateText({ model: replayed, prompt })).text);
  assert.deepEqual(again, ['two', 'one', 'three']);
  await assert.rejects(generateText({ model: replayed, prompt: 'a', maxRetries: 0 }), {
    name: 'AgentError',
    message: /r\.jsonl is at its end: request 4 is one more than it has\./,
  });
});

test('a request that differs says where', async (t) => {
  const file = join(scratch(t).cwd, 'r.jsonl');
  const { signal } = new AbortController();
  const asked = {
    system: 'You work in /home/ann/project on a task that is long.',
    prompt: 'Do it',
    temperature: 0.5,
    abortSignal: signal,
  };
  await generateText({ ...asked, model: new RecordedModel(file, { model: new ScriptedModel(['x']) }) });
  const ls = tool({ inputSchema: jsonSchema<object>({ type: 'object' }), execute: async () => '' });
  for (const [change, says] of [
    [{ prompt: 'Do that' }, 'prompt[1].content[0].text was "Do it", and is "Do that"'],
    [{ temperature: 1 }, 'temperature was 0.5, and is 1'],
    [{ tools: { ls } }, 'toolChoice was nothing, and is {"type":"auto"}'],
    [
      { system: 'You work in /home/bob/project on a task that is long.' },
      'prompt[0].content was "You work in /home/ann/project on a task that is long.", and is "You work in /home/bob/project on a task that is long."',
    ],
  ] as const)
    await assert.rejects(generateText({ ...asked, ...change, maxRetries: 0, model: new RecordedModel(file) }), {
      name: 'AgentError',
      message: `Request 1 is not in the recording ${file}: ${says}. Give a \`model\` to record it.`,
    });
  assert.equal((await generateText({ ...asked, model: new RecordedModel(file) })).text, 'x');
});

test('a stream is not replayed for a whole reply', async (t) => {
  const file = join(scratch(t).cwd, 'r.jsonl');
  await streamed(new RecordedModel(file, { model: new ScriptedModel(['x']) }), 'Do it');
  const model = new RecordedModel(file);
  await assert.rejects(generateText({ model, prompt: 'Do it', maxRetries: 0 }), /: streamed was true, and is false\. /);
});

test('the set-up of a tool that runs at the provider is not written down', async (t) => {
  const file = join(scratch(t).cwd, 'r.jsonl');
  const prompt = [{ role: 'user', content: [{ type: 'text', text: 'x' }] }];
  const tools = (authorization: string) => [{ type: 'provider', id: 'a.mcp', name: 'mcp', args: { authorization } }];
  await new RecordedModel(file, { model: new ScriptedModel(['x']) }).doGenerate({ prompt, tools: tools('swordfish') });
  assert.doesNotMatch(readFileSync(file, 'utf8'), /swordfish/);
  await assert.rejects(new RecordedModel(file).doGenerate({ prompt, tools: tools('herring') }), /tools\[0\]\.args was/);
  await new RecordedModel(file).doGenerate({ prompt, tools: tools('swordfish') });
});

test('what failed or broke off is not recorded', async (t) => {
  const file = join(scratch(t).cwd, 'r.jsonl');
  const torn = new ReadableStream({
    pull: (controller) => controller.error(new Error('torn')),
  });
  const broken = {
    ...new ScriptedModel([]),
    doGenerate: () => Promise.reject(new Error('no')),
    doStream: async () => ({ stream: torn }),
  };
  const model = new RecordedModel(file, { model: broken as ModelClient });
  await assert.rejects(generateText({ model, prompt: 'a', maxRetries: 0 }), /no/);
  await assert.rejects(streamed(model, 'a'), /torn/);
  assert.throws(() => statSync(file), /ENOENT/);
});

test('an abort ends a replay', async (t) => {
  const file = join(scratch(t).cwd, 'r.jsonl');
  const prompt = [{ role: 'user', content: [] }];
  await streamed(new RecordedModel(file, { model: new ScriptedModel(['a b']) }), 'Hi');
  await assert.rejects(
    new RecordedModel(file).doStream({ prompt, abortSignal: AbortSignal.abort(new Error('enough')) }),
    /enough/,
  );
});

test('files that are no recordings', async (t) => {
  const { cwd, write } = scratch(t);
  const file = join(cwd, 'r.jsonl');
  await streamed(new RecordedModel(file, { model: new ScriptedModel(['a']) }), 'Hi');
  const line = readFileSync(file, 'utf8');
  const bad = (text: string | Buffer) => () => new RecordedModel(write('bad.jsonl', text));
  for (const [make, says] of [
    [() => new RecordedModel(join(cwd, 'none.jsonl')), /^There is no recording .*none\.jsonl\. Give a `model` to make it\.$/],
    [() => new RecordedModel(cwd), /: it is no file\.$/],
    [
      bad(line + line.slice(0, 30)),
      /bad\.jsonl:2: this line is torn: it has no end\. Remove it, and record again what it held\.$/,
    ],
    [bad(line.trimEnd()), /bad\.jsonl:1: this line is torn/],
    [bad(`${line}{"type": "exch\n`), /bad\.jsonl:2: this line is no JSON object\./],
    [bad('[]\n'), /:1: this line is no JSON object\./],
    [bad('{"type": "run-started"}\n'), /:1: this line is no exchange with a model\./],
    [bad(line.replace('"version":1', '"version":2')), /:1: this line has version 2, and only 1 can be read\./],
    [bad(line.replace('"reply":', '"answer":')), /:1: this line lacks its model, request or reply\./],
    [bad(line.replace('Hi', 'Ho')), /:1: this line has a digest that is not that of its request\./],
    [bad(line.replace(/"reply":\[.*\]/, '"reply":{}')), /:1: this line has a reply of another kind than its request\./],
    [bad(Buffer.from([0x22, 0xff, 0x22, 0x0a])), /: it is not UTF-8 text\.$/],
  ] as const)
    assert.throws(make, ({ name, message }: Error) => name === 'UsageError' && (says.test(message) || message));
});

test('two that record into one file do not mix their lines', async (t) => {
  const file = join(scratch(t).cwd, 'r.jsonl');
  const one = new RecordedModel(file, { model: new ScriptedModel(['1'.repeat(200_000), 'a']) });
  const two = new RecordedModel(file, { model: new ScriptedModel(['2'.repeat(200_000), 'b']) });
  await Promise.all([streamed(one, 'a'), streamed(two, 'b')]);
  await Promise.all([streamed(two, 'c'), streamed(one, 'd')]);
  const replayed = new RecordedModel(file);
  const texts = await Promise.all(['a', 'b', 'c', 'd'].map((prompt) => streamed(replayed, prompt)));
  assert.deepEqual(
    texts.map((pieces) => pieces.join('').slice(0, 2)),
    ['11', '22', 'b', 'a'],
  );
});

test('a recording that cannot be written is an error, and so is a folder that is not there', async (t) => {
  const { cwd } = scratch(t);
  const model = new RecordedModel(join(cwd, 'none/r.jsonl'), { model: new ScriptedModel(['x']) });
  await assert.rejects(
    generateText({ model, prompt: 'a', maxRetries: 0 }),
    /Cannot write the recording .*none\/r\.jsonl: ENOENT\./,
  );
});

test('a FIFO is no recording, and nobody waits for it', { skip: process.platform === 'win32' }, async (t) => {
  const fifo = join(scratch(t).cwd, 'fifo');
  await execa('mkfifo', [fifo]);
  assert.throws(() => new RecordedModel(fifo), /it is no file/);
  const plain = join(scratch(t).cwd, 'r.jsonl');
  writeFileSync(plain, '');
  appendFileSync(plain, '');
  assert.deepEqual([new RecordedModel(plain).provider, new RecordedModel(plain).modelId], ['recorded', 'r.jsonl']);
});
