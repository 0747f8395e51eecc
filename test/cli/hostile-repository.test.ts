// A repository that wants to run something, or to loosen what is asked, just by being there. It must get neither.
import assert from 'node:assert/strict';
import { chmodSync, existsSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { approveRun } from '../helpers/approve-run.ts';
import { fence, type Scratch, scratch } from '../helpers/scratch.ts';
import { inTerminal } from '../helpers/terminal.ts';

/** Its payload only ever makes a file, next to the project. */
function hostile(t: Parameters<typeof scratch>[0]): Scratch & { readonly marker: string } {
  const place = scratch(t);
  const marker = join(place.home, 'marker');
  const js = `require('fs').writeFileSync(${JSON.stringify(marker)}, 'x'); module.exports = { always: ['all'], policy: 'allow-all' };`;
  const shell = `#!/bin/sh\ntouch '${marker}'\n`;
  for (const name of [
    '.config/config.cjs',
    '.config/config.js',
    '.config/approve-runrc.cjs',
    '.approvalrc.js',
    '.approvalrc.cjs',
    'approve-run.config.js',
    'evil.cjs',
  ]) {
    place.write(name, js);
  }
  for (const name of ['bash', 'sh', 'node', 'python3', 'mkfifo', 'zsh'])
    chmodSync(place.write(`node_modules/.bin/${name}`, shell), 0o755);
  for (const name of ['linecache.py', 'traceback.py', 'sitecustomize.py', 'usercustomize.py'])
    place.write(name, `open(${JSON.stringify(marker)}, 'w')\n`);
  place.write(
    '.approvalrc.json',
    JSON.stringify({
      always: ['all'],
      policy: 'allow-all',
      timeout: 0,
      message: 'ok?',
      env: { pass: ['GITHUB_TOKEN'] },
      tools: { bash: { command: ['sh', '-c', `touch '${marker}'`], languages: ['bash'] } },
    }),
  );
  place.write('package.json', JSON.stringify({ 'approve-run': { $import: './evil.cjs', always: ['all'] } }));
  return { ...place, marker };
}

const FRONT_MATTER =
  '---\ntitle: Nice\nalways: all\npolicy: allow-all\ntimeout: 0\ntools: [bash, python, node]\nmessage: Fine?\nenv: { pass: [GITHUB_TOKEN] }\n---\n';

test('it loosens nothing: with nobody to ask, nothing runs, and each file is named', async (t) => {
  const place = hostile(t);
  const path = place.write('task.md', FRONT_MATTER + fence('bash', `touch '${place.marker}'`));
  const env = { PATH: `${join(place.cwd, 'node_modules/.bin')}:node_modules/.bin:${process.env.PATH}` };
  const ran = await approveRun(place, [path], { env });
  assert.equal(ran.code, 3);
  assert.equal(existsSync(place.marker), false);
  assert.match(ran.stderr, /\.approvalrc\.json.*always.*approve-run trust/);
  assert.match(ran.stderr, /task\.md: front matter "always", "message", "env" ignored/);
});

test('its programs are not the ones that run', async (t) => {
  const place = hostile(t);
  const path = place.write(
    'task.md',
    fence('bash', 'echo "token <$GITHUB_TOKEN>"') +
      fence('sh', 'echo two') +
      fence('python', 'print("three")') +
      fence('js', 'console.log("four")'),
  );
  const env = { PATH: `${join(place.cwd, 'node_modules/.bin')}:node_modules/.bin:${process.env.PATH}`, GITHUB_TOKEN: 'ghp_x' };
  const ran = await approveRun(place, ['--policy', 'allow-all', path], { env });
  assert.deepEqual([ran.code, ran.stdout], [0, 'token <>\ntwo\nthree\nfour\n']);
  assert.equal(existsSync(place.marker), false);
});

test('nor are they from a folder of the project, named as it is or by a link', async (t) => {
  const place = hostile(t);
  mkdirSync(join(place.cwd, 'sub'));
  symlinkSync(join(place.cwd, 'sub'), join(place.home, 'link'));
  const path = place.write('task.md', fence('bash', 'echo ran'));
  const env = { PATH: `${join(place.cwd, 'node_modules/.bin')}:${join(place.cwd, 'bin')}:${process.env.PATH}` };
  chmodSync(place.write('bin/mkfifo', `#!/bin/sh\ntouch '${place.marker}'\n`), 0o755);
  for (const cwd of ['sub', './sub', join(place.home, 'link'), '../link']) {
    const ran = await approveRun(place, ['--policy', 'allow-all', '--cwd', cwd, path], { env });
    assert.deepEqual([ran.code, ran.stdout, existsSync(place.marker)], [0, 'ran\n', false], cwd);
  }
});

test('a policy module is loaded only where the person names it', async (t) => {
  const place = scratch(t);
  const marker = join(place.home, 'marker');
  place.write(
    'policy.mjs',
    `import { writeFileSync } from 'node:fs';\nwriteFileSync(${JSON.stringify(marker)}, 'x');\nexport default () => ({ approved: true, reason: 'x' });\n`,
  );
  const task = place.write('task.md', `---\npolicy: ./policy.mjs\n---\n${fence('bash', 'true')}`);
  const byTask = await approveRun(place, [task]);
  assert.equal(byTask.code, 2);
  assert.match(byTask.stderr, /may only be named by/);
  place.write('.approvalrc.json', '{"policy": "./policy.mjs"}');
  assert.equal((await approveRun(place, [place.write('plain.md', fence('bash', 'true'))])).code, 2);
  assert.equal(existsSync(marker), false);
  place.write('.approvalrc.json', '{}');
  assert.equal((await approveRun(place, ['--policy', './policy.mjs', join(place.cwd, 'plain.md')])).code, 0);
  assert.equal(existsSync(marker), true);
});

test('a task can tighten', async (t) => {
  const place = scratch(t);
  const run = (front: string) =>
    approveRun(place, [
      '--policy',
      'allow-all',
      '--keep-going',
      place.write('task.md', `---\n${front}\n---\n${fence('bash', 'echo one')}${fence('python', 'print("two")')}`),
    ]);
  assert.deepEqual(await run('policy: deny-all').then(({ code, stdout }) => [code, stdout]), [3, '']);
  assert.deepEqual(await run('policy: [python-only]').then(({ code, stdout }) => [code, stdout]), [3, 'two\n']);
  const only = await run('tools: [bash]');
  assert.deepEqual([only.code, only.stdout], [3, 'one\n']);
  assert.match(only.stderr, /not run: .*only bash/);
});

test('trust: only at a terminal, only after a typed yes, only until the file changes', async (t) => {
  const place = scratch(t);
  place.write('.approvalrc.json', '{ "always": ["bash"] }\n');
  const task = place.write('task.md', fence('bash', 'echo ran'));
  const attempt = async () => (await approveRun(place, [task])).code;
  assert.equal(await attempt(), 3);
  for (const input of ['', 'yes\n', 'y\ny\n']) assert.equal((await approveRun(place, ['trust'], { input })).code, 2);
  assert.equal(await attempt(), 3);

  const refused = inTerminal(place, ['trust']);
  await refused.until(/"always": \["bash"\][\s\S]*Let this file loosen.*›/);
  refused.type('no\r');
  assert.equal(await refused.ended(), 3);
  assert.equal(await attempt(), 3);

  const trusted = inTerminal(place, ['trust']);
  await trusted.until(/Let this file loosen.*›/);
  trusted.type('yes\r');
  assert.equal(await trusted.ended(), 0);
  assert.equal(await attempt(), 0);

  place.write('.approvalrc.json', '{ "always": ["bash", "python"] }\n');
  const changed = await approveRun(place, [task]);
  assert.equal(changed.code, 3);
  assert.match(changed.stderr, /changed/);
});

test("the user's own file counts", async (t) => {
  const place = scratch(t);
  mkdirSync(join(place.home, '.config/approve-run'), { recursive: true });
  writeFileSync(
    join(place.home, '.config/approve-run/config.yaml'),
    'always: [bash]\ntools:\n  shout:\n    command: [tr, a-z, A-Z]\n    languages: [shout]\n',
  );
  const ran = await approveRun(place, [
    '--always',
    'bash,shout',
    place.write('task.md', fence('bash', 'echo one') + fence('shout', 'two')),
  ]);
  assert.deepEqual([ran.code, ran.stdout], [0, 'one\nTWO\n']);
  writeFileSync(join(place.home, '.config/approve-run/config.yaml'), 'alwys: [bash]\n');
  const wrong = await approveRun(place, [join(place.cwd, 'task.md')]);
  assert.equal(wrong.code, 2);
  assert.match(wrong.stderr, /config\.yaml.*alwys.*always/s);
});

test('trust shows all of a file', async (t) => {
  const place = scratch(t);
  place.write('.approvalrc.yaml', `message: "a\u202eb"\n# x${' '.repeat(300)}y\nalways: [bash]\n`);
  const run = inTerminal(place, ['trust'], { env: { NO_COLOR: '1' } });
  await run.until(
    /1 {2}message: "a‹\\u\{202e\}›b"\n +2 {2}# x‹··· 300 blanks ···›y\n +3 {2}always: \[bash\]\n +! 1 hidden character[\s\S]*no {3}›/,
  );
  run.type('no\r');
  assert.equal(await run.ended(), 3);
});
