// `approve-run init` without a terminal, by the built binary; and the file that it writes, read as a run reads it.
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { type Chosen, rcText } from '../../src/cli/rc-text.ts';
import { loadSettings } from '../../src/config/load-settings.ts';
import { isValid } from '../config/judge-by-json-schema.ts';
import { approveRun } from '../helpers/approve-run.ts';
import { type Scratch, scratch } from '../helpers/scratch.ts';

const ROOT = join(import.meta.dirname, '../..');
const SCHEMA = JSON.parse(readFileSync(join(ROOT, 'dist/approvalrc.schema.json'), 'utf8'));

const load = ({ cwd, home }: Scratch) => loadSettings({ cwd, home, env: {}, flags: {} });
/** What a person does who wants to set a key. */
const uncommented = (text: string) => text.replace(/^#(?=[a-zA-Z])/gm, '');

test('--yes writes a file that says nothing yet, and tells what to do next', async (t) => {
  const place = scratch(t);
  const before = await load(place);
  const { code, stdout, stderr } = await approveRun(place, ['init', '--yes']);
  assert.deepEqual([code, stdout], [0, '']);
  assert.equal(
    stderr,
    `✓ Wrote ~/project/.approvalrc.yaml: nothing is set yet, every key stands in it as a comment.
  In force here: policy ask. approve-run config shows the rest, and who set it.
  The file can only make runs stricter, until you say yes to approve-run trust.
`,
  );
  const file = join(place.cwd, '.approvalrc.yaml');
  const { files, ...after } = await load(place);
  assert.deepEqual({ ...after, files: [] }, before);
  assert.deepEqual(files, [{ path: file, trust: 'untrusted' }]);
  assert.equal(parse(readFileSync(file, 'utf8')), null);
});

test('with every "#" before a key taken away it is valid still, and every key counts', async (t) => {
  const place = scratch(t);
  const own = join(place.home, '.config/approve-run/config.yaml');
  mkdirSync(dirname(own), { recursive: true });
  const text = uncommented(await rcText({}, 'x'));
  writeFileSync(own, text);
  const { notices, origins } = await load(place);
  assert.deepEqual(notices, []);
  assert.deepEqual([...new Set(Object.values(origins))], [own]);
  const data = parse(text);
  assert.deepEqual(
    Object.keys(data).sort(),
    Object.keys(SCHEMA.properties)
      .filter((key) => key !== '$schema')
      .sort(),
  );
  assert.ok(isValid(SCHEMA, data));

  rmSync(own);
  place.write('.approvalrc.yaml', text);
  assert.match((await load(place)).notices.join(), /is not trusted; ignored in it: "always", /);
});

const CHOSEN: Chosen = {
  policy: 'deny-dangerous',
  tools: ['bash', 'python'],
  timeout: 10,
  message: 'Really: {tool_name}? # yes',
  envPass: ['A', 'B'],
};

test('what is chosen counts, and nothing else does', async (t) => {
  const place = scratch(t);
  const text = await rcText(CHOSEN, 'x');
  place.write('.approvalrc.yaml', text);
  const { policies, limits, timeoutMs, notices } = await load(place);
  assert.deepEqual(
    policies.map(({ ref }) => ref),
    ['ask', 'deny-dangerous'],
  );
  assert.deepEqual([limits[0]?.tools, timeoutMs], [['bash', 'python'], 10_000]);
  assert.match(notices.join(), /ignored in it: "message", "env\.pass"\./);
  assert.deepEqual(parse(text), {
    policy: 'deny-dangerous',
    timeout: 10,
    message: 'Really: {tool_name}? # yes',
    env: { pass: ['A', 'B'] },
    tools: ['bash', 'python'],
  });
});

test('the first line names the schema: by a path of the project if it has one, else where approve-run is installed', async (t) => {
  const named = async (place: Scratch) => {
    assert.equal((await approveRun(place, ['init', '--yes', '--cwd', place.cwd], { cwd: place.home })).code, 0);
    const [first = ''] = readFileSync(join(place.cwd, '.approvalrc.yaml'), 'utf8').split('\n');
    return /^# yaml-language-server: \$schema=(\S+)$/.exec(first)?.[1] ?? '';
  };
  assert.equal(fileURLToPath(await named(scratch(t))), join(ROOT, 'dist/approvalrc.schema.json'));
  const project = scratch(t);
  mkdirSync(join(project.cwd, 'node_modules'));
  symlinkSync(ROOT, join(project.cwd, 'node_modules/approve-run'));
  const path = await named(project);
  assert.equal(path, './node_modules/approve-run/dist/approvalrc.schema.json');
  assert.ok(existsSync(join(project.cwd, path)));
});

for (const [file, text] of [
  ['.approvalrc', ''],
  ['.approvalrc.json', '{}'],
  ['.approvalrc.yaml', 'timeout: 5\n'],
  ['.approvalrc.yml', ''],
  ['package.json', '{"approve-run": {}}'],
] as const) {
  test(`${file} stays as it is, here and in a folder below it`, async (t) => {
    const place = scratch(t);
    const path = place.write(file, text);
    mkdirSync(join(place.cwd, 'sub'));
    for (const folder of ['.', 'sub']) {
      const ran = await approveRun(place, ['init', '--yes', '--cwd', folder]);
      assert.deepEqual(ran, { code: 2, stdout: '', stderr: `approve-run: ${path} is there already. Nothing was written.\n` });
    }
    assert.equal(readFileSync(path, 'utf8'), text);
    assert.deepEqual(readdirSync(place.cwd).sort(), ['.git', file, 'sub'].sort());
  });
}

test('a package.json that is not about approve-run is no config', async (t) => {
  const place = scratch(t);
  place.write('package.json', '{"name": "x"}');
  assert.equal((await approveRun(place, ['init', '--yes'])).code, 0);
});

for (const [title, args, cwd, says] of [
  ['without a terminal and without --yes', ['init'], 'project', /at a terminal, and here is none\. .*approve-run init --yes/],
  ['in the home folder', ['init', '--yes'], '.', /~ is no project, .*~\/\.config\/approve-run\/config\.yaml/],
  ['in a folder that is not there', ['init', '--yes', '--cwd', 'gone'], '.', /--cwd gone: there is no such folder/],
] as const) {
  test(`${title} nothing is written`, async (t) => {
    const place = scratch(t);
    const ran = await approveRun(place, args, { cwd: join(place.home, cwd) });
    assert.deepEqual([ran.code, ran.stdout], [2, '']);
    assert.match(ran.stderr, says);
    assert.deepEqual([readdirSync(place.home), readdirSync(place.cwd)], [['project'], ['.git']]);
  });
}

test('a fault in your own file is told before anything is written', async (t) => {
  const place = scratch(t);
  const own = join(place.home, '.config/approve-run/config.yaml');
  mkdirSync(dirname(own), { recursive: true });
  writeFileSync(own, 'timout: 3\n');
  const ran = await approveRun(place, ['init', '--yes']);
  assert.equal(ran.code, 2);
  assert.match(ran.stderr, /config\.yaml:1:1: "timout" is no key/);
  assert.deepEqual(readdirSync(place.cwd), ['.git']);
});
