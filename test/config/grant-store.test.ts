// The user's file of grants: private, whole, one change at a time; and what is wrong with it grants nothing and is not written over.
import assert from 'node:assert/strict';
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { execa } from 'execa';
import { grantStore } from '../../src/config/grant-store.ts';
import type { Grant } from '../../src/grant.ts';
import { scratch } from '../helpers/scratch.ts';

const DAY = 24 * 3_600_000;
const DIGEST = 'a'.repeat(64);

function grant(id: string, rest: Partial<Grant> = {}): Grant {
  return {
    id,
    project: '/work/project',
    cwd: '/work/project',
    tool: 'bash',
    start: DIGEST,
    holds: { kind: 'prefix', words: ['npm', 'test'] },
    text: 'npm test',
    does: ['execute'],
    created: new Date().toISOString(),
    expires: new Date(Date.now() + DAY).toISOString(),
    ...rest,
  };
}

function open(t: TestContext) {
  const { home } = scratch(t);
  const store = grantStore({ home, env: {} });
  const path = join(home, '.config/approve-run/grants.json');
  const put = (text: string) => {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text, { mode: 0o600 });
  };
  return { home, store, path, put };
}

const ids = (grants: readonly Grant[]) => grants.map(({ id }) => id);

test('private, whole, and nothing else is left in the folder', async (t) => {
  const { store, path } = open(t);
  assert.deepEqual(await store.read(), []);
  await store.change(() => undefined);
  assert.equal(existsSync(path), false);
  const [one, two] = [grant('0001', { usesLeft: 3 }), grant('0002', { holds: { kind: 'exactly', digest: DIGEST } })];
  await store.change(() => [one]);
  await store.change((grants) => [...grants, two]);
  assert.deepEqual(await store.read(), [one, two]);
  assert.deepEqual([statSync(dirname(path)).mode & 0o777, statSync(path).mode & 0o777], [0o700, 0o600]);
  assert.deepEqual(readdirSync(dirname(path)), ['grants.json']);
});

test('what has expired or is used up goes at the next change; what is of the future stays', async (t) => {
  const { store } = open(t);
  const past = new Date(Date.now() - DAY).toISOString();
  const future = new Date(Date.now() + DAY / 2).toISOString();
  await store.change(() => [
    grant('0001', { expires: past }),
    grant('0002', { usesLeft: 0 }),
    grant('0003', { created: future }),
  ]);
  assert.deepEqual(ids(await store.read()), ['0003']);
});

const sound = JSON.parse(JSON.stringify(grant('0001')));
const file = (grants: unknown) => JSON.stringify({ version: 1, grants });

/** What a damaged or foreign file may hold. */
const DAMAGED: readonly [string, string][] = [
  ['nothing', ''],
  ['half', file([sound]).slice(0, -20)],
  ['an array', '[]'],
  ['null', 'null'],
  ['no version', JSON.stringify({ grants: [] })],
  ['version 0', JSON.stringify({ version: 0, grants: [] })],
  ['no grants', JSON.stringify({ version: 1 })],
  ['another key', JSON.stringify({ version: 1, grants: [], more: 1 })],
  ['a grant with a key more', file([{ ...sound, only: 'mornings' }])],
  ...Object.keys(sound).map((key): [string, string] => [`a grant without ${key}`, file([{ ...sound, [key]: undefined }])]),
  ['one sound grant and one that is not', file([sound, { ...sound, tool: 7 }])],
  ['no words', file([{ ...sound, holds: { kind: 'prefix', words: [] } }])],
  ['words that are none', file([{ ...sound, holds: { kind: 'prefix', words: [1] } }])],
  ['another kind', file([{ ...sound, holds: { kind: 'all', words: ['x'] } }])],
  ['a digest that is none', file([{ ...sound, holds: { kind: 'exactly', digest: 'abc' } }])],
  ['uses that are no count', file([{ ...sound, usesLeft: 1.5 }])],
  ['negative uses', file([{ ...sound, usesLeft: -1 }])],
  ['a time that is none', file([{ ...sound, expires: 'never' }])],
];
for (const [name, text] of DAMAGED) {
  test(`damaged: ${name}`, async (t) => {
    const { store, path, put } = open(t);
    put(text);
    const error = {
      name: 'ConfigError',
      message: /grants\.json: is damaged, so it grants nothing\. .*approve-run grants clear$/,
    };
    await assert.rejects(store.read(), error);
    await assert.rejects(
      store.change(() => assert.fail('it was handed out')),
      error,
    );
    assert.equal(readFileSync(path, 'utf8'), text);
    assert.deepEqual(readdirSync(dirname(path)), ['grants.json']);
  });
}

test('of a newer approve-run, writable for others, a folder, not UTF-8: said, and left as it is', async (t) => {
  const { store, path, put } = open(t);
  const fails = (message: RegExp) => assert.rejects(store.read(), { name: 'ConfigError', message });
  put(JSON.stringify({ version: 2, permits: [] }));
  await fails(/is of a newer approve-run, .* run: approve-run grants clear$/);
  put(file([sound]));
  chmodSync(path, 0o662);
  await fails(new RegExp(`others may write to it, .* run: chmod 600 ${path}$`));
  chmodSync(path, 0o600);
  writeFileSync(path, Buffer.from([0x22, 0xff, 0x22]));
  await fails(/not valid UTF-8/);
  assert.equal(await store.clear(), true);
  assert.equal(await store.clear(), false);
  mkdirSync(path);
  await fails(/is no regular file/);
});

