// Policies that are programs, and the one that a list of tools makes.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { judge } from '../../src/policy/judge.ts';
import { loadPolicy } from '../../src/policy/load-policy.ts';
import { needsReading } from '../../src/policy/needs-reading.ts';
import { onlyTools } from '../../src/policy/tools-policy.ts';
import { BUILT_IN_TOOLS } from '../../src/tool/tools.ts';
import type { ApprovalRequest } from '../../src/types.ts';
import { scratch } from '../helpers/scratch.ts';
import { fakeRead } from './fake-reader.ts';
import { effect, module, policy, proposal, reading, rule } from './make.ts';

const NO_ANSWER = 'It failed: the approver gave no answer { approved, reason }.';
const NO_APPROVED = 'It failed: the answer has no `approved: true` or `approved: false`.';
const NO_REASON = 'It failed: the answer has no `reason` (a text).';
const ANSWERS: readonly [what: string, approve: (request: ApprovalRequest) => unknown, decision: string, because: string][] = [
  ['yes', () => ({ approved: true, reason: 'fine' }), 'allow', 'fine'],
  ['yes, later', async () => ({ approved: true, reason: 'fine' }), 'allow', 'fine'],
  ['no', () => ({ approved: false, reason: 'not\nnow' }), 'deny', 'not\\nnow'],
  ['true', () => true, 'deny', NO_ANSWER],
  ['nothing', () => undefined, 'deny', NO_ANSWER],
  ['null', () => null, 'deny', NO_ANSWER],
  ['a truthy word', () => ({ approved: 'no', reason: '' }), 'deny', NO_APPROVED],
  ['no reason', () => ({ approved: true }), 'deny', NO_REASON],
  [
    'a yes that says it was denied',
    () => ({ approved: true, reason: '', outcome: 'denied' }),
    'deny',
    'It failed: the answer has an unknown `outcome`.',
  ],
  [
    'a throw',
    () => {
      throw new Error('broken');
    },
    'deny',
    'It failed: broken.',
  ],
  ['a rejection', () => Promise.reject('gone'), 'deny', 'It failed: gone.'],
  [
    'a throw of anything',
    () => {
      throw Object.create(null);
    },
    'deny',
    'It failed: it threw something that is no error.',
  ],
];

for (const [what, approve, decision, because] of ANSWERS) {
  test(`a module that answers ${what}: ${decision}`, async () => {
    const verdict = await judge(proposal(), reading([]), [module(approve)]);
    assert.equal(verdict.decision, decision);
    assert.deepEqual(verdict.reasons, [{ policy: 'p.mjs', rule: 'approve', because, decision }]);
  });
}

test('a module sees the block and what it does, and its yes lifts nothing', async () => {
  let seen: ApprovalRequest | undefined;
  const yes = module((request) => {
    seen = request;
    return { approved: true, reason: '' };
  });
  const given = reading([effect('delete')]);
  assert.equal((await judge(proposal('node'), given, [yes, policy('allow', rule('deny', {}))])).decision, 'deny');
  assert.deepEqual([seen?.code, seen?.tool, seen?.digest, seen?.effects], ['the code', 'node', 'abc', given.effects]);
  assert.deepEqual([seen?.context, seen?.canRemember, seen?.signal.aborted], [[], false, false]);
});

test('a module is loaded by default export or approve, and only where one may be named', async (context) => {
  const place = scratch(context);
  place.write('a.mjs', 'export default () => ({ approved: true, reason: "default" });');
  place.write('b.mjs', 'export const approve = () => ({ approved: false, reason: "named" });');
  place.write('none.mjs', 'export const other = 1;');
  place.write('broken.mjs', 'throw new Error("boom\\u202e");');
  const options = { base: place.cwd, read: fakeRead, tools: BUILT_IN_TOOLS, modules: true };
  const decide = async (ref: string) => (await judge(proposal(), reading([]), [await loadPolicy(ref, options)])).reasons[0];
  assert.deepEqual(await decide('./a.mjs'), { policy: 'a.mjs', rule: 'approve', because: 'default', decision: 'allow' });
  assert.deepEqual(await decide('b.mjs'), { policy: 'b.mjs', rule: 'approve', because: 'named', decision: 'deny' });
  await assert.rejects(loadPolicy('./none.mjs', options), { name: 'PolicyError', message: /exports no function; export / });
  await assert.rejects(loadPolicy('./broken.mjs', options), {
    name: 'PolicyError',
    message: /cannot be loaded: boom\\u\{202e\}\./,
  });
  await assert.rejects(loadPolicy('./gone.mjs', options), { name: 'PolicyError', message: /gone\.mjs cannot be loaded: / });
  await assert.rejects(loadPolicy('./broken.mjs', { ...options, modules: false }), {
    name: 'PolicyError',
    message:
      './broken.mjs is a policy module, which is code: it may only be named by --policy or by your own config. Nothing ran.',
  });
});

test('onlyTools denies every other tool, whatever is in it, and loosens nothing', async () => {
  const only = onlyTools(['bash', 'py'], BUILT_IN_TOOLS, 'the task');
  const opaque = reading([effect('opaque')]);
  for (const [tool, decision] of [
    ['bash', 'allow'],
    ['python', 'allow'],
    ['node', 'deny'],
    ['ruby', 'deny'],
  ] as const) {
    assert.equal((await judge(proposal(tool), opaque, [only])).decision, decision);
  }
  const { reasons } = await judge(proposal('node'), opaque, [only]);
  assert.equal(reasons[0]?.because, 'The task allows only bash, python.');
  assert.equal((await judge(proposal('bash'), opaque, [only, policy('ask')])).demanded, true);
  assert.equal((await judge(proposal('bash'), reading([]), [onlyTools([], BUILT_IN_TOOLS, 'the task')])).decision, 'deny');
  assert.equal(needsReading(only), false);
  assert.throws(() => onlyTools(['klingon'], BUILT_IN_TOOLS, 'the task'), {
    name: 'PolicyError',
    message: /"klingon" is none; tools are bash, /,
  });
});

test('only policies that look at what code does need a reader', async () => {
  const load = (name: string) => loadPolicy(name, { base: '/', read: fakeRead, tools: BUILT_IN_TOOLS, modules: false });
  const needs = async (name: string) => needsReading(await load(name));
  for (const name of ['allow-all', 'deny-all', 'python-only']) assert.equal(await needs(name), false, name);
  for (const name of ['ask', 'deny-dangerous', 'workspace', 'read-only']) assert.equal(await needs(name), true, name);
  assert.equal(needsReading(module(() => undefined)), true);
  assert.equal(needsReading(policy('allow', rule('deny', { language: ['ruby'] }))), true, 'opaque code must still ask');
  assert.equal(needsReading(policy('deny', rule('allow', { command: [['ls']] }))), true);
});

test('a policy that needs no reading says the same with one', async () => {
  const options = { base: '/', read: fakeRead, tools: BUILT_IN_TOOLS, modules: false };
  for (const name of ['allow-all', 'deny-all', 'python-only']) {
    const policies = [await loadPolicy(name, options)];
    for (const tool of ['bash', 'python']) {
      const blind = await judge(proposal(tool), reading([]), policies);
      assert.deepEqual(
        await judge(proposal(tool), reading([effect('opaque'), effect('hidden-text'), effect('delete')]), policies),
        blind,
      );
    }
  }
});
