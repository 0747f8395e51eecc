// What an agent remembers, and what of it its model is sent.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bufferedContext, type ModelContext, unboundedContext } from '../../src/model/context.ts';

const said = (content: string) => ({ role: 'user', source: 'user', content }) as const;

async function filled(context: ModelContext) {
  for (const content of ['a', 'b', 'c']) await context.add(said(content));
  return context;
}

async function sent(context: ModelContext) {
  return (await context.messages()).map(({ content }) => content).join('');
}

test('all of it, or the latest', async () => {
  assert.equal(await sent(await filled(unboundedContext())), 'abc');
  assert.equal(await sent(await filled(bufferedContext(2))), 'bc');
  assert.equal(await sent(await filled(bufferedContext(9))), 'abc');
});

test('the state is plain JSON, has all of it, and comes back', async () => {
  const context = await filled(bufferedContext(1));
  const state = JSON.parse(JSON.stringify(await context.saveState()));
  await context.clear();
  assert.deepEqual([await sent(context), await context.saveState()], ['', { messages: [] }]);
  const other = unboundedContext();
  await other.add(said('x'));
  await other.loadState(state);
  assert.equal(await sent(other), 'abc');
  assert.deepEqual([context.toConfig?.(), other.toConfig?.()], [{ kind: 'buffered', size: 1 }, { kind: 'unbounded' }]);
});

test('what was handed out or loaded does not change with it', async () => {
  const context = await filled(unboundedContext());
  const [before, state] = [await context.messages(), await context.saveState()];
  await context.add(said('d'));
  assert.deepEqual([before.length, state.messages.length], [3, 3]);
});

test('no size, and no state', async () => {
  for (const size of [0, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY, '3'])
    assert.throws(() => bufferedContext(size as number), { name: 'UsageError', message: /must be a whole number above 0/ });
  const context = await filled(unboundedContext());
  for (const state of [null, {}, { messages: 1 }, { messages: [null] }, { messages: [{ ...said('x'), role: 'system' }] }])
    assert.throws(() => void context.loadState(state as never), {
      name: 'UsageError',
      message: /This is no state of a model context/,
    });
  assert.equal(await sent(context), 'abc');
});
