// Effects and policies in, verdicts out.
import assert from 'node:assert/strict';
import { homedir } from 'node:os';
import { test } from 'node:test';
import fc from 'fast-check';
import { EFFECT_KINDS, PATH_CLASSES, type Reading } from '../../src/effects.ts';
import { judge } from '../../src/policy/judge.ts';
import { type CompiledPolicy, type Condition, type Rule, STRICTNESS } from '../../src/policy/policy.ts';
import { command, effect, policy, proposal, reading, rule } from './make.ts';

const NOTHING = reading([]);
const RM_HOME = reading(
  [effect('delete', { where: 'home', path: '/home/user/x', recursive: true, command: 0 })],
  command('rm -rf ~/x'),
);
const LS = reading([], command('ls'));
const LS_AND_RM = reading([effect('delete', { where: 'system', command: 1 })], command('ls'), command('rm -rf /'));
const OPAQUE = reading([effect('opaque')]);
const UNREAD = reading([effect('unread')]);

async function verdict(policies: readonly CompiledPolicy[], given: Reading, tool = 'bash'): Promise<string> {
  const { decision, demanded, confirm } = await judge(proposal(tool), given, policies);
  return [decision, demanded ? 'demanded' : '', confirm ?? ''].join(' ').trim();
}

const VERDICTS: readonly [what: string, policies: readonly CompiledPolicy[], given: Reading, expected: string][] = [
  ['no policy at all', [], LS, 'ask'],
  ['no rule: the default', [policy('allow')], LS, 'allow'],
  ['no rule: the default', [policy('ask')], LS, 'ask'],
  ['no rule: the default', [policy('deny')], LS, 'deny'],
  ['a rule over the default', [policy('allow', rule('deny', { effect: ['delete'] }))], RM_HOME, 'deny'],
  ['an ask by a rule is demanded', [policy('allow', rule('ask', { effect: ['delete'] }))], RM_HOME, 'ask demanded'],
  ['a typed code', [policy('allow', rule('ask', { effect: ['delete'] }, { confirm: 'code' }))], RM_HOME, 'ask demanded code'],
  ['a code is of no use in a deny', [policy('allow', rule('deny', {}, { confirm: 'code' }))], RM_HOME, 'deny'],
  ['the strictest rule', [policy('allow', rule('deny', {}), rule('ask', {}), rule('allow', {}))], LS, 'deny'],
  ['an ask beats an allow', [policy('allow', rule('allow', {}), rule('ask', {}))], LS, 'ask demanded'],
  ['the strictest policy', [policy('allow'), policy('deny'), policy('ask')], LS, 'deny'],
  ['demanded by any', [policy('ask'), policy('allow', rule('ask', {}))], LS, 'ask demanded'],
  ['an ask lifts a default of deny', [policy('deny', rule('ask', { language: ['bash'] }))], RM_HOME, 'ask demanded'],
  ['but only for a whole block', [policy('deny', rule('ask', { command: [['ls']] }))], LS_AND_RM, 'deny'],
  [
    'an allow may prove the rest',
    [policy('deny', rule('ask', { command: [['ls']] }), rule('allow', { effect: ['delete'] }))],
    LS_AND_RM,
    'ask demanded',
  ],
  ['an ask beside a deny', [policy('ask', rule('ask', {})), policy('deny')], LS, 'deny'],
  ['opaque, no rule', [policy('allow')], OPAQUE, 'ask demanded'],
  ['opaque, no rule, default ask', [policy('ask')], OPAQUE, 'ask demanded'],
  ['opaque, no rule, default deny', [policy('deny')], OPAQUE, 'deny'],
  ['unread, no rule', [policy('allow')], UNREAD, 'ask'],
  ['unread, no rule, default ask', [policy('ask')], UNREAD, 'ask'],
  ['unread allowed by name', [policy('allow', rule('allow', { effect: ['unread'] }))], UNREAD, 'allow'],
  [
    'opaque beside an allowed unread',
    [policy('allow', rule('allow', { effect: ['unread'] }))],
    reading([effect('unread'), effect('opaque')]),
    'ask demanded',
  ],
  ['opaque by `{}`', [policy('deny', rule('allow', {}))], OPAQUE, 'allow'],
  ['opaque by language', [policy('deny', rule('allow', { language: ['bash'] }))], OPAQUE, 'allow'],
  [
    'opaque by path is not proved',
    [policy('ask', rule('allow', { path: ['inside'] }))],
    reading([effect('opaque', { where: 'inside' })]),
    'ask demanded',
  ],
];

for (const [what, policies, given, expected] of VERDICTS) {
  test(`${what}: ${expected}`, async () => assert.equal(await verdict(policies, given), expected));
}

