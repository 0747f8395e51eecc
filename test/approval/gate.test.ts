// Who decides, in what order; and that whatever goes wrong while somebody is asked is no approval.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createGate } from '../../src/approval/gate.ts';
import { createGrants, type Grants } from '../../src/approval/grants/grants.ts';
import { assertApproved } from '../../src/approved.ts';
import { checkResponse } from '../../src/approver.ts';
import type { Reading } from '../../src/effects.ts';
import type { ApprovalFunction, ApprovalRequest, Proposal, Verdict } from '../../src/types.ts';

const proposal: Proposal = {
  block: { index: 1, language: 'sh', code: 'true\n', line: 1, digest: 'd' },
  tool: 'bash',
  argv: ['/bin/bash', '{fd}'],
  cwd: '/tmp',
  sandbox: 'none',
};
const verdict = (decision: Verdict['decision'], demanded = false): Verdict => ({
  decision,
  demanded,
  reasons: [{ policy: 'p', rule: 'r', because: 'because', decision }],
});
const NOTHING: Reading = { effects: [], commands: [] };
const YES: ApprovalFunction = () => ({ approved: true, reason: 'yes' });

async function decide(given: Verdict, approver?: ApprovalFunction, always: string[] = [], signal = new AbortController().signal) {
  const gate = createGate({
    read: async () => NOTHING,
    judge: async () => given,
    grants: createGrants(always),
    approver,
  });
  const decision = await gate.decide(await gate.judge(proposal), () => [], signal);
  assert.ok(decision.outcome !== 'edited');
  return decision;
}

const ORDER: readonly [string, Verdict, ApprovalFunction | undefined, string[], string][] = [
  ['a deny is not lifted by a grant or a yes', verdict('deny'), YES, ['all'], 'denied by policy'],
  ['an allow needs nobody', verdict('allow'), undefined, [], 'approved by policy'],
  ['a default ask is answered by a grant', verdict('ask'), undefined, ['bash'], 'approved by grant'],
  ['all means every tool', verdict('ask'), undefined, ['all'], 'approved by grant'],
  ['a grant for another tool does not count', verdict('ask'), undefined, ['python'], 'denied by nobody'],
  ["a rule's ask is not answered by a grant", verdict('ask', true), undefined, ['all'], 'denied by nobody'],
  ["a rule's ask goes to the approver", verdict('ask', true), YES, ['all'], 'approved by approver'],
  ['nobody to ask is a denial', verdict('ask'), undefined, [], 'denied by nobody'],
];
for (const [name, given, approver, always, expected] of ORDER) {
  test(name, async () => {
    const { outcome, by } = await decide(given, approver, always);
    assert.equal(`${outcome} by ${by}`, expected);
  });
}

