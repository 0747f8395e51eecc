// Where approve-run's own files lie on a machine: blocks that would change them are denied, or want a typed code. None of them is run.
import assert from 'node:assert/strict';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { approveRun, BINARY } from '../helpers/approve-run.ts';
import { fence, type Scratch, scratch } from '../helpers/scratch.ts';

interface Checked {
  readonly decision: string;
  readonly confirm?: string;
  readonly effects: readonly { readonly kind: string }[];
}

async function check(place: Scratch, codes: readonly string[], args: readonly string[], env = {}): Promise<Checked[]> {
  const input = codes.map((code) => fence('bash', code)).join('\n');
  const { stdout, stderr } = await approveRun(place, ['check', '--json', ...args, '-'], { input, env });
  if (stdout === '') throw new Error(stderr);
  return (JSON.parse(stdout) as { blocks: Checked[] }).blocks;
}

const tampers = ({ effects }: Checked) => effects.some(({ kind }) => kind === 'self-tamper');
const all = (count: number, value: boolean) => Array.from({ length: count }, () => value);

test('settings, state and cache count where the environment puts them', async (t) => {
  const place = scratch(t);
  const env = {
    XDG_CONFIG_HOME: join(place.home, 'c'),
    XDG_STATE_HOME: join(place.home, 's'),
    XDG_CACHE_HOME: join(place.home, 'k'),
  };
  const codes = ['c', 's', 'k'].map((folder) => `echo x > ~/${folder}/approve-run/any.json`);
  assert.deepEqual((await check(place, codes, [], env)).map(tampers), all(3, true));
  assert.deepEqual((await check(place, codes, [])).map(tampers), all(3, false));
});

test('the program itself counts, and reading it does not', async (t) => {
  const place = scratch(t);
  const installed = dirname(dirname(BINARY));
  const codes = [`echo x > ${installed}/dist/policies.json`, `rm -r ${installed}/bin`, `node ${BINARY} trust`];
  assert.deepEqual((await check(place, codes, [])).map(tampers), all(3, true));
  assert.equal(tampers((await check(place, [`cat ${BINARY}; ls ${installed}/dist`], []))[0] as Checked), false);
});

const RULE =
  'rules: [{ id: none, deny: { command: nothing-of-this-name }, because: x, match: [nothing-of-this-name], notMatch: [ls] }]';

test('policy files in use count, with those that they extend, whatever the block calls them', async (t) => {
  const place = scratch(t);
  place.write('rules/base.yaml', `name: base\ndescription: x\ndefault: ask\n${RULE}\n`);
  place.write(
    'rules/ours.yaml',
    'name: ours\ndescription: x\ndefault: ask\nextends: [{ policy: ./base.yaml }, { policy: deny-dangerous }]\n',
  );
  place.write('rules/other.yaml', 'name: other\ndescription: x\ndefault: allow\nrules: []\n');
  const codes = [
    'echo > rules/ours.yaml',
    'cd rules && rm base.yaml',
    'rm -rf rules',
    `sed -i s/deny/allow/ ${place.cwd}/rules/base.yaml`,
  ];
  const args = ['--policy', './rules/ours.yaml'];
  assert.deepEqual((await check(place, codes, args)).map(tampers), all(4, true));
  assert.deepEqual((await check(place, ['cat rules/ours.yaml', 'echo > rules/other.yaml'], args)).map(tampers), all(2, false));
});

for (const [policy, decision, confirm] of [
  ['deny-dangerous', 'deny', undefined],
  ['ask', 'ask', 'code'],
  ['workspace', 'ask', 'code'],
  ['read-only', 'ask', 'code'],
  ['deny-all', 'deny', undefined],
] as const)
  test(`${policy}: ${decision}${confirm ? ', with a typed code' : ''}`, async (t) => {
    const place = scratch(t);
    const codes = ['echo {} > .approvalrc', 'approve-run trust', 'kill $PPID'];
    for (const checked of await check(place, codes, ['--policy', policy]))
      assert.deepEqual([checked.decision, policy.startsWith('deny') ? undefined : checked.confirm], [decision, confirm]);
  });
