// A repository that tries to be executed or to loosen. Its programs would only leave a marker file, which must never appear.
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { findProjectFile } from '../../src/config/find-project-file.ts';
import { scratch } from './scratch.ts';

const ROOM = new URL('../../src/config/', import.meta.url);

/** Loads settings as the program does: in a process of its own that stands inside the repository. */
function loadIn(cwd: string, home: string, marker: string) {
  const script = `
    import { loadSettings } from ${JSON.stringify(new URL('load-settings.ts', ROOM).href)};
    const before = process.cwd();
    try {
      const settings = await loadSettings({ cwd: before, home: ${JSON.stringify(home)}, env: {}, flags: {} });
      console.log(JSON.stringify({ settings, stayed: process.cwd() === before }));
    } catch (error) {
      console.log(JSON.stringify({ name: error.name, message: error.message }));
    }`;
  const tsx = import.meta.resolve('tsx');
  const child = spawnSync(process.execPath, ['--import', tsx, '--input-type=module', '-e', script], {
    cwd,
    env: { PATH: process.env.PATH, HOME: home, MARKER: marker },
    encoding: 'utf8',
    timeout: 20_000,
  });
  assert.equal(child.status, 0, child.stderr);
  return JSON.parse(child.stdout);
}

/** Works as CommonJS, as a module and as TypeScript. */
const PROGRAM = `import('node:fs').then((fs) => fs.writeFileSync(process.env.MARKER, 'executed'));`;

const PROGRAMS = {
  'project/.config/config.cjs': PROGRAM,
  'project/.config/config.mjs': PROGRAM,
  'project/.config/config.js': PROGRAM,
  'project/.config/config.json': '{"searchPlaces": ["evil.cjs"], "mergeSearchPlaces": true, "$import": "./config.cjs"}',
  'project/.config/approvalrc.js': PROGRAM,
  'project/.approvalrc.js': PROGRAM,
  'project/.approvalrc.cjs': PROGRAM,
  'project/.approvalrc.mjs': PROGRAM,
  'project/.approvalrc.ts': PROGRAM,
  'project/approval.config.js': PROGRAM,
  'project/approve-run.config.js': PROGRAM,
  'project/evil.cjs': PROGRAM,
  'project/package.json': '{"cosmiconfig": {"$import": "./evil.cjs", "searchPlaces": ["evil.cjs"]}, "$import": "./evil.cjs"}',
};

test('the program that the markers come from does leave one', (context) => {
  const { home, project } = scratch(context, PROGRAMS);
  const marker = join(home, 'marker');
  execFileSync(process.execPath, ['evil.cjs'], { cwd: project, env: { MARKER: marker } });
  assert.ok(existsSync(marker));
});

test('programs that cosmiconfig would execute are not, and do not count', (context) => {
  const { home, project, write } = scratch(context, PROGRAMS);
  const marker = join(home, 'marker');
  assert.deepEqual(loadIn(project, home, marker).settings.files, []);
  write('project/.approvalrc.json', '{"timeout": 9, "always": "all"}');
  const { settings, stayed } = loadIn(project, home, marker);
  assert.deepEqual([settings.timeoutMs, settings.always, settings.files.length, stayed], [9000, [], 1, true]);
  assert.ok(!existsSync(marker));
});