const HOME_KEY = effect('read-secret', { path: `${homedir()}/.ssh/id_rsa`, where: 'home' });
const CALL = effect('network', { host: 'API.example.com.', command: 0 });
const FORCE = effect('git-history', { command: 1 });
const TWO = [command('git status'), command('/usr/bin/git push --force')] as const;

/** A rule that denies, its condition, and whether it stops a reading. */
const STOPS: readonly [when: Condition, given: Reading, stops: boolean][] = [
  [{}, NOTHING, true],
  [{ effect: ['delete', 'disk'] }, RM_HOME, true],
  [{ effect: ['disk'] }, RM_HOME, false],
  [{ effect: ['delete'], path: ['inside', 'home'] }, RM_HOME, true],
  [{ effect: ['delete'], path: ['inside'] }, RM_HOME, false],
  [{ path: ['home'] }, RM_HOME, true],
  [{ recursive: true }, RM_HOME, true],
  [{ recursive: false }, RM_HOME, false],
  [{ recursive: false }, reading([effect('delete')]), true],
  [{ path: ['~/.ssh/**'] }, reading([HOME_KEY]), true],
  [{ path: ['id_*'] }, reading([HOME_KEY]), true],
  [{ path: ['~/.aws/**'] }, reading([HOME_KEY]), false],
  [{ path: ['~/.ssh/**'] }, reading([effect('delete', { path: homedir(), recursive: true })]), true],
  [{ path: ['~/.ssh/**'] }, reading([effect('delete', { path: homedir() })]), false],
  [{ path: ['data/**'] }, reading([effect('delete', { path: '/home/user/project', recursive: true })]), true],
  [{ path: ['data/**'] }, reading([effect('delete', { path: '/home/user/project/*', recursive: true })]), true],
  [{ path: ['./data/*.csv'] }, reading([effect('write', { path: '/home/user/project/data/a.csv' })]), true],
  [{ path: ['./data/*.csv'] }, reading([effect('write', { path: '/home/user/project/data/b/a.csv' })]), false],
  [{ path: ['./data/**/*.csv'] }, reading([effect('write', { path: '/home/user/project/data/b/c/a.csv' })]), true],
  [{ path: ['./a*b*c'] }, reading([effect('write', { path: '/home/user/project/a-b-b-c' })]), true],
  [{ path: ['./a*b*c'] }, reading([effect('write', { path: '/home/user/project/a-c-b' })]), false],
  [{ path: ['./ab*ba'] }, reading([effect('write', { path: '/home/user/project/aba' })]), false],
  [
    { path: [`/${'**/*a*a*a*a/'.repeat(40)}b`] },
    reading([effect('write', { path: '/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa'.repeat(100) })]),
    false,
  ],
  [{ path: ['a+b.txt'] }, reading([effect('write', { path: '/home/user/project/aab.txt' })]), false],
  [{ host: ['api.example.com'] }, reading([CALL]), true],
  [{ host: ['*.example.com'] }, reading([CALL]), true],
  [{ host: ['example.com'] }, reading([CALL]), false],
  [{ host: ['*.example.com'] }, reading([effect('network', { host: 'example.com' })]), false],
  [{ host: ['*.example.com'] }, reading([effect('network', { host: 'evilexample.com' })]), false],
  [{ host: ['*.example.com'] }, reading([effect('network')]), false],
  [{ command: [['git', 'push']] }, reading([], ...TWO), true],
  [
    {
      command: [
        ['git', 'pull'],
        ['git', 'status'],
      ],
    },
    reading([], ...TWO),
    true,
  ],
  [{ command: [['git', 'pull']] }, reading([], ...TWO), false],
  [{ command: [['status']] }, reading([], ...TWO), false],
  [{ command: [['rm']] }, reading([], command('rm $X', false)), true],
  [{ command: [['git', 'push']], effect: ['git-history'] }, reading([FORCE], ...TWO), true],
  [{ command: [['git', 'status']], effect: ['git-history'] }, reading([FORCE], ...TWO), false],
  [{ command: [['curl']], effect: ['upload'] }, reading([effect('upload')], command('cat x'), command('curl -T - y')), true],
  [{ command: [['curl']], effect: ['upload'] }, reading([effect('upload')], command('cat x')), false],
  [{ language: ['bash'] }, LS, true],
  [{ language: ['python'] }, LS, false],
  [{ language: ['python'], effect: ['delete'] }, RM_HOME, false],
  [{ exceptLanguage: ['bash'] }, LS, false],
  [{ exceptLanguage: ['python'] }, LS, true],
];

for (const [when, given, stops] of STOPS) {
  test(`deny ${JSON.stringify(when)} ${stops ? 'stops' : 'lets pass'} ${JSON.stringify(given)}`, async () =>
    assert.equal(await verdict([policy('allow', rule('deny', when))], given), stops ? 'deny' : 'allow'));
}

