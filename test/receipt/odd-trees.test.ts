// Folders as nobody expects them in: names that are no text, pipes, loops, what cannot be read, what is gone; receipts that say so out.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, realpathSync, renameSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { receiptOf, shortly } from '../helpers/receipt.ts';
import { noSandbox, startAs } from '../helpers/sandboxed.ts';
import { scratch } from '../helpers/scratch.ts';

test('names that are no text, or that a terminal obeys, stay apart and whole', async (t) => {
  const { cwd } = scratch(t);
  const names = [
    [Buffer.from([0x61, 0xff]), '+ a\\xff'],
    [Buffer.from([0x61, 0xfe]), '+ a\\xfe'],
    [Buffer.from('a\\xff'), '+ a\\\\xff'],
    [Buffer.from([0xc3, 0xa9]), '+ é'],
    [Buffer.from([0xc3]), '+ \\xc3'],
    [Buffer.from('x\u001b[2Jy'), '+ x\u001b[2Jy'],
    [Buffer.from('two\nlines'), '+ two\nlines'],
    [Buffer.from(' '), '+  '],
  ] as const;
  // What makes them has nothing of them in its code.
  const script = names.map(
    ([name]) => `printf '${[...name].map((byte) => `\\${byte.toString(8).padStart(3, '0')}`).join('')}\\0'`,
  );
  const receipt = await receiptOf(`{ ${script.join('; ')}; } | xargs -0 touch`, { cwd, policy: 'allow-all' });
  assert.deepEqual(new Set(shortly(receipt)), new Set([...names.map(([, shown]) => shown), 'unsure: nobody read the code']));
});

test('a folder whose own path is no ASCII', async (t) => {
  const { cwd } = scratch(t);
  const folder = join(cwd, 'größe €');
  mkdirSync(folder);
  assert.deepEqual(shortly(await receiptOf('echo x > ä.txt; mkdir ö; echo > ö/ü', { cwd: folder })), [
    '+ ä.txt',
    '+ ö/',
    '+ ö/ü',
  ]);
});

test('pipes, sockets, loops and links to nowhere hold nothing up', { timeout: 60_000 }, async (t) => {
  const { cwd, write } = scratch(t);
  spawnSync('mkfifo', ['pipe', '.gitignore', 'sub-pipe'], { cwd });
  spawnSync('python3', ['-c', 'import socket; socket.socket(socket.AF_UNIX).bind("sock")'], { cwd });
  symlinkSync('.', join(cwd, 'here'));
  symlinkSync('loop-2', join(cwd, 'loop-1'));
  symlinkSync('loop-1', join(cwd, 'loop-2'));
  symlinkSync('/', join(cwd, 'all'));
  write('a/b', '');
  symlinkSync('..', join(cwd, 'a/up'));
  assert.deepEqual(shortly(await receiptOf('touch a/new; rm loop-1', { cwd })), ['- loop-1', '+ a/new']);
  assert.deepEqual(shortly(await receiptOf('echo x > here/n', { cwd })), ['+ n']);
  assert.deepEqual(shortly(await receiptOf('mkfifo p; rm pipe', { cwd })), ['- pipe', '+ p']);
});

test('a folder that cannot be read is counted', async (t) => {
  const place = scratch(t);
  place.write('closed/a', '');
  place.write('b', '');
  writeFileSync(join(place.cwd, 'task.md'), '```bash\necho x > c\n```\n');
  const [program = '', ...args] = startAs(process.getuid?.() === 0 ? 'nobody' : 'this user', place);
  chmodSync(join(place.cwd, 'closed'), 0);
  const flags = ['--json', '--journal', 'off', '--policy', 'deny-dangerous', 'task.md'];
  const { stdout } = spawnSync(program, [...args, ...flags], {
    cwd: place.cwd,
    env: { PATH: process.env.PATH, HOME: place.home },
    encoding: 'utf8',
  });
  const line = stdout.split('\n').find((one) => one.includes('block-finished')) ?? '{}';
  assert.deepEqual(shortly(JSON.parse(line).receipt), ['+ c', 'unread: 1']);
});

test('what lies too deep to be looked at is counted', async (t) => {
  const { cwd } = scratch(t);
  const code = `for i in $(seq 40); do mkdir ${'d'.repeat(200)}; cd -P ${'d'.repeat(200)}; done`;
  const receipt = await receiptOf(code, { cwd, policy: 'allow-all' });
  assert.equal(receipt.unread, 1);
  spawnSync('rm', ['-rf', cwd]);
});

test('a block that removes its own folder', async (t) => {
  const { cwd, write } = scratch(t);
  write('p/a', '');
  const folder = join(cwd, 'p');
  assert.deepEqual(shortly(await receiptOf('rm -r ../p', { cwd: folder })), ['- ./', '- a']);
});

test('a block that puts another folder in its place', async (t) => {
  const { cwd, write } = scratch(t);
  write('p/a', '');
  write('q/b', '');
  const receipt = await receiptOf('cd ..; mv p r; mv q p', { cwd: join(cwd, 'p') });
  assert.deepEqual(shortly(receipt), ['- a', '+ b']);
});

test('a block that is gone with its folder is no fault', async (t) => {
  const { cwd, home } = scratch(t);
  const executor = receiptOf('true', { cwd });
  renameSync(cwd, join(home, 'elsewhere'));
  await assert.rejects(executor, /a receipt/);
});

test('lists end, and counts do not', async (t) => {
  const { cwd } = scratch(t);
  const receipt = await receiptOf('for i in $(seq 250); do touch "f$i"; done', { cwd });
  assert.deepEqual([receipt.files.length, receipt.counts], [100, { created: 250, changed: 0, deleted: 0, unpredicted: 0 }]);
});

test('its own files are left out', async (t) => {
  const place = scratch(t);
  const log = place.write('log.jsonl', '');
  assert.deepEqual(shortly(await receiptOf('echo x >> log.jsonl; touch n', { cwd: place.cwd, own: [log] })), ['+ n']);
});

test('in a sandbox, too: what the sandbox puts there is no doing of the block', { skip: noSandbox() }, async (t) => {
  const place = scratch(t);
  place.write('a.txt', 'one\n');
  writeFileSync(join(place.home, 'task.md'), '```bash\necho x > n; rm a.txt\n```\n\n```bash\nls\n```\n');
  const [program = '', ...args] = startAs('this user', place);
  const flags = ['--json', '--sandbox', '--journal', 'off', '--policy', 'deny-dangerous', '../task.md'];
  const env = { PATH: process.env.PATH, HOME: place.home };
  const { stdout, stderr } = spawnSync(program, [...args, ...flags], { cwd: realpathSync(place.cwd), env, encoding: 'utf8' });
  const lines = stdout.split('\n').filter((one) => one.includes('"block-finished"'));
  assert.deepEqual(
    lines.map((line) => shortly(JSON.parse(line).receipt)),
    [['- a.txt', '+ n'], []],
    stderr,
  );
});
