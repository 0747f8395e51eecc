// A model by script, for tests: no network, no key, no cost. Recorded once, it replays from the file.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { RecordedModel, ScriptedModel } from 'approve-run';

const question = { prompt: [{ role: 'user', content: [{ type: 'text', text: 'What is 6 times 7?' }] }] };

// One reply a request: a text, more than a text, an error, or a function of what is asked.
const model = new ScriptedModel([
  'Forty-two.',
  { reasoning: '6 times 7 is 42.', object: { answer: 42 } },
  ({ messages }) => `You asked: ${messages.at(-1)?.content}`,
]);
for (let turn = 1; turn <= 3; turn += 1) {
  const { content } = await model.doGenerate(question);
  console.log(turn, JSON.stringify(content));
}
assert.equal(model.calls.length, 3);

// The same, from a recording: the second model asks nobody.
const folder = mkdtempSync(join(tmpdir(), 'approve-run-example-'));
const file = join(folder, 'answers.jsonl');
await new RecordedModel(file, { model: new ScriptedModel(['Forty-two.']) }).doGenerate(question);
const { content } = await new RecordedModel(file).doGenerate(question);
console.log('replayed', JSON.stringify(content));
rmSync(folder, { recursive: true });
