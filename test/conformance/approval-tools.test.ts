// Rows 60 to 72: approval of tools as AG2 has it, for every framework that can be wrapped.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { approvalRequired } from '../../src/approval/tools/approval-required.ts';
import { createToolContext } from '../../src/approval/tools/create-tool-context.ts';
import type { HumanInputRequest } from '../../src/approval/tools/human-input.ts';
import type { ToolContext, ToolContextOptions } from '../../src/approval/tools/tool-context.ts';
import { FRAMEWORKS, name } from '../helpers/weather-tools.ts';

/** Gives the answers one after the other, the last one again and again, and keeps the questions. */
function human(...answers: readonly string[]) {
  const asked: HumanInputRequest[] = [];
  const humanInput = (request: HumanInputRequest) => {
    asked.push(request);
    return answers[Math.min(asked.length, answers.length) - 1] ?? '';
  };
  return { asked, humanInput };
}

function contextOf(answer: ReturnType<typeof human>, options: ToolContextOptions = {}): ToolContext {
  return createToolContext({ humanInput: answer.humanInput, ...options });
}

const BYPASS = 'ag:approval_required:always';

for (const [framework, make] of FRAMEWORKS) {
  for (const answer of ['y', 'Y', 'yes', 'Yes', 'YES', '1']) {
    test(`60. "${answer}" runs the tool after one question (${framework})`, async () => {
      const person = human(answer);
      const weather = make(approvalRequired());
      assert.equal(await contextOf(person).run(() => weather.call('Oslo')), 'sunny in Oslo');
      assert.deepEqual(weather.ran, ['Oslo']);
      assert.equal(person.asked.length, 1);
      assert.equal(person.asked[0]?.kind, 'approval');
      assert.equal(
        person.asked[0]?.prompt,
        'Agent wants to call the tool:\n`get_weather`, {"city":"Oslo"}\nPlease approve or deny this request.\nY/N/Always?\n',
      );
    });
  }

  test(`61. "n" does not run the tool, and its result says so (${framework})`, async () => {
    const weather = make(approvalRequired());
    assert.equal(await contextOf(human('n')).run(() => weather.call('Oslo')), 'User denied the tool call request');
    assert.deepEqual(weather.ran, []);
  });

  test(`62. a message is filled with the name and the arguments as JSON (${framework})`, async () => {
    const person = human('y');
    const weather = make(approvalRequired({ message: 'Run {tool_name} with {tool_arguments}?' }));
    await contextOf(person).run(() => weather.call('Oslo'));
    const [asked] = person.asked;
    assert.equal(asked?.prompt, 'Run get_weather with {"city":"Oslo"}?');
    assert.deepEqual([asked?.toolName, asked?.toolArguments], [name, '{"city":"Oslo"}']);
  });

  test(`63. the timeout is passed on, 30 seconds unless told otherwise (${framework})`, async () => {
    const person = human('y');
    const context = contextOf(person);
    for (const options of [{ timeout: 7 }, { timeout: 0 }, {}]) {
      await context.run(() => make(approvalRequired(options)).call('Oslo'));
    }
    assert.deepEqual(
      person.asked.map(({ timeout }) => timeout),
      [7, 0, 30],
    );
  });

  test(`64. the message of a denial can be another (${framework})`, async () => {
    const weather = make(approvalRequired({ deniedMessage: 'Not today' }));
    assert.equal(await contextOf(human('n')).run(() => weather.call('Oslo')), 'Not today');
  });

  test(`65. "always" runs, is stored, and asks no second time (${framework})`, async () => {
    const person = human('always', 'n');
    const context = contextOf(person);
    const weather = make(approvalRequired());
    await context.run(() => weather.call('Oslo'));
    assert.deepEqual(context.variables, { [BYPASS]: { get_weather: true } });
    // It outlives the process that it was given in.
    const restored = contextOf(person, { variables: JSON.parse(JSON.stringify(context.variables)) });
    for (const later of [context, restored]) await later.run(() => weather.call('Rome'));
    assert.deepEqual(weather.ran, ['Oslo', 'Rome', 'Rome']);
    assert.equal(person.asked.length, 1);
  });

  test(`66. an "always" for another tool does not count (${framework})`, async () => {
    const person = human('n');
    const weather = make(approvalRequired());
    const context = contextOf(person, { variables: { [BYPASS]: { other_tool: true, [`${name}_`]: true } } });
    await context.run(() => weather.call('Oslo'));
    assert.deepEqual([weather.ran.length, person.asked.length], [0, 1]);
  });

  test(`67. "always" is a denial where it is not offered, and one from before does not count (${framework})`, async () => {
    const person = human('always');
    const weather = make(approvalRequired({ allowAlways: false }));
    const context = contextOf(person, { variables: { [BYPASS]: { [name]: true } } });
    assert.equal(await context.run(() => weather.call('Oslo')), 'User denied the tool call request');
    assert.deepEqual([weather.ran.length, person.asked.length], [0, 1]);
    assert.match(person.asked[0]?.prompt ?? '', /\nY\/N\?\n$/);
  });
}

/** One tool, called in whatever order of contexts a test likes. */
function family(...answers: readonly string[]) {
  const person = human(...answers);
  const [, make] = FRAMEWORKS[0] ?? assert.fail();
  const weather = make(approvalRequired());
  const parent = contextOf(person);
  return { person, weather, parent, call: (context: ToolContext) => context.run(() => weather.call('Oslo')) };
}

test("68. a parent's always does not approve its sub-agent's call of the same tool", async () => {
  const { parent, person, weather, call } = family('always', 'n');
  await call(parent);
  await parent.run(() => call(parent.child()));
  assert.deepEqual([person.asked.length, weather.ran.length], [2, 1]);
});

test("69. a sub-agent's always does not approve its parent's call", async () => {
  const { parent, person, weather, call } = family('always', 'n');
  await parent.run(async () => {
    await call(parent.child());
    await weather.call('Rome');
  });
  assert.deepEqual([person.asked.length, weather.ran.length], [2, 1]);
});

test("70. a sub-agent's always does not approve its sibling's call", async () => {
  const { parent, person, weather, call } = family('always', 'n');
  await parent.run(async () => {
    await call(parent.child());
    await call(parent.child());
  });
  assert.deepEqual([person.asked.length, weather.ran.length], [2, 1]);
});

test("71. a sub-agent's always does not last into its parent's next turn", async () => {
  const { parent, person, weather, call } = family('always', 'n');
  await parent.run(() => call(parent.child()));
  await call(parent);
  assert.deepEqual([person.asked.length, weather.ran.length], [2, 1]);
});

test('72. it stays inside the sub-agent, also where its parent remembers nothing', async () => {
  const { parent, call } = family('always');
  const child = parent.child();
  await parent.run(() => call(child));
  assert.deepEqual(child.remembered(), [{ toolName: name, width: 'tool' }]);
  assert.deepEqual([parent.remembered(), parent.variables], [[], {}]);
});
