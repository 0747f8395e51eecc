import assert from 'node:assert/strict';
import { chmodSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { addTrust, describeForTrust, findProjectFile } from '../../src/config/trust.ts';
import { PROJECT, scratch } from './scratch.ts';

const LOOSE = 'always: [bash]\n';

test('trusted once, it loosens; changed, it tightens only and says so; as before, it loosens again', async (context) => {
  const { load, write, trust } = scratch(context);
  const file = write(PROJECT, LOOSE);
  assert.deepEqual((await load()).always, []);
  await trust(file);
  const trusted = await load();
  assert.deepEqual([trusted.always, trusted.notices], [['bash'], []]);
  write(PROJECT, `${LOOSE}# a comment\n`);
  const changed = await load();
  assert.deepEqual(changed.always, []);
  assert.deepEqual(changed.notices, [
    `${file} has changed since you trusted it; ignored in it: "always". Read it, then run: approve-run trust`,
  ]);
  write(PROJECT, 'timeout: 5');
  assert.match((await load()).notices.join(), /has changed since you trusted it, so it can only tighten\./);
  write(PROJECT, LOOSE);
  assert.deepEqual((await load()).always, ['bash']);
});

test('covers every policy that it names, extended ones included', async (context) => {
  const { load, trust, project } = scratch(context, {
    [PROJECT]: `${LOOSE}policy: [p/one.yaml, workspace]`,
    'project/p/one.yaml': 'name: one\nextends: [{policy: deny-dangerous}, {policy: ./two.yaml}]',
    'project/p/two.yaml': 'name: two\nextends: [{policy: ../p/one.yaml}]',
  });
  const description = await describeForTrust(join(project, '.approvalrc'));
  assert.equal(description.text, `${LOOSE}policy: [p/one.yaml, workspace]`);
  assert.deepEqual(
    description.policies.map(({ file }) => file),
    [join(project, 'p/one.yaml'), join(project, 'p/two.yaml')],
  );
  await trust(description.file);
  for (const policy of ['one', 'two']) {
    const path = join(project, `p/${policy}.yaml`);
    const before = readFileSync(path);
    assert.deepEqual((await load()).always, ['bash']);
    writeFileSync(path, `${before} `);
    assert.deepEqual((await load()).always, []);
    rmSync(path);
    assert.deepEqual((await load()).always, []);
    writeFileSync(path, before);
  }
});

test('what was shown is what is trusted', async (context) => {
  const { load, write, home } = scratch(context);
  const description = await describeForTrust(write(PROJECT, LOOSE));
  write(PROJECT, 'always: all');
  await assert.rejects(addTrust(description, { home, env: {} }), {
    name: 'ConfigError',
    message: /has changed since it was shown/,
  });
  assert.deepEqual((await load()).always, []);
});

test('of package.json only our own value counts', async (context) => {
  const { load, write, project, home, trust } = scratch(context);
  const file = write('project/package.json', '{"version": "1", "approve-run": {"always": ["bash"]}}');
  assert.equal(await findProjectFile(project, home), file);
  assert.equal((await describeForTrust(file)).text, '{\n  "always": [\n    "bash"\n  ]\n}');
  await trust(file);
  write('project/package.json', '{"version": "2", "approve-run": {"always": ["bash"]}}');
  assert.deepEqual((await load()).always, ['bash']);
  write('project/package.json', '{"version": "2", "approve-run": {"always": ["all"]}}');
  assert.deepEqual((await load()).always, []);
});

test('trust is for one place: a copy elsewhere has none', async (context) => {
  const { load, write, trust, home } = scratch(context, { 'other/.approvalrc': LOOSE });
  await trust(write(PROJECT, LOOSE));
  assert.deepEqual((await load()).always, ['bash']);
  assert.deepEqual((await load({ cwd: join(home, 'other') })).always, []);
});

test('the store is private, whole, and keeps what was in it', async (context) => {
  const { write, trust, home, load } = scratch(context);
  const folder = join(home, '.config/approve-run');
  await trust(write('other/.approvalrc', LOOSE));
  await trust(write(PROJECT, LOOSE));
  const path = join(folder, 'trust.json');
  assert.deepEqual([statSync(folder).mode & 0o777, statSync(path).mode & 0o777], [0o700, 0o600]);
  assert.deepEqual(readdirSync(folder), ['trust.json']);
  const store = JSON.parse(readFileSync(path, 'utf8'));
  assert.deepEqual(Object.keys(store), [join(home, 'other/.approvalrc'), join(home, PROJECT)]);
  assert.match(store[join(home, PROJECT)], /^[0-9a-f]{64}$/);

  chmodSync(path, 0o666);
  await assert.rejects(load(), { name: 'ConfigError', message: /others may write to it/ });
  chmodSync(path, 0o600);
  for (const damaged of ['', '[]', '{"a": 1}', '{']) {
    writeFileSync(path, damaged);
    await assert.rejects(load(), { name: 'ConfigError', message: /trust\.json: is damaged/ });
  }
});

test('what is wrong cannot be trusted, and without a home nothing can', async (context) => {
  const { write } = scratch(context);
  await assert.rejects(describeForTrust(write(PROJECT, 'alwys: all')), { name: 'ConfigError' });
  await assert.rejects(describeForTrust(write(PROJECT, 'policy: ./missing.yaml')), {
    name: 'ConfigError',
    message: /missing\.yaml: there is no such file/,
  });
  const description = await describeForTrust(write(PROJECT, LOOSE));
  await assert.rejects(addTrust(description, { home: '', env: {} }), { name: 'ConfigError', message: /Set HOME/ });
});
