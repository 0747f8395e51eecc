// What goes wrong in AutoGen where models are asked, and does not here. Numbered as in the list of its weaknesses.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { documentAgent } from '../../src/agent/document.ts';
import { openGate } from '../../src/assemble/open-gate.ts';
import { localExecutor } from '../../src/execution/local-executor.ts';
import { modelApproval } from '../../src/model/model-approval.ts';
import { openClient } from '../../src/model/open-client.ts';
import { replyObject } from '../../src/model/reply-object.ts';
import { RETRY_DECISION } from '../../src/model/reply-schema.ts';
import { ScriptedModel } from '../../src/model/scripted-model.ts';
import { run } from '../../src/run.ts';
import { parseTask } from '../../src/task/parse-task.ts';

test('d7. a model that judges sees the conversation, also where no model writes the code', async () => {
  const judge = new ScriptedModel([{ object: { reason: 'It was asked for.', approved: true } }]);
  const { exitCode } = await run({
    agent: documentAgent(await parseTask('Greet the whole crew.\n\n```bash\necho hello\n```\n')),
    gate: openGate({ approvalFunc: modelApproval(judge) }),
    executor: localExecutor({ env: { PATH: process.env.PATH ?? '' } }),
    emit: () => {},
  });
  assert.equal(exitCode, 0);
  assert.match(`${judge.calls[0]?.messages.at(-1)?.content}`, /Greet the whole crew\./);
});

test('d27. a decision whether to retry is cancelled like everything else', async () => {
  const abort = new AbortController();
  const model = new ScriptedModel([
    () => {
      abort.abort(new Error('enough'));
      return new Promise<never>(() => {});
    },
  ]);
  const messages = [{ role: 'user', content: 'It failed.' }] as const;
  const asked = { client: await openClient(model), messages, schema: RETRY_DECISION, signal: abort.signal };
  await assert.rejects(replyObject(asked), { message: 'enough' });
  await assert.rejects(replyObject(asked), { message: 'enough' });
  assert.equal(model.calls.length, 1);
});