test('reasons: strictest first, demanded asks before default ones, every policy heard', async () => {
  const rules = [rule('ask', {}, { id: 'a' }), rule('deny', { effect: ['delete'] }, { id: 'd' })];
  const { reasons } = await judge(proposal(), RM_HOME, [policy('allow'), policy('ask'), policy('allow', ...rules)]);
  assert.deepEqual(
    reasons.map(({ policy, rule, decision }) => [policy, rule, decision]),
    [
      ['default-allow', 'd', 'deny'],
      ['default-allow', 'a', 'ask'],
      ['default-ask', 'default', 'ask'],
      ['default-allow', 'default', 'allow'],
    ],
  );
});

test('what cannot be told is said, with nothing hidden', async () => {
  const { reasons } = await judge(proposal(), reading([effect('opaque', { says: 'runs \u202edecoded text' })]), [
    policy('allow'),
  ]);
  assert.equal(reasons[0]?.because, 'No rule speaks about what cannot be told: runs \\u{202e}decoded text.');
});

const anyEffect = fc
  .record({
    kind: fc.constantFrom(...EFFECT_KINDS),
    where: fc.constantFrom(undefined, ...PATH_CLASSES),
    recursive: fc.boolean(),
    command: fc.constantFrom(undefined, 0, 1),
  })
  .map(({ kind, where, recursive, command }) =>
    effect(kind, { recursive, ...(where && { where }), ...(command !== undefined && { command }) }),
  );
const anyReading = fc
  .tuple(fc.array(anyEffect, { maxLength: 4 }), fc.boolean())
  .map(([effects, literal]) => reading(effects, command('npm test', literal), command('ls')));
const anyCondition: fc.Arbitrary<Condition> = fc.record(
  {
    effect: fc.uniqueArray(fc.constantFrom(...EFFECT_KINDS), { minLength: 1, maxLength: 4 }),
    path: fc.uniqueArray(fc.constantFrom(...PATH_CLASSES), { minLength: 1, maxLength: 4 }),
    command: fc.constantFrom([['npm', 'test']], [['ls']]),
    language: fc.constantFrom(['bash'], ['python']),
    recursive: fc.boolean(),
  },
  { requiredKeys: [] },
);
const anyRule = (...decisions: Rule['decision'][]) =>
  fc.tuple(fc.constantFrom(...decisions), anyCondition).map(([decision, when]) => rule(decision, when));
const anyPolicy = fc
  .tuple(fc.constantFrom(...STRICTNESS), fc.array(anyRule('allow', 'ask', 'deny'), { maxLength: 5 }))
  .map(([fallback, rules]) => policy(fallback, ...rules));

test('adding a policy never loosens, order never matters', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(anyPolicy, { minLength: 1, maxLength: 3 }),
      anyPolicy,
      anyReading,
      async (policies, added, given) => {
        const before = await judge(proposal(), given, policies);
        const after = await judge(proposal(), given, [added, ...policies]);
        const turned = await judge(proposal(), given, [...policies, added].reverse());
        assert.ok(STRICTNESS.indexOf(after.decision) >= STRICTNESS.indexOf(before.decision));
        if (before.demanded) assert.ok(after.demanded || after.decision === 'deny');
        assert.deepEqual([turned.decision, turned.demanded], [after.decision, after.demanded]);
      },
    ),
  );
});

test('adding a rule that asks or denies never loosens, wherever it stands', async () => {
  await fc.assert(
    fc.asyncProperty(anyPolicy, anyRule('ask', 'deny'), anyReading, async (given, added, block) => {
      const before = await judge(proposal(), block, [given]);
      const first = await judge(proposal(), block, [{ ...given, rules: [added, ...given.rules] }]);
      const last = await judge(proposal(), block, [{ ...given, rules: [...given.rules, added] }]);
      // Asking may lift a default of deny; the table above says when.
      const lifts = added.decision === 'ask' && before.reasons[0]?.rule === 'default';
      assert.ok(lifts || STRICTNESS.indexOf(first.decision) >= STRICTNESS.indexOf(before.decision));
      assert.equal(last.decision, first.decision);
      if (before.demanded) assert.ok(first.demanded || first.decision === 'deny');
    }),
  );
});

test('an allow rule never lifts what another rule asks or denies', async () => {
  await fc.assert(
    fc.asyncProperty(anyPolicy, anyRule('allow'), anyReading, async (given, added, block) => {
      const before = await judge(proposal(), block, [given]);
      const after = await judge(proposal(), block, [{ ...given, rules: [...given.rules, added] }]);
      if (before.reasons[0]?.rule !== 'default') assert.equal(after.decision, before.decision);
    }),
  );
});
