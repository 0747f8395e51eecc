// Grants of the run and of the file as one: who is asked first, what a use costs, and that trouble with the file grants nothing.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { subjectOf } from '../../../src/approval/grants/grant-covers.ts';
import { createGrants } from '../../../src/approval/grants/grants.ts';
import { makeGrant } from '../../../src/approval/grants/make-grant.ts';
import { howLong } from '../../../src/approval/grants/name-grant.ts';
import { storedGrants } from '../../../src/approval/grants/stored-grants.ts';
import type { Grant, GrantStore } from '../../../src/grant.ts';
import type { Judged } from '../../../src/types.ts';

const PROJECT = '/work/project';
const DAY = 24 * 3_600_000;
const JUDGED: Judged = {
  proposal: {
    block: { index: 1, language: 'sh', code: 'npm test\n', line: 1, digest: 'd' },
    tool: 'bash',
    argv: ['/bin/bash', '{fd}'],
    cwd: PROJECT,
    sandbox: 'none',
  },
  reading: { effects: [], commands: [{ argv: ['npm', 'test'], literal: true, line: 1 }] },
  verdict: { decision: 'ask', demanded: false, reasons: [] },
};

function made(id: string, uses?: number, forMs = 30 * DAY): Grant {
  const width = { kind: 'prefix', words: ['npm', 'test'] } as const;
  return makeGrant(subjectOf(JUDGED), width, { project: PROJECT, id, now: Date.now() - 1000, forMs, uses });
}

function inMemory(...given: Grant[]): GrantStore & { grants: readonly Grant[] } {
  return {
    grants: given,
    async read() {
      return this.grants;
    },
    async change(how) {
      this.grants = how(this.grants) ?? this.grants;
    },
  };
}

test('names the grant, and what is left of it', async () => {
  const store = inMemory(made('a1b2'));
  const { covers } = storedGrants(createGrants(), { store, project: PROJECT });
  assert.equal(await covers(JUDGED), 'always npm test (grant a1b2, 30 days left)');
});

test('each use is counted before it is granted, down to none', async () => {
  const store = inMemory(made('a1b2', 2, 7_200_000));
  const { covers } = storedGrants(createGrants(), { store, project: PROJECT });
  assert.equal(await covers(JUDGED), 'always npm test (grant a1b2, 1 use, 2 hours left)');
  assert.equal(store.grants[0]?.usesLeft, 1);
  assert.equal(await covers(JUDGED), 'always npm test (grant a1b2, its last use)');
  assert.equal(await covers(JUDGED), undefined);
});

test('one without a number spares one with', async () => {
  const store = inMemory(made('0001', 2), made('0002'));
  const { covers } = storedGrants(createGrants(), { store, project: PROJECT });
  assert.match((await covers(JUDGED)) ?? '', /grant 0002/);
  assert.equal(store.grants[0]?.usesLeft, 2);
});

test('what the run remembers costs no use', async () => {
  const store = inMemory(made('0001', 2));
  const { covers } = storedGrants(createGrants(['bash']), { store, project: PROJECT });
  assert.equal(await covers(JUDGED), 'always bash');
  assert.equal(store.grants[0]?.usesLeft, 2);
});

test('revoked while the run goes on: asked again', async () => {
  const store = inMemory(made('0001'));
  const { covers } = storedGrants(createGrants(), { store, project: PROJECT });
  assert.ok(await covers(JUDGED));
  store.grants = [];
  assert.equal(await covers(JUDGED), undefined);
});

test('no project, another one, a file that cannot be read or counted in: nothing', async () => {
  const fails = async () => {
    throw new Error('damaged');
  };
  const one = inMemory(made('0001', 2));
  for (const remembered of [
    { store: one, project: undefined },
    { store: one, project: '/work/other' },
    { store: { ...one, read: fails }, project: PROJECT },
    { store: { read: async () => one.grants, change: fails }, project: PROJECT },
  ])
    assert.equal(await storedGrants(createGrants(), remembered).covers(JUDGED), undefined);
});

for (const [ms, words] of [
  [30 * DAY - 1000, '30 days'],
  [2 * DAY, '2 days'],
  [DAY, '24 hours'],
  [7_200_000, '2 hours'],
  [7_000_000, '117 minutes'],
  [60_000, '1 minute'],
  [1, '1 minute'],
] as const)
  test(`${ms} ms are ${words}`, () => assert.equal(howLong(ms), words));
