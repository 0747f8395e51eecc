// policyApproval: what policies allow, deny and ask, and everything that must not be a yes.
import assert from 'node:assert/strict';
import { resolve } from 'node:path';
import { test } from 'node:test';
import { openGate } from '../../src/assemble/open-gate.ts';
import { policyApproval } from '../../src/assemble/policy-approval.ts';
import { PolicyError, SerializationError } from '../../src/errors.ts';
import type { ApprovalFunction, ApprovalRequest } from '../../src/types.ts';
import { requestToRun } from '../helpers/request.ts';
import { scratch } from '../helpers/scratch.ts';
import { module, policy, proposal, rule } from '../policy/make.ts';

const yes: ApprovalFunction = () => ({ approved: true, reason: 'somebody said yes', remember: 'tool' });
const DENIES_TOUCH = policy('allow', rule('deny', { command: [['touch']] }));
const ASKS_TOUCH = policy('allow', rule('ask', { command: [['touch']] }, { confirm: 'code' }));

test('allowed is approved, denied is denied with the reason of the rule', async () => {
  const approval = policyApproval(['allow-all', DENIES_TOUCH]);
  assert.deepEqual(await approval(await requestToRun('ls')), { approved: true, reason: 'This policy allows everything.' });
  assert.deepEqual(await approval(await requestToRun('ls; touch marker')), { approved: false, reason: 'deny it' });
});

test('asked goes to the other, with what it asks for; without one nothing is approved', async () => {
  const seen: ApprovalRequest[] = [];
  const other: ApprovalFunction = (request) => {
    seen.push(request);
    return yes(request);
  };
  const request = await requestToRun('touch marker');
  const answer = await policyApproval(ASKS_TOUCH, { otherwise: other })(request);
  assert.deepEqual(answer, { approved: true, reason: 'somebody said yes' }, 'no "always": it would answer before the policies');
  const [{ reasons, demanded, confirm, canRemember, code } = request] = seen;
  assert.deepEqual(
    [reasons.map(({ because }) => because), demanded, confirm, canRemember, code],
    [['ask it', 'No rule allows it.'], true, 'code', false, 'touch marker'],
  );
  assert.deepEqual(await policyApproval(ASKS_TOUCH)(request), {
    approved: false,
    reason: 'nobody else could be asked, and its policy asks: ask it',
  });
});

for (const [why, rest, says] of [
  ['a rule demands that somebody is asked', { demanded: true }, /a rule demands that somebody is asked: No rule allows it\./],
  ['a person changed it', { proposed: 'ls -l' }, /a person changed it/],
] as const) {
  test(`no allow answers where ${why}; a deny does`, async () => {
    const request = await requestToRun('ls', rest);
    const alone = await policyApproval('allow-all')(request);
    assert.equal(alone.approved, false);
    assert.match(alone.reason, says);
    assert.equal((await policyApproval('allow-all', { otherwise: yes })(request)).reason, 'somebody said yes');
    assert.equal((await policyApproval('deny-all', { otherwise: yes })(request)).approved, false);
  });
}

test('behind a gate of somebody’s own that looks at no code, the policy reads it', async () => {
  const asks = policy('deny', rule('ask', {}));
  const approvalFunc = policyApproval(policy('allow', rule('deny', { effect: ['write'] })));
  const gate = openGate({ policy: asks, approvalFunc });
  const outcomes = ['echo hello', 'touch marker'].map(async (code) => {
    const made = proposal('bash', process.cwd());
    const judged = await gate.judge({ ...made, block: { ...made.block, code } });
    const { demanded, ...verdict } = judged.verdict;
    const decision = await gate.decide(
      { ...judged, reading: { effects: [], commands: [] }, verdict: { ...verdict, demanded: false } },
      () => [],
      new AbortController().signal,
    );
    return decision.outcome;
  });
  assert.deepEqual(await Promise.all(outcomes), ['approved', 'denied']);
});

test('a built-in policy that is not there is told at once, a file that is not there when it is asked', async (t) => {
  const place = scratch(t);
  assert.throws(
    () => policyApproval('deny-dangerus'),
    (error) => error instanceof PolicyError && /deny-dangerous/.test(error.message),
  );
  const answer = await policyApproval(`${place.cwd}/gone.yaml`, { otherwise: yes })(await requestToRun('ls'));
  assert.deepEqual([answer.approved, answer.outcome], [false, 'failed']);
  assert.match(answer.reason, /could not be asked: .*gone\.yaml/);
});

test('a file is read when the approver is made, not when it is asked', async (t) => {
  const place = scratch(t);
  const file = place.write('ours.yaml', 'name: ours\ndescription: d\ndefault: deny\n');
  const approval = policyApproval(file);
  assert.equal((await approval(await requestToRun('ls'))).approved, false);
  place.write('ours.yaml', 'name: ours\ndescription: d\ndefault: allow\n');
  assert.equal((await approval(await requestToRun('ls'))).approved, false);
});

test('modules decide, and one that throws denies', async () => {
  assert.equal(
    (await policyApproval(module(() => ({ approved: true, reason: 'fine' })))(await requestToRun('ls'))).reason,
    'fine',
  );
  const broken = module(() => {
    throw new Error('a fault');
  });
  assert.deepEqual(await policyApproval(broken)(await requestToRun('ls')), { approved: false, reason: 'It failed: a fault.' });
});

test('no policy at all approves nothing', async () => {
  assert.equal((await policyApproval([])(await requestToRun('ls'))).approved, false);
});

test('names are written down; what is code, or given by value, is named', () => {
  assert.deepEqual(policyApproval('workspace').toConfig(), { kind: 'policy', policy: 'workspace' });
  assert.deepEqual(policyApproval(['workspace', './ours.yaml']).toConfig(), {
    kind: 'policy',
    policy: ['workspace', resolve('ours.yaml')],
  });
  const unwritten = (approval: ReturnType<typeof policyApproval>, what: RegExp) =>
    assert.throws(
      () => approval.toConfig(),
      (error) => error instanceof SerializationError && what.test(error.message),
    );
  unwritten(policyApproval(['workspace', DENIES_TOUCH]), /the policy "default-allow", which is given by value/);
  unwritten(policyApproval('workspace', { otherwise: yes }), /`otherwise`/);
});
