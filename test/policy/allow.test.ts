// An allow rule holds only for a block that is proved as a whole.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Reading } from '../../src/effects.ts';
import { judge } from '../../src/policy/judge.ts';
import type { Condition } from '../../src/policy/policy.ts';
import { command, effect, policy, proposal, reading, rule } from './make.ts';

const RUN = effect('execute', { command: 0 });
const NPM_TEST: Condition = { command: [['npm', 'test']] };
const NONE: Condition = { effect: ['none'] };
const OWN: Condition = { effect: ['write', 'delete'], path: ['inside'] };
const inside = (kind: 'write' | 'delete' | 'overwrite', at?: number) =>
  effect(kind, { where: 'inside', path: '/home/user/project/x', ...(at === undefined ? {} : { command: at }) });

const CASES: readonly [block: string, allows: readonly Condition[], given: Reading, allowed: boolean][] = [
  ['npm test', [NPM_TEST], reading([RUN], command('npm test')), true],
  ['npm test -- --watch=false', [NPM_TEST], reading([RUN], command('npm test -- --watch=false')), true],
  ['npm testing', [NPM_TEST], reading([RUN], command('npm testing')), false],
  ['./npm test', [NPM_TEST], reading([RUN], command('./npm test')), false],
  [
    'npm test; rm -rf /',
    [NPM_TEST],
    reading([RUN, effect('delete', { where: 'system', command: 1 })], command('npm test'), command('rm -rf /')),
    false,
  ],
  ['npm test; ls', [NPM_TEST], reading([RUN], command('npm test'), command('ls')), false],
  ['npm test; ls', [NPM_TEST, NONE], reading([RUN], command('npm test'), command('ls')), true],
  [
    '$(npm test)',
    [NPM_TEST, NONE],
    reading([RUN, effect('opaque', { command: 1 })], command('npm test'), command('$(npm test)', false)),
    false,
  ],
  [
    'npm test > ~/.bashrc',
    [NPM_TEST, NONE],
    reading([RUN, effect('persistence', { where: 'home' })], command('npm test')),
    false,
  ],
  ['PATH=. npm test', [NPM_TEST, NONE], reading([RUN], command('npm test', false)), false],
  ['npm test "$X"', [NPM_TEST, NONE], reading([RUN], command('npm test $X', false)), false],
  [
    'cd /elsewhere; npm test',
    [NPM_TEST, NONE],
    reading([effect('execute', { command: 1 })], command('cd /elsewhere'), command('npm test')),
    false,
  ],
  [
    'cd src; npm test',
    [NPM_TEST, { command: [['cd', 'src']] }],
    reading([effect('execute', { command: 1 })], command('cd src'), command('npm test')),
    true,
  ],
  ['cd src; ls', [NONE], reading([], command('cd src'), command('ls')), true],
  [
    'export PATH=.; npm test',
    [NPM_TEST, NONE],
    reading([effect('execute', { command: 1 })], command('export PATH=.'), command('npm test')),
    false,
  ],
  [
    'timeout 9 npm test',
    [NPM_TEST],
    reading([effect('execute', { command: 1 })], command('timeout 9 npm test'), command('npm test')),
    false,
  ],
  ['npm test, in any language but bash', [{ ...NPM_TEST, language: ['sh'] }], reading([RUN], command('npm test')), false],
  ['npm test and hidden text', [NPM_TEST, NONE], reading([RUN, effect('hidden-text')], command('npm test')), false],
  [
    'hidden text by name',
    [NPM_TEST, { effect: ['hidden-text'] }],
    reading([RUN, effect('hidden-text')], command('npm test')),
    true,
  ],
  ['ls', [NONE], reading([], command('ls')), true],
  ['ls', [OWN], reading([], command('ls')), false],
  ['x=1', [NONE], reading([]), true],
  ['x=1', [NPM_TEST, OWN], reading([]), false],
  ['x=1', [{}], reading([]), true],
  ['rm x', [OWN], reading([inside('delete', 0)], command('rm x')), true],
  ['rm "$X"', [OWN], reading([inside('delete', 0)], command('rm $X', false)), true],
  ['rm x, only npm', [{ ...OWN, command: [['npm']] }], reading([inside('delete', 0)], command('rm x')), false],
  ['rm x, by rm', [{ ...OWN, command: [['rm']] }], reading([inside('delete', 0)], command('rm x')), true],
  [
    'rm build/$X',
    [OWN],
    reading([effect('delete', { where: 'inside', path: '/home/user/project/build/$X' })], command('rm build/$X', false)),
    false,
  ],
  ['echo > x; ls', [OWN, NONE], reading([inside('write')], command('echo'), command('ls')), true],
  ['echo > x; ls', [OWN], reading([inside('write')], command('echo'), command('ls')), false],
  ['rm x; cp y x', [OWN], reading([inside('delete', 0), inside('overwrite', 1)], command('rm x'), command('cp y x')), false],
  [
    'two rules, one block',
    [OWN, { effect: ['overwrite'] }],
    reading([inside('delete', 0), inside('overwrite', 1)], command('rm x'), command('cp y x')),
    true,
  ],
  [
    'curl a',
    [{ effect: ['network'], host: ['a.example'] }],
    reading([effect('network', { host: 'a.example', command: 0 })], command('curl a')),
    true,
  ],
  [
    'curl a b',
    [{ effect: ['network'], host: ['a.example'] }],
    reading(
      [effect('network', { host: 'a.example', command: 0 }), effect('network', { host: 'b.example', command: 0 })],
      command('curl a b'),
    ),
    false,
  ],
  [
    'rm -r build',
    [{ path: ['build/**'] }],
    reading([effect('delete', { path: '/home/user/project/build', recursive: true, command: 0 })], command('rm -r build')),
    true,
  ],
  [
    'rm -r build',
    [{ path: ['build'] }],
    reading([effect('delete', { path: '/home/user/project/build', recursive: true, command: 0 })], command('rm -r build')),
    false,
  ],
  [
    'rm -r build/a',
    [{ path: ['./build/*'] }],
    reading([effect('delete', { path: '/home/user/project/build/a', recursive: true, command: 0 })], command('rm -r build/a')),
    false,
  ],
  [
    'rm build/a',
    [{ path: ['./build/*'] }],
    reading([effect('delete', { path: '/home/user/project/build/a', command: 0 })], command('rm build/a')),
    true,
  ],
  [
    'rm build/../../x',
    [{ path: ['build/**'] }],
    reading([effect('delete', { path: 'build/../../x', command: 0 })], command('rm build/../../x')),
    false,
  ],
  [
    'rm -r .',
    [{ path: ['build/**'] }],
    reading([effect('delete', { path: '/home/user/project', recursive: true, command: 0 })], command('rm -r .')),
    false,
  ],
  [
    'rm $X',
    [{ path: ['build/**'] }],
    reading([effect('delete', { path: 'build/$X', where: 'dynamic', command: 0 })], command('rm $X', false)),
    false,
  ],
  ['rm with no known path', [{ path: ['**'] }], reading([effect('delete', { command: 0 })], command('rm')), false],
];

for (const [block, allows, given, allowed] of CASES) {
  test(`${block} under ${JSON.stringify(allows)}: ${allowed ? 'allowed' : 'asks'}`, async () => {
    const { decision } = await judge(proposal(), given, [policy('ask', ...allows.map((when) => rule('allow', when)))]);
    assert.equal(decision, allowed ? 'allow' : 'ask');
  });
}

test('an allowed block names every rule that took part, and no other', async () => {
  const rules = [rule('allow', OWN, { id: 'own' }), rule('allow', NONE, { id: 'none' }), rule('allow', NPM_TEST, { id: 'npm' })];
  const { reasons } = await judge(proposal(), reading([inside('write')], command('echo')), [policy('ask', ...rules)]);
  assert.deepEqual(
    reasons.map((reason) => reason.rule),
    ['own', 'none'],
  );
});