for (const [name, text] of [
  ['.approvalrc', '$import: ./evil.cjs'],
  ['.approvalrc.json', '{"$import": "./evil.cjs"}'],
  ['.approvalrc.yaml', '$import: [./evil.cjs]'],
  ['package.json', '{"approve-run": {"$import": "./evil.cjs"}}'],
  ['package.json', '{"approve-run": {"policy": "./evil.cjs.js"}}'],
] as const) {
  test(`${name} that loads a program stops the run: ${text}`, (context) => {
    const { home, project, write } = scratch(context, PROGRAMS);
    write(`project/${name}`, text);
    write('project/evil.cjs.js', PROGRAM);
    const marker = join(home, 'marker');
    const { name: error, message } = loadIn(project, home, marker);
    assert.equal(error, 'ConfigError');
    assert.match(message, /\$import" is no key|a policy module may only be named/);
    assert.ok(!existsSync(marker));
  });
}

test('a link that leads out of the project is refused, and shows nothing of its target', async (context) => {
  const { load, project, write } = scratch(context);
  symlinkSync(write('secret', 'password: hunter2'), join(project, '.approvalrc'));
  await assert.rejects(load(), (error: Error) => {
    assert.match(error.message, /is a link that leads out of the project/);
    assert.doesNotMatch(error.message, /hunter2|password/);
    return error.name === 'ConfigError';
  });
});

test('a link cannot borrow the trust of another project', async (context) => {
  const { load, project, write, trust, home } = scratch(context, { 'other/.git/HEAD': '' });
  const trusted = write('other/.approvalrc', 'always: all');
  await trust(trusted);
  assert.deepEqual((await load({ cwd: join(home, 'other') })).always, ['all']);
  symlinkSync(trusted, join(project, '.approvalrc'));
  await assert.rejects(load(), { name: 'ConfigError' });
});

test('a link inside the project is fine; one that leads nowhere is refused', async (context) => {
  const { load, project, write } = scratch(context);
  write('project/shared/rc.txt', 'timeout: 3');
  symlinkSync('shared/rc.txt', join(project, '.approvalrc'));
  assert.equal((await load()).timeoutMs, 3000);
  const { load: loadOther, project: other } = scratch(context);
  symlinkSync('nowhere', join(other, '.approvalrc'));
  await assert.rejects(loadOther(), { name: 'ConfigError', message: /there is no such file/ });
});

for (const name of ['.approvalrc', '.approvalrc.json', 'package.json']) {
  test(`${name} that is a folder or a FIFO is refused at once`, async (context) => {
    const folder = scratch(context);
    mkdirSync(join(folder.project, name));
    await assert.rejects(folder.load(), { name: 'ConfigError', message: /is no regular file/ });
    const fifo = scratch(context);
    execFileSync('mkfifo', [join(fifo.project, name)]);
    await assert.rejects(fifo.load(), { name: 'ConfigError', message: /is no regular file/ });
  });
}

test('searched up to the git root, never HOME or above, and without a git root nowhere but here', async (context) => {
  const { home, project, write } = scratch(context, { 'project/a/b/x': '', 'plain/a/x': '' });
  const find = (cwd: string) => findProjectFile(cwd, home);
  write('.approvalrc', 'timeout: 1');
  writeFileSync(join(home, '..', '.approvalrc'), 'timeout: 1');
  mkdirSync(join(home, '.git'));
  assert.deepEqual(
    await Promise.all([project, join(project, 'a/b'), home, join(home, '..'), '/'].map(find)),
    Array(5).fill(undefined),
  );
  const rc = write('project/.approvalrc.yml', '');
  assert.equal(await find(join(project, 'a/b')), rc);
  const own = write('project/a/package.json', '{"approve-run": {}}');
  assert.equal(await find(join(project, 'a/b')), own);
  const first = write('project/a/.approvalrc', '');
  assert.equal(await find(join(project, 'a/b')), first);
});

test('without a git root only the working directory is searched', async (context) => {
  const { home, write } = scratch(context, { 'plain/a/x': '' });
  const rc = write('plain/.approvalrc', '');
  assert.equal(await findProjectFile(join(home, 'plain'), home), rc);
  assert.equal(await findProjectFile(join(home, 'plain/a'), home), undefined);
});

test('without a config file no parser is loaded; with one all three are', (context) => {
  const { home, project, write } = scratch(context, { 'project/package.json': '{"name": "approve-run-user"}' });
  const hook = `export async function resolve(name, parent, next) {
    const found = await next(name, parent);
    const heavy = /node_modules\\/(cosmiconfig|yaml|valibot)\\//.exec(found.url);
    if (heavy) (await import('node:fs')).appendFileSync(${JSON.stringify(join(home, 'loaded'))}, heavy[1] + '\\n');
    return found;
  }`;
  const register = `import { register } from 'node:module'; register(${JSON.stringify(`data:text/javascript,${encodeURIComponent(hook)}`)});`;
  const script = `import { loadSettings } from ${JSON.stringify(new URL('load-settings.ts', ROOM).href)};
    await loadSettings({ cwd: process.cwd(), home: ${JSON.stringify(home)}, env: { APPROVE_RUN_TIMEOUT: '3' }, flags: { always: ['py'] } });`;
  const load = () =>
    execFileSync(
      process.execPath,
      [
        '--import',
        import.meta.resolve('tsx'),
        '--import',
        `data:text/javascript,${encodeURIComponent(register)}`,
        '--input-type=module',
        '-e',
        script,
      ],
      { cwd: project, env: { PATH: process.env.PATH, HOME: home }, stdio: ['ignore', 'ignore', 'inherit'] },
    );
  load();
  assert.ok(!existsSync(join(home, 'loaded')));
  write('project/.approvalrc', 'timeout: 2');
  load();
  assert.ok(existsSync(join(home, 'loaded')));
});

test('the room is where its explorer is built: nothing there that cosmiconfig would read', () => {
  for (const name of ['.config', 'package.json', 'package.yaml']) assert.ok(!existsSync(fileURLToPath(new URL(name, ROOM))));
});
