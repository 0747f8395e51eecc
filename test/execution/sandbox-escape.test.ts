// Ways out of the sandbox, as root and as nobody. A way that led out prints REACHED; without a sandbox, those that may be tried do.
import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import {
  accessSync,
  chmodSync,
  constants,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { noSandbox, runBlocks, startAs } from '../helpers/sandboxed.ts';
import { type Scratch, scratch } from '../helpers/scratch.ts';

interface Way {
  readonly name: string;
  /** bash; `python` where it begins with an import. */
  readonly code: string;
  /** Whether it is tried without a sandbox, too: it is harmless there, and must succeed. */
  readonly outside: boolean;
}

interface Outside {
  readonly seen: string;
  readonly port: number;
  readonly abstract: string;
  readonly victim: number;
}

const connect = (family: string, address: string) =>
  `import socket\ns = socket.socket(socket.${family})\ns.settimeout(5)\ns.connect(${address})\nprint(s.recv(20).decode())`;

function ways({ seen, port, abstract, victim }: Outside): readonly Way[] {
  return [
    { name: 'write outside', code: `echo x >${seen}/marker && echo REACHED`, outside: true },
    { name: 'write into HOME', code: 'echo x >~/marker; cat ~/marker >/dev/null', outside: false },
    { name: 'write above the folder', code: 'echo x >../beside', outside: false },
    { name: 'read a key in HOME', code: 'cat ~/.ssh/id && echo REACHED', outside: true },
    { name: 'read a key by the way up', code: 'cat ../.ssh/id && echo REACHED', outside: true },
    {
      name: 'read a credential beside tools',
      code: '[ -d ~/.cargo/bin ] && cat ~/.cargo/credentials.toml && echo REACHED',
      outside: true,
    },
    { name: 'a link to a key', code: 'cat link-to-key && echo REACHED', outside: true },
    { name: 'a link to a folder', code: 'echo x >link-to-folder/linked && echo REACHED', outside: true },
    { name: 'a link of its own', code: `ln -s ${seen} own && echo x >own/own && echo REACHED; rm -f own`, outside: true },
    { name: 'a hard link', code: 'ln ~/.ssh/id hard && echo REACHED; rm -f hard', outside: true },
    {
      name: 'a socket in HOME',
      code: connect('AF_UNIX', 'os.path.expanduser("~/docker.sock")').replace('import', 'import os,'),
      outside: true,
    },
    { name: 'a socket elsewhere', code: connect('AF_UNIX', `"${seen}/docker.sock"`), outside: true },
    { name: 'an abstract socket', code: connect('AF_UNIX', `"\\0${abstract}"`), outside: true },
    { name: 'a port of this machine', code: connect('AF_INET', `("127.0.0.1", ${port})`), outside: true },
    {
      name: 'environments',
      code: 'grep -qsz "^API_TOKEN=hidden-from-blocks" /proc/[0-9]*/environ && echo REACHED',
      outside: true,
    },
    { name: 'the first environment', code: 'grep -qz "^API_TOKEN=" /proc/1/environ && echo REACHED', outside: false },
    { name: 'kill', code: `kill -0 ${victim} && echo REACHED`, outside: true },
    {
      name: 'ptrace',
      code: `import ctypes\nlibc = ctypes.CDLL(None, use_errno=True)\nSEIZE = 0x4206\nif libc.ptrace(SEIZE, ${victim}, 0, 0) == 0: print("REACHED")`,
      outside: false,
    },
    { name: 'the root of another process', code: `ls /proc/${victim}/root/ && echo REACHED`, outside: true },
    { name: 'mount', code: 'mkdir -p m && mount -t tmpfs none m && echo REACHED; rmdir m', outside: false },
    { name: 'unmount', code: 'umount .git/config && echo REACHED', outside: false },
    { name: 'remount', code: 'mount -o remount,rw / && echo REACHED', outside: false },
    { name: 'user namespace', code: 'unshare --user --map-root-user true && echo REACHED', outside: true },
    { name: 'mount namespace', code: 'unshare --mount true && echo REACHED', outside: false },
    { name: 'another bubblewrap', code: 'bwrap --ro-bind / / true && echo REACHED', outside: false },
    { name: 'capabilities', code: 'grep -q "^CapBnd:.*[1-9a-f]" /proc/self/status && echo REACHED', outside: true },
    { name: 'new privileges', code: 'grep -q "^NoNewPrivs:.*0" /proc/self/status && echo REACHED', outside: true },
    { name: 'the kernel', code: '[ -w /proc/sys/kernel/core_pattern ] && echo REACHED', outside: false },
    { name: 'sysfs', code: '[ -w /sys/kernel/mm/transparent_hugepage/enabled ] && echo REACHED', outside: false },
    { name: 'devices', code: 'ls /dev/mem /dev/kmsg /dev/sd* /dev/vd* /dev/nvme* 2>/dev/null && echo REACHED', outside: false },
    { name: 'a device of its own', code: 'mknod disk b 8 0 && echo REACHED', outside: false },
    { name: 'a terminal', code: ': </dev/tty && echo REACHED', outside: false },
    {
      name: 'a way out by a descriptor',
      code: 'for d in /proc/self/fd/*; do [ -d "$d" ] && ls "$d"/etc/passwd && echo REACHED; done',
      outside: false,
    },
    { name: 'a hook', code: 'echo exit >.git/hooks/post-commit && echo REACHED', outside: true },
    { name: 'a setting of git', code: 'git config core.editor true && echo REACHED', outside: true },
    { name: 'a setting of git, by hand', code: 'echo "# x" >>.git/config && echo REACHED', outside: true },
    {
      name: 'another common folder',
      code: 'rm -f .git/commondir; echo .. >.git/commondir && echo REACHED; rm -f .git/commondir',
      outside: true,
    },
    { name: 'another .git', code: 'mv .git away && mkdir .git && echo REACHED; rmdir .git; mv away .git', outside: true },
    {
      name: 'a .git below that is guarded, too',
      code: 'mv .git/modules away && echo REACHED; mv away .git/modules',
      outside: true,
    },
    { name: 'a repository that is broken first', code: 'rm -rf .git/HEAD .git/modules/sub/HEAD .git/objects', outside: false },
    { name: 'a hook of a broken repository', code: 'echo exit >.git/hooks/post-commit && echo REACHED', outside: true },
    { name: 'a hook of a submodule', code: 'echo exit >.git/modules/sub/hooks/post-commit && echo REACHED', outside: true },
    { name: 'hooks that are set', code: 'echo exit >.husky/pre-commit && echo REACHED', outside: true },
    { name: 'direnv', code: 'echo exit >.envrc && echo REACHED; rm -f .envrc', outside: true },
    {
      name: 'our own settings',
      code: 'echo "policy: ask" >.approvalrc.yaml && echo REACHED; rm -f .approvalrc.yaml',
      outside: true,
    },
    {
      name: 'our own settings that are there',
      code: 'mv .approvalrc.json away && echo REACHED; mv away .approvalrc.json',
      outside: true,
    },
  ];
}

/** A machine with something to lose: keys in HOME, services that listen, a repository in use. */
async function machine(t: TestContext): Promise<{ readonly place: Scratch; readonly outside: Outside }> {
  const place = scratch(t);
  // What lies in /tmp or HOME is hidden; this is to be seen.
  const seen = mkdtempSync('/srv/approve-run-test-');
  t.after(() => rmSync(seen, { recursive: true, force: true }));
  chmodSync(seen, 0o777);
  place.write('../.ssh/id', 'a key');
  place.write('../.cargo/bin/tool', '');
  place.write('../.cargo/credentials.toml', 'a token');
  symlinkSync('../.ssh/id', join(place.cwd, 'link-to-key'));
  symlinkSync(seen, join(place.cwd, 'link-to-folder'));
  for (const name of ['HEAD', 'objects/x', 'hooks/x', 'modules/sub/HEAD', 'modules/sub/objects/x', 'modules/sub/hooks/x']) {
    place.write(`.git/${name}`, name.endsWith('HEAD') ? 'ref: refs/heads/main\n' : '');
  }
  place.write('.git/refs/heads/x', '');
  place.write('.git/config', '[core]\n\trepositoryformatversion = 0\n\thooksPath = .husky\n');
  place.write('.husky/x', '');
  place.write('.approvalrc.json', '{}');
  const abstract = `approve-run-test-${process.pid}`;
  const port = await listen(t, 0);
  for (const path of [join(place.home, 'docker.sock'), join(seen, 'docker.sock')]) await listen(t, path);
  await listenAbstract(t, abstract);
  const victim: ChildProcess = spawn('sleep', ['300'], { stdio: 'ignore' });
  t.after(() => victim.kill('SIGKILL'));
  return { place, outside: { seen, port, abstract, victim: victim.pid ?? 0 } };
}

async function listen(t: TestContext, where: string | number): Promise<number> {
  const server = createServer((socket) => socket.on('error', () => {}).end('REACHED\n'));
  await new Promise<void>((resolve) => {
    if (typeof where === 'number') server.listen(where, '127.0.0.1', resolve);
    else server.listen({ path: where, readableAll: true, writableAll: true }, resolve);
  });
  t.after(() => new Promise((resolve) => server.close(resolve)));
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}

/** Node pads such a name. */
async function listenAbstract(t: TestContext, name: string): Promise<void> {
  const code = `import socket\ns = socket.socket(socket.AF_UNIX)\ns.bind("\\0${name}")\ns.listen()\nprint("ready", flush=True)\nwhile True: s.accept()[0].send(b"REACHED")`;
  const server = spawn('python3', ['-c', code], { stdio: ['ignore', 'pipe', 'inherit'] });
  t.after(() => server.kill('SIGKILL'));
  await new Promise((resolve) => server.stdout.once('data', resolve));
}

function mayWrite(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

const language = (code: string) => (code.startsWith('import') ? 'python' : 'bash');
const env = { API_TOKEN: 'hidden-from-blocks' };
const isRoot = process.getuid?.() === 0;
const skip = noSandbox() || (!mayWrite('/srv') && 'it needs a folder outside of /tmp and HOME, and /srv cannot be written to');

test('without a sandbox, these ways lead out', { skip }, async (t) => {
  const { place, outside } = await machine(t);
  const tried = ways(outside).filter((way) => way.outside);
  const results = await runBlocks(
    place,
    tried.map(({ code }) => [language(code), code]),
    [],
    { env },
  );
  for (const [at, { name }] of tried.entries()) {
    // Without capabilities already, or inside a container, these are no ways out.
    if (['capabilities', 'new privileges', 'user namespace', 'a hard link'].includes(name)) continue;
    assert.match(results[at]?.text ?? '', /REACHED/, name);
  }
});

for (const user of ['this user', 'nobody'] as const) {
  const cannot = user === 'nobody' && !isRoot && 'only root may become another user';
  test(`no way leads out, as ${user}`, { skip: skip || cannot }, async (t) => {
    const { place, outside } = await machine(t);
    const start = startAs(user, place);
    const all = ways(outside);
    const before = readFileSync(join(place.cwd, '.git/config'), 'utf8');
    const results = await runBlocks(
      place,
      all.map(({ code }) => [language(code), code]),
      ['--sandbox'],
      { start, env },
    );
    for (const [at, { name }] of all.entries())
      assert.doesNotMatch(results[at]?.text ?? '', /REACHED|cannot be started/, `${name}: ${results[at]?.text}`);
    const planted = [
      join(outside.seen, 'marker'),
      join(outside.seen, 'linked'),
      join(outside.seen, 'own'),
      join(place.home, 'marker'),
      join(place.home, 'beside'),
      ...['.envrc', '.approvalrc', '.approvalrc.yaml', '.approvalrc.yml', '.git/commondir', '.git/hooks/post-commit', 'away'].map(
        (name) => join(place.cwd, name),
      ),
    ];
    assert.deepEqual(
      planted.filter((path) => existsSync(path)),
      [],
    );
    assert.equal(readFileSync(join(place.cwd, '.git/config'), 'utf8'), before);
  });
}

/** What a block replaces by a link, and the text of that link; relative ones lead somewhere in every layout. */
const LINKS: readonly (readonly [link: string, target: string])[] = [
  ['.git/modules', '../..'],
  ['.venv', '../.ssh'],
  ['handed', '../.ssh/id'],
  ['../out/deep/x', '../../.ssh/id'],
];
for (const [link, target] of LINKS) {
  test(`what ${link} leads to, after one block made it a link, is not shown to the next`, { skip }, async (t) => {
    const place = scratch(t);
    place.write('../.ssh/id', 'REACHED');
    place.write('../other/.git/HEAD', 'ref: refs/heads/main\n');
    place.write('../other/.git/objects/x', '');
    place.write('.git/HEAD', 'ref: refs/heads/main\n');
    for (const path of ['.venv/x', '../out/deep/x', 'handed']) place.write(path, '');
    const code = [
      `rm -rf ${link}; ln -s ${target} ${link}`,
      `cat .venv/id handed ../.ssh/id ../out/deep/x .git/modules/.ssh/id; echo x >${link}/planted; echo x >handed; echo x >../out/deep/x`,
    ];
    const args = ['handed', '../out', '../out/deep/x'].flatMap((path) => ['--allow-write', path]);
    const results = await runBlocks(
      place,
      code.map((each) => ['bash', each]),
      ['--sandbox', ...args],
      { env: { VIRTUAL_ENV: join(place.cwd, '.venv') } },
    );
    assert.equal(results[0]?.text, '');
    assert.doesNotMatch(results[1]?.text ?? '', /REACHED/);
    assert.equal(existsSync(join(place.home, 'planted')), false);
    assert.deepEqual(readdirSync(join(place.home, '.ssh')), ['id']);
    assert.equal(readFileSync(join(place.home, '.ssh/id'), 'utf8'), 'REACHED');
  });
}

test('a folder stays guarded where one around it is handed out', { skip }, async (t) => {
  const place = scratch(t);
  place.write('sub/.git/hooks/x', '');
  place.write('sub/.git/HEAD', '');
  place.write('.git/hooks/x', '');
  const code =
    'for f in .envrc .git/hooks/y ../.git/hooks/y ../.envrc; do echo x >$f && echo REACHED; done; mv ../sub ../away && echo REACHED; echo x >../made';
  const [result] = await runBlocks(place, [['bash', code]], ['--sandbox', '--cwd', 'sub', '--allow-write', '..']);
  assert.doesNotMatch(result?.text ?? '', /REACHED/);
  assert.ok(existsSync(join(place.cwd, 'made')));
});

test('nothing is planted in a folder that is no repository', { skip }, async (t) => {
  const place = scratch(t);
  rmSync(join(place.cwd, '.git'), { recursive: true });
  const code =
    'git init 2>&1; mkdir .git && echo REACHED; echo x >.git/config && echo REACHED; rmdir .git && echo REACHED; echo x >.git';
  const [result] = await runBlocks(place, [['bash', code]], ['--sandbox']);
  assert.doesNotMatch(result?.text ?? '', /REACHED/);
  assert.equal(existsSync(join(place.cwd, '.git')), false);
});

test('what approve-run remembers is not handed out with the folder that holds it', { skip }, async (t) => {
  const place = scratch(t);
  mkdirSync(join(place.home, '.config/approve-run'), { recursive: true });
  writeFileSync(join(place.home, '.config/approve-run/trust.json'), '{}');
  const code = 'cd ~/.config && echo x >own && (echo x >approve-run/trust.json || mv approve-run away) && echo REACHED';
  const [result] = await runBlocks(place, [['bash', code]], ['--sandbox', '--allow-write', '~/.config']);
  assert.doesNotMatch(result?.text ?? '', /REACHED/);
  assert.equal(readFileSync(join(place.home, '.config/own'), 'utf8'), 'x\n');
  assert.equal(readFileSync(join(place.home, '.config/approve-run/trust.json'), 'utf8'), '{}');
});
