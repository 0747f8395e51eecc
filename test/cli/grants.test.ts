// `approve-run grants`, stored grants where nobody can be asked, and that nothing but a person at a terminal gives one.
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { analyse } from '../../src/analysis/analyse.ts';
import { makeGrant, type StoredWidth, type Terms } from '../../src/approval/grants/make-grant.ts';
import type { Grant } from '../../src/grant.ts';
import { approveRun } from '../helpers/approve-run.ts';
import { approvedBlock } from '../helpers/approved.ts';
import { fence, type Scratch, scratch } from '../helpers/scratch.ts';

const DAY = 24 * 3_600_000;
const TOUCH: StoredWidth = { kind: 'prefix', words: ['touch'] };

/** As the prompt would have saved it for this block, here. */
async function grantFor(place: Scratch, code: string, width: StoredWidth, terms: Partial<Terms> = {}): Promise<Grant> {
  const { block, ...proposal } = approvedBlock('bash', code, place.cwd);
  const { effects } = await analyse(block.code, 'bash', { cwd: place.cwd, home: place.home });
  const all = { project: place.cwd, id: 'a1b2', now: Date.now() - 1000, forMs: 30 * DAY, ...terms };
  return makeGrant({ ...block, ...proposal, effects }, width, all);
}

const fileOf = ({ home }: Scratch) => join(home, '.config/approve-run/grants.json');

function put(place: Scratch, grants: readonly Grant[] | string): void {
  mkdirSync(dirname(fileOf(place)), { recursive: true, mode: 0o700 });
  const text = typeof grants === 'string' ? grants : JSON.stringify({ version: 1, grants });
  writeFileSync(fileOf(place), text, { mode: 0o600 });
}

const task = (place: Scratch, ...codes: string[]) => place.write('task.md', codes.map((code) => fence('bash', code)).join('\n'));
const ran = ({ cwd }: Scratch, name = 'marker') => existsSync(join(cwd, name));

test('what a terminal would obey or reorder is an escape in the list, as text and as JSON', async (t) => {
  const place = scratch(t);
  const cwd = `${place.cwd}/\u009b2J\u202eevil`;
  put(place, [{ ...(await grantFor(place, 'touch a', TOUCH)), cwd, text: 'touch \u202e' }]);
  const [text, json] = [await approveRun(place, ['grants', 'list']), await approveRun(place, ['grants', 'list', '--json'])];
  for (const { stdout } of [text, json]) assert.match(stdout, /^[\x20-\x7e]+\n$/);
  assert.equal(JSON.parse(json.stdout).grants[0].cwd, cwd);
});

test('list, revoke and clear, without a terminal', async (t) => {
  const place = scratch(t);
  const none = await approveRun(place, ['grants', 'list']);
  assert.deepEqual([none.code, none.stderr], [0, '']);
  assert.match(none.stdout, /^Nothing is granted\./);
  assert.deepEqual(JSON.parse((await approveRun(place, ['grants', 'list', '--json'])).stdout), { version: 1, grants: [] });
  assert.deepEqual(await approveRun(place, ['grants', 'clear']), { code: 0, stdout: 'Nothing is granted.\n', stderr: '' });
  assert.equal(existsSync(join(place.home, '.config')), false);

  const one = await grantFor(place, 'touch a', TOUCH);
  const two = await grantFor(place, 'echo a\necho b', { kind: 'exactly' }, { id: 'c3d4', uses: 4, forMs: 7_200_000 });
  const odd = await grantFor(place, 'touch a', TOUCH, { id: 'e5f6', now: Date.now() + DAY });
  put(place, [{ ...one, sandbox: 'net' }, two, odd]);
  const elsewhere = { cwd: place.home };
  const { stdout } = await approveRun(place, ['grants', 'list'], elsewhere);
  assert.deepEqual(
    stdout.split('\n').map((line) => line.split(/ {2,}/)),
    [
      ['a1b2', 'touch', 'bash in a sandbox with network', '30 days left', '~/project'],
      ['c3d4', 'exactly "echo a …"', 'bash', '4 uses, 2 hours left', '~/project'],
      ['e5f6', 'touch', 'bash', 'does not count: made in the future', '~/project'],
      [''],
    ],
  );
  const json = JSON.parse((await approveRun(place, ['grants', 'list', '--json'], elsewhere)).stdout);
  assert.deepEqual(
    json.grants.map(({ id, kind, live, usesLeft }: Record<string, unknown>) => [id, kind, live, usesLeft]),
    [
      ['a1b2', 'prefix', true, undefined],
      ['c3d4', 'exactly', true, 4],
      ['e5f6', 'prefix', false, undefined],
    ],
  );
  assert.deepEqual(json.grants[0].words, ['touch']);
  assert.match(json.grants[1].digest, /^[0-9a-f]{64}$/);

  const unknown = await approveRun(place, ['grants', 'revoke', 'a1b2', 'ffff\u001b[2J'], elsewhere);
  assert.deepEqual([unknown.code, unknown.stdout], [2, '']);
  assert.match(unknown.stderr, /there is no grant ffff\\u\{1b\}\[2J, so nothing was revoked/);
  const revoked = await approveRun(place, ['grants', 'revoke', 'a1b2', 'c3d4'], elsewhere);
  assert.deepEqual(revoked, {
    code: 0,
    stdout: 'Revoked a1b2: always touch\nRevoked c3d4: always exactly "echo a …"\n',
    stderr: '',
  });
  assert.deepEqual(
    JSON.parse(readFileSync(fileOf(place), 'utf8')).grants.map(({ id }: Grant) => id),
    ['e5f6'],
  );
  const cleared = await approveRun(place, ['grants', 'clear'], elsewhere);
  assert.match(cleared.stdout, /^Removed ~\/\.config\/approve-run\/grants\.json\. Nothing is granted any more\.\n$/);
  assert.deepEqual(readdirSync(dirname(fileOf(place))), []);
});

test('revoke without an id is a usage error', async (t) => {
  const { code, stderr } = await approveRun(scratch(t), ['grants', 'revoke']);
  assert.equal(code, 2);
  assert.match(stderr, /missing required argument "id"/);
});

test('where nobody can be asked, a grant answers what no rule asks about, and is named', async (t) => {
  const place = scratch(t);
  put(place, [await grantFor(place, 'touch a', TOUCH, { uses: 5 })]);
  const blocks = task(place, 'touch marker', 'touch other; touch third');
  const { code, stdout, stderr } = await approveRun(place, ['--json', blocks]);
  const decided = stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line))
    .filter(({ type }) => type === 'block-decided');
  assert.deepEqual(
    decided.map(({ outcome, by, reason }) => [outcome, by, reason]),
    [
      ['approved', 'grant', 'always touch (grant a1b2, 4 uses, 30 days left)'],
      ['denied', 'nobody', 'nobody could be asked'],
    ],
  );
  assert.match(stderr, /approved: always touch \(grant a1b2, 4 uses, 30 days left\)/);
  assert.deepEqual([code, ran(place), ran(place, 'other')], [3, true, false]);
  assert.equal(JSON.parse(readFileSync(fileOf(place), 'utf8')).grants[0].usesLeft, 4);
});

