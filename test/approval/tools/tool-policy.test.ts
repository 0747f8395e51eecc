// Which tools a policy lets run, by their names; that it can be changed at any time, and comes before every question.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { approvalRequired } from '../../../src/approval/tools/approval-required.ts';
import { createToolContext } from '../../../src/approval/tools/create-tool-context.ts';
import { ToolBlockedError } from '../../../src/approval/tools/errors.ts';
import { type ToolRules, toolPolicy } from '../../../src/approval/tools/tool-policy.ts';
import { FRAMEWORKS } from '../../helpers/weather-tools.ts';

const RULES: readonly [string, ToolRules, boolean][] = [
  ['no rules', {}, true],
  ['allowed', { allowed: ['get_weather'] }, true],
  ['allowed are others', { allowed: ['other'] }, false],
  ['allowed is nothing', { allowed: [] }, false],
  ['blocked', { blocked: ['get_weather'] }, false],
  ['blocked are others', { blocked: ['other'] }, true],
  ['blocked wins', { allowed: ['get_weather'], blocked: ['get_weather'] }, false],
  ['names are whole', { blocked: ['get', 'get_*', 'GET_WEATHER', ' get_weather'] }, true],
  ['what every object has is not allowed', { allowed: ['constructor'] }, false],
];
for (const [framework, make] of FRAMEWORKS) {
  for (const [name, rules, runs] of RULES) {
    test(`${name} (${framework})`, async () => {
      const blocked: string[] = [];
      const policy = toolPolicy({
        ...rules,
        onBlocked: ({ toolName, toolArguments }) => void blocked.push(toolName, toolArguments),
      });
      const weather = make(policy);
      // No context is needed: nobody is asked.
      const result = await weather.call('Oslo').catch((error: unknown) => error);
      assert.equal(result === 'sunny in Oslo', runs);
      assert.deepEqual(weather.ran, runs ? ['Oslo'] : []);
      assert.deepEqual(blocked, runs ? [] : ['get_weather', '{"city":"Oslo"}']);
      if (runs) return;
      // Of a tool of the Agents SDK, an error would end the whole run.
      if (framework === 'OpenAI Agents SDK') assert.match(String(result), /"get_weather" may not run: .* Use another one/);
      else assert.ok(result instanceof ToolBlockedError && result.toolName === 'get_weather');
    });
  }

  test(`a policy decides before anybody is asked, whichever wraps which (${framework})`, async () => {
    const policy = toolPolicy({ blocked: ['get_weather'] });
    const approve = approvalRequired();
    const context = createToolContext({ humanInput: () => assert.fail('asked') });
    for (const wrap of [[policy, approve] as const, [approve, policy] as const]) {
      const [outer, inner] = wrap;
      const both = Object.assign(<T>(tool: T) => outer(inner(tool as never)) as T, {
        all: <T>(tools: T) => outer.all(inner.all(tools as never)) as T,
      });
      const weather = make(both as typeof outer);
      await context.run(() => weather.call('Oslo')).catch(() => {});
      assert.deepEqual(weather.ran, []);
    }
  });
}

test('rules can be changed at any time; a call that was let through goes on', async () => {
  const policy = toolPolicy({});
  let answer = (_: string) => {};
  const asked = new Promise<void>((resolve) => {
    answer = () => resolve();
  });
  let approve = (_: string) => {};
  const context = createToolContext({
    humanInput: () =>
      new Promise((resolve) => {
        approve = resolve;
        answer('');
      }),
  });
  const erase = policy(approvalRequired({ name: 'erase' })(async () => 'done'));
  const named = toolPolicy({ name: 'erase' });
  const first = context.run(() => erase());
  await asked;
  policy.set({ blocked: ['erase'] });
  approve('y');
  assert.equal(await first, 'done');
  await assert.rejects(
    context.run(() => erase()),
    ToolBlockedError,
  );
  assert.deepEqual(policy.rules, { blocked: ['erase'] });
  policy.set({});
  assert.deepEqual([policy.rules, named.rules], [{}, {}]);
  const again = context.run(() => erase());
  await new Promise((resolve) => setImmediate(resolve));
  approve('y');
  assert.equal(await again, 'done');
});

test('a list that is changed after it was given changes nothing', async () => {
  const blocked = ['erase'];
  const erase = toolPolicy({ blocked, name: 'erase' })(async () => 'done');
  blocked.pop();
  await assert.rejects(erase(), ToolBlockedError);
});

test('whoever is told of a refusal cannot change it by failing', async () => {
  for (const onBlocked of [
    () => {
      throw new Error('sync');
    },
    () => Promise.reject(new Error('async')),
  ]) {
    const erase = toolPolicy({ allowed: [], onBlocked, name: 'erase' })(async () => 'done');
    await assert.rejects(erase(), ToolBlockedError);
  }
  await new Promise((resolve) => setImmediate(resolve));
});

test('rules that are no lists of names are refused', () => {
  for (const rules of [{ allowed: 'erase' }, { blocked: [1] }, { allowed: null }]) {
    assert.throws(() => toolPolicy(rules as never), { name: 'UsageError' });
    assert.throws(() => toolPolicy({}).set(rules as never), { name: 'UsageError' });
  }
});