test('another user’s file grants nothing', { skip: process.getuid?.() !== 0 && 'only root can give a file away' }, async (t) => {
  const { store, path, put } = open(t);
  put(file([sound]));
  const { chownSync } = await import('node:fs');
  chownSync(path, 12345, 12345);
  await assert.rejects(store.read(), { message: new RegExp(`belongs to another user, .* run: chown \\$USER ${path}$`) });
});

test('without a home nothing is remembered', async () => {
  const store = grantStore({ home: '', env: {} });
  assert.deepEqual(await store.read(), []);
  assert.equal(await store.clear(), false);
  await assert.rejects(
    store.change(() => []),
    { name: 'ConfigError', message: /Set HOME/ },
  );
});

test('a change that throws changes nothing, and frees the lock', async (t) => {
  const { store, path } = open(t);
  await store.change(() => [grant('0001')]);
  await assert.rejects(
    store.change(() => {
      throw new TypeError('lost');
    }),
    /lost/,
  );
  assert.deepEqual(ids(await store.read()), ['0001']);
  assert.deepEqual(readdirSync(dirname(path)), ['grants.json']);
});

test('a lock that somebody left is broken when it is old, and waited for while it is not', async (t) => {
  const { store, path, put } = open(t);
  put(file([]));
  const lock = `${path}.lock`;
  writeFileSync(lock, 'left behind');
  let done = false;
  const changing = store
    .change(() => [grant('0001')])
    .then(() => {
      done = true;
    });
  await new Promise((resolve) => setTimeout(resolve, 150));
  assert.equal(done, false);
  const old = (Date.now() - 60_000) / 1000;
  utimesSync(lock, old, old);
  await changing;
  assert.deepEqual(ids(await store.read()), ['0001']);
  assert.deepEqual(readdirSync(dirname(path)), ['grants.json']);
});

test('a change whose lock was taken over is not written', async (t) => {
  const { store, path } = open(t);
  await store.change(() => [grant('0001')]);
  await assert.rejects(
    store.change(() => {
      writeFileSync(`${path}.lock`, 'of another');
      return [];
    }),
    { name: 'ConfigError', message: /another approve-run changed it meanwhile/ },
  );
  assert.deepEqual(ids(await store.read()), ['0001']);
});

/** Adds grants, or uses one up, from a process of its own; prints how often it got one. */
const WORKER = `
import { grantStore } from './src/config/grant-store.ts';
import { storedGrants } from './src/approval/grants/stored-grants.ts';
import { createGrants } from './src/approval/grants/grants.ts';
const [home, what, times, given] = process.argv.slice(1);
const store = grantStore({ home, env: {} });
const { judged, project, made } = JSON.parse(given);
const grants = storedGrants(createGrants(), { store, project });
let got = 0;
for (let at = 0; at < Number(times); at++) {
  if (what === 'use') got += (await grants.covers(judged)) === undefined ? 0 : 1;
  else await store.change((all) => [...all, { ...made, id: (process.pid * 100 + at).toString(16).slice(-4).padStart(4, '0') }]);
}
console.log(got);
`;

function worker(home: string, what: 'use' | 'add', times: number, given: object) {
  const args = ['--import', 'tsx', '--input-type=module', '-e', WORKER, home, what, String(times), JSON.stringify(given)];
  return execa(process.execPath, args, { cwd: join(import.meta.dirname, '../..') });
}

test('four processes add at once, and none undoes what another did', async (t) => {
  const { home, store } = open(t);
  const given = { judged: {}, project: '/work/project', made: grant('0000') };
  await Promise.all(Array.from({ length: 4 }, () => worker(home, 'add', 10, given)));
  assert.equal((await store.read()).length, 40);
});

test('four processes use one grant up together, and not once more', async (t) => {
  const { home, store } = open(t);
  const { makeGrant } = await import('../../src/approval/grants/make-grant.ts');
  const { subjectOf } = await import('../../src/approval/grants/grant-covers.ts');
  const project = '/work/project';
  const judged = {
    proposal: {
      block: { index: 1, language: 'sh', code: 'npm test', line: 1, digest: DIGEST },
      tool: 'bash',
      argv: ['/bin/bash', '{fd}'] as const,
      cwd: project,
      sandbox: 'none' as const,
    },
    reading: { effects: [], commands: [] },
    verdict: { decision: 'ask' as const, demanded: false, reasons: [] },
  };
  const terms = { project, id: '0001', now: Date.now(), forMs: DAY, uses: 13 };
  await store.change(() => [makeGrant(subjectOf(judged), { kind: 'exactly' }, terms)]);
  const used = await Promise.all(Array.from({ length: 4 }, () => worker(home, 'use', 10, { judged, project, made: {} })));
  assert.equal(
    used.reduce((sum, { stdout }) => sum + Number(stdout), 0),
    13,
  );
  assert.deepEqual(await store.read(), []);
});