/** A policy that speaks about touch. */
const rule = (decision: string, more = '') =>
  `name: p\ndescription: Speaks about touch.\ndefault: ask\nrules:\n  - id: touch\n    ${decision}: { command: touch }\n    because: It touches.\n${more}    match: ["touch x"]\n    notMatch: ["ls"]\n`;
for (const [name, policy] of [
  ['denies', rule('deny')],
  ['asks', rule('ask')],
  ['asks for a code', rule('ask', '    confirm: code\n')],
] as const) {
  test(`no grant answers where a rule ${name}`, async (t) => {
    const place = scratch(t);
    put(place, [
      await grantFor(place, 'touch marker', TOUCH),
      await grantFor(place, 'touch marker', { kind: 'exactly' }, { id: '0001' }),
    ]);
    place.write('policy.yaml', policy);
    const { code } = await approveRun(place, ['--policy', './policy.yaml', task(place, 'touch marker')]);
    assert.deepEqual([code, ran(place)], [3, false]);
  });
}

test('check and --dry-run use no grant up', async (t) => {
  const place = scratch(t);
  put(place, [await grantFor(place, 'touch a', TOUCH, { uses: 5 })]);
  const before = readFileSync(fileOf(place), 'utf8');
  const blocks = task(place, 'touch marker');
  await approveRun(place, ['check', blocks]);
  await approveRun(place, ['--dry-run', blocks]);
  assert.equal(readFileSync(fileOf(place), 'utf8'), before);
});

test('a grant is for the folder that it was given in', async (t) => {
  const place = scratch(t);
  put(place, [await grantFor(place, 'touch a', TOUCH)]);
  mkdirSync(join(place.cwd, 'below'));
  const blocks = task(place, 'touch marker');
  const { code } = await approveRun(place, [blocks], { cwd: join(place.cwd, 'below') });
  assert.deepEqual([code, ran(place, 'below/marker')], [3, false]);
});

test('a damaged file is said, grants nothing, stops nothing, and stays as it is', async (t) => {
  const place = scratch(t);
  const text = `${JSON.stringify({ version: 1, grants: [await grantFor(place, 'touch a', TOUCH)] }).slice(0, -1)},`;
  put(place, text);
  const { code, stderr } = await approveRun(place, [task(place, 'touch marker')]);
  assert.deepEqual([code, ran(place)], [3, false]);
  assert.match(stderr, /grants\.json: is damaged, so it grants nothing\. Look at it, then run: approve-run grants clear/);
  assert.equal(readFileSync(fileOf(place), 'utf8'), text);
  assert.equal((await approveRun(place, ['--always', 'bash', task(place, 'touch marker')])).code, 0);
  for (const args of [['list'], ['revoke', 'a1b2']]) {
    const failed = await approveRun(place, ['grants', ...args]);
    assert.deepEqual([failed.code, failed.stdout], [2, '']);
    assert.match(failed.stderr, /is damaged/);
  }
  assert.equal((await approveRun(place, ['grants', 'clear'])).code, 0);
  assert.equal(existsSync(fileOf(place)), false);
});

/** What might be piped into a question. */
const PIPED = ['y\n', 'yes\nyes\n', 'always exactly\nyes\n', 'always touch\nyes\n'];
for (const input of PIPED) {
  test(`${JSON.stringify(input)} through a pipe gives no grant and no trust`, async (t) => {
    const place = scratch(t);
    place.write('.approvalrc', 'always: [bash]\n');
    const run = await approveRun(place, [task(place, 'touch marker')], { input });
    assert.deepEqual([run.code, ran(place)], [3, false]);
    const trust = await approveRun(place, ['trust'], { input });
    assert.equal(trust.code, 2);
    assert.match(trust.stderr, /only at a terminal, by a person/);
    assert.equal(existsSync(join(place.home, '.config')), false);
  });
}
