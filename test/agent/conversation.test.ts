// What is sent to a model: all of it where there is room, and what is left out first where there is not.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { conversation } from '../../src/agent/model/conversation.ts';
import { parseTask } from '../../src/task/parse-task.ts';
import { BUILT_IN_TOOLS } from '../../src/tool/tools.ts';
import type { Exchange } from '../../src/types.ts';

const task = await parseTask('The task, which always stays.', 'task.md');

function exchange(number: number, printed: number): Exchange {
  const block = { index: 1, language: 'bash', code: 'x\n', line: 1, digest: 'd' };
  const output = { head: `${number} `.repeat(printed), tail: '', omittedBytes: 0 };
  const result = {
    exitCode: number,
    signal: null,
    durationMs: 1,
    bytes: 1,
    output,
    timedOut: false,
    interrupted: false,
    leftover: [],
  };
  return { turn: { text: `Message ${number}.`, blocks: [block] }, outcomes: [{ status: 'ran', block, result }] };
}
const talk = (maxTokens: number) => conversation({ task, system: 'system', tools: BUILT_IN_TOOLS, maxTokens });
const texts = (messages: readonly { readonly content: unknown }[]) => messages.map(({ content }) => String(content));

test('with room, everything, in turns', () => {
  const messages = talk(10_000).messages([exchange(1, 10), exchange(2, 10)]);
  assert.deepEqual(
    messages.map(({ role }) => role),
    ['user', 'assistant', 'user', 'assistant', 'user'],
  );
  assert.equal(texts(messages)[0], 'The task, which always stays.');
  assert.equal(texts(messages)[3], 'Message 2.');
});

test('without room, old outputs are cut first, then old turns folded; the task and the last turn stay', () => {
  const history = Array.from({ length: 6 }, (_, at) => exchange(at + 1, 1000));
  const some = texts(talk(2800).messages(history));
  assert.match(some[2] ?? '', /Beginning and end of the output/);
  assert.match(some.at(-1) ?? '', /Output:\n```text\n(?:6 ){1000}\n```$/);
  assert.equal(some.length, 13);

  const few = texts(talk(700).messages(history));
  assert.match(
    few[0] ?? '',
    /^The task, which always stays\.\n\nYour earlier messages, shortened:\n1\. Block 1 \(bash\) exit code 1 after/,
  );
  assert.equal(few.at(-2), 'Message 6.');
  assert.ok(few.length < 13);

  const least = texts(talk(1).messages(history));
  assert.equal(least.length, 3);
  assert.match(least[0] ?? '', /5\. Block 1 \(bash\) exit code 5/);
  assert.match(least[2] ?? '', /Beginning and end of the output/);
});

test('what was shortened stays as it is, so that what was cached stays cached', () => {
  const history = Array.from({ length: 6 }, (_, at) => exchange(at + 1, 1000));
  const one = talk(2800);
  const before = texts(one.messages(history));
  const after = texts(one.messages([...history, exchange(7, 10)]));
  assert.deepEqual(after.slice(0, before.length), before);
});

test('once there is too much, more room is made than is needed at once', () => {
  const one = talk(2800);
  const history = Array.from({ length: 6 }, (_, at) => exchange(at + 1, 1000));
  const length = (of: readonly Exchange[]) => texts(one.messages(of)).join('').length;
  const before = length(history);
  assert.ok(before < 0.75 * 2800 * 3.5, `${before}`);
  // So the next turns change nothing of what was sent before.
  assert.ok(length([...history, exchange(7, 500)]) > before);
});

test('few tokens for many characters leave more room', () => {
  const history = [exchange(1, 1000), exchange(2, 1000)];
  const one = talk(1000);
  const whole = texts(talk(100_000).messages(history)).join('').length;
  assert.ok(texts(one.messages(history)).join('').length < whole);
  const other = talk(1000);
  other.messages([]);
  other.counted({ inputTokens: 1, cachedTokens: 0, outputTokens: 0 });
  assert.equal(texts(other.messages(history)).join('').length, whole);
});

test('what the provider counts is believed, within reason', () => {
  const one = talk(4000);
  const history = [exchange(1, 1000), exchange(2, 1000)];
  assert.match(texts(one.messages(history))[2] ?? '', /Output:/);
  // Twice as many tokens as characters would give: the same text no longer fits.
  one.counted({ inputTokens: 1_000_000, cachedTokens: 0, outputTokens: 0 });
  one.counted({ inputTokens: 0, cachedTokens: 0, outputTokens: 0 });
  assert.match(texts(one.messages([...history, exchange(3, 1000)]))[2] ?? '', /Beginning and end/);
});