/** What an approver may do wrong; none of it may approve. */
const WRONG: readonly [string, unknown, RegExp][] = [
  ['nothing', undefined, /gave no answer/],
  ['null', null, /gave no answer/],
  ['a bare true', true, /gave no answer/],
  ['a word', 'yes', /gave no answer/],
  ['no approved', { reason: 'x' }, /no `approved/],
  ['a truthy approved', { approved: 'yes', reason: 'x' }, /no `approved/],
  ['approved: 1', { approved: 1, reason: 'x' }, /no `approved/],
  ['no reason', { approved: true }, /no `reason`/],
  ['an approval with another outcome', { approved: true, reason: 'x', outcome: 'denied' }, /unknown `outcome`/],
  ['an unknown outcome', { approved: false, reason: 'x', outcome: 'maybe' }, /unknown `outcome`/],
  ['an unknown width', { approved: true, reason: 'x', remember: 'forever' }, /unknown `remember`/],
];
for (const [name, answer, message] of WRONG) {
  for (const [way, approver] of [
    ['returned', () => answer],
    ['promised', async () => answer],
  ] as const) {
    test(`not approved: ${name}, ${way}`, async () => {
      const decision = await decide(verdict('ask'), approver as ApprovalFunction);
      assert.equal(decision.outcome, 'failed');
      assert.match(decision.reason, message);
    });
  }
}

test('a throw and a rejection are no approval, and the cause is kept', async () => {
  for (const approver of [
    () => {
      throw new Error('lost');
    },
    () => Promise.reject(new Error('lost')),
  ]) {
    const decision = await decide(verdict('ask'), approver);
    assert.deepEqual([decision.outcome, decision.reason], ['failed', 'could not be asked: lost']);
  }
});

test('a throw of what is no error, not even a text, is no approval either', async () => {
  const decision = await decide(verdict('ask'), () => {
    throw Object.create(null);
  });
  assert.equal(decision.outcome, 'failed');
});

test('a late yes never counts', async () => {
  const ended = new AbortController();
  const slow: ApprovalFunction = () =>
    new Promise((resolve) => {
      ended.signal.addEventListener('abort', () => resolve({ approved: true, reason: 'late' }));
    });
  const deciding = decide(verdict('ask'), slow, [], ended.signal);
  setImmediate(() => ended.abort());
  assert.equal((await deciding).outcome, 'cancelled');
  assert.equal((await decide(verdict('allow'), undefined, [], ended.signal)).outcome, 'cancelled');
});

test('remember is for later default asks of the same tool, and not for what a rule asks', async () => {
  const grants = createGrants();
  const covers = async (tool: string) =>
    (await grants.covers({ proposal: { ...proposal, tool }, reading: NOTHING, verdict: verdict('ask') })) !== undefined;
  const gate = (given: Verdict) =>
    createGate({
      read: async () => NOTHING,
      judge: async () => given,
      grants,
      approver: () => ({ approved: true, reason: 'x', remember: 'tool' }),
    });
  const signal = new AbortController().signal;
  const demanded = gate(verdict('ask', true));
  await demanded.decide(await demanded.judge(proposal), () => [], signal);
  assert.equal(await covers('bash'), false);
  const ordinary = gate(verdict('ask'));
  await ordinary.decide(await ordinary.judge(proposal), () => [], signal);
  assert.deepEqual([await covers('bash'), await covers('python')], [true, false]);
});

const HIDDEN: Reading = { effects: [{ kind: 'hidden-text', says: 'holds hidden text', line: 1, via: [] }], commands: [] };
const EDITED = { ...proposal, block: { ...proposal.block, proposed: { code: 'false\n', digest: 'e' } } };

for (const [name, given, reading] of [
  ['hides text', proposal, HIDDEN],
  ['was edited by a person', EDITED, NOTHING],
] as const) {
  test(`a block that ${name} is asked about whatever is granted, and nothing is remembered of it`, async () => {
    let asked = 0;
    const grants: Grants = {
      covers: () => 'always everything',
      add: () => assert.fail('it was remembered'),
    };
    const gate = createGate({
      read: async () => reading,
      judge: async () => verdict('ask'),
      grants,
      approver: ({ canRemember }) => {
        asked += 1;
        assert.equal(canRemember, false);
        return { approved: true, reason: 'yes', remember: 'tool' };
      },
    });
    const decision = await gate.decide(await gate.judge(given), () => [], new AbortController().signal);
    assert.deepEqual(['by' in decision && decision.by, asked], ['approver', 1]);
  });
}

test('what is approved is frozen, and is what was proposed', async () => {
  const decision = await decide(verdict('allow'));
  assert.equal(decision.outcome, 'approved');
  if (decision.outcome !== 'approved') return;
  const { approved } = decision;
  assertApproved(approved);
  assert.deepEqual({ ...approved }, { ...proposal, executes: [], effects: [] });
  assert.throws(() => Object.assign(approved.block, { code: 'rm' }), TypeError);
  assert.throws(() => (approved.argv as unknown as string[]).push('x'), TypeError);
  assert.throws(() => assertApproved({ ...approved }), /not approved by the gate/);
});

test('the request shows the approver all it may look at', async () => {
  let seen: ApprovalRequest | undefined;
  await decide(verdict('ask'), (request) => {
    seen = request;
    return { approved: false, reason: 'no' };
  });
  assert.deepEqual(
    [seen?.code, seen?.language, seen?.tool, seen?.digest, seen?.cwd, seen?.canRemember, seen?.context],
    ['true\n', 'sh', 'bash', 'd', '/tmp', true, []],
  );
});

test('what was written into Object.prototype answers nothing', async () => {
  Object.defineProperty(Object.prototype, 'approved', { value: true, configurable: true });
  try {
    assert.throws(() => checkResponse({ reason: '' }), /Object\.prototype has an `approved`/);
  } finally {
    Reflect.deleteProperty(Object.prototype, 'approved');
  }
});
