// The sandbox in use: every tool in it, what is seen and written, where it is refused, and what is left when it is over.
import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, realpathSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { mintApproved } from '../../src/approved.ts';
import { localExecutor } from '../../src/execution/local-executor.ts';
import { resolveProgram } from '../../src/execution/resolve-program.ts';
import { openSandbox, type Sandbox } from '../../src/execution/sandbox/sandbox.ts';
import type { Tool } from '../../src/types.ts';
import { approveRun, BINARY } from '../helpers/approve-run.ts';
import { approvedBlock } from '../helpers/approved.ts';
import { lostRace, noSandbox, runBlocks } from '../helpers/sandboxed.ts';
import { fence, type Scratch, scratch } from '../helpers/scratch.ts';

const skip = noSandbox();
const PATH = process.env.PATH ?? '';

async function execute(sandbox: Sandbox | undefined, place: Scratch, language: string, code: string, tools?: readonly Tool[]) {
  const { argv, ...approved } = approvedBlock(language, code, place.cwd, tools);
  const mode = sandbox?.mode ?? 'none';
  const executor = localExecutor({ env: sandbox?.env ?? { PATH }, timeout: 2, sandbox });
  const ready = mintApproved({ ...approved, argv, sandbox: mode });
  for (let attempt = 1; ; attempt += 1) {
    const result = await executor.run(ready, () => {}, new AbortController().signal);
    const text = `${result.output.head}${result.output.tail}`;
    if (attempt === 3 || !(result.exitCode === 1 && lostRace(text))) return { ...result, text };
  }
}

function open(place: Scratch, more: { network?: boolean; allowRead?: string[]; allowWrite?: string[]; path?: string } = {}) {
  const { network = false, allowRead = [], allowWrite = [], path = PATH } = more;
  return openSandbox({
    cwd: place.cwd,
    home: place.home,
    project: place.cwd,
    env: { PATH: path, HOME: place.home, LANG: 'C.UTF-8' },
    network,
    allowRead,
    allowWrite,
  });
}

const OWN: readonly Tool[] = [
  { name: 'named', languages: [], commands: [{ argv: ['bash', '{file.sh}'] }] },
  { name: 'given', languages: [], commands: [{ argv: ['bash', '-c', '{text}'] }] },
  { name: 'piped', languages: [], commands: [{ argv: ['bash'] }] },
];

/** Language, code, output. */
const TOOLS: readonly (readonly [string, string, RegExp, (readonly Tool[])?])[] = [
  ['bash', 'echo hi; echo err >&2; echo out >/dev/stdout; echo err >/dev/stderr', /^hi\nerr\nout\nerr\n$/],
  ['sh', 'read -r line; echo "<$line> $?"', /^<> 1\n$/],
  ['zsh', 'print hi', /^hi\n$/],
  ['python', 'import sys\nprint(__name__, sys.stdin.read() == "")', /^__main__ True\n$/],
  ['node', 'process.stdin.on("end", () => console.log("empty")).resume()', /^empty\n$/],
  ['perl', 'print "hi\\n"', /^hi\n$/],
  ['named', 'echo "$0"', /block-1\.sh\n$/, OWN],
  ['given', 'echo hi', /^hi\n$/, OWN],
  ['piped', 'echo hi', /^hi\n$/, OWN],
];
for (const [language, code, output, tools] of TOOLS) {
  const missing =
    tools === undefined && language.length < 5 && resolveProgram(language, PATH, undefined) === undefined && 'not installed';
  test(`in the sandbox, ${language}: ${code}`, { skip: skip || missing }, async (t) => {
    const place = scratch(t);
    const result = await execute(await open(place), place, language, code, tools);
    assert.match(result.text, output);
    assert.deepEqual([result.exitCode, result.error, result.leftover, result.sandboxHint], [0, undefined, [], undefined]);
  });
}

test('typescript, by tsx, in the sandbox', { skip }, async (t) => {
  const place = scratch(t);
  const tsx = realpathSync(join(import.meta.dirname, '../../node_modules/tsx/dist/cli.mjs'));
  const tools: Tool[] = [{ name: 'typed', languages: [], commands: [{ argv: [process.execPath, tsx, '-e', '{text}'] }] }];
  const folder = dirname(dirname(dirname(tsx)));
  const result = await execute(
    await open(place, { allowRead: [folder] }),
    place,
    'typed',
    'const n: number = 42; console.log(n)',
    tools,
  );
  assert.equal(result.text, '42\n');
});

test('it is as if the block ran outside: exit code, signal, folder, environment', { skip }, async (t) => {
  const place = scratch(t);
  const sandbox = await open(place);
  assert.equal((await execute(sandbox, place, 'bash', 'exit 7')).exitCode, 7);
  assert.equal((await execute(sandbox, place, 'bash', 'kill -9 $$')).exitCode, 137);
  assert.equal((await execute(sandbox, place, 'bash', 'pwd')).text, `${place.cwd}\n`);
  assert.equal((await execute(sandbox, place, 'bash', 'echo new >made')).exitCode, 0);
  assert.equal(readFileSync(join(place.cwd, 'made'), 'utf8'), 'new\n');
});

test('a time limit asks first, and then ends everything', { skip }, async (t) => {
  const place = scratch(t);
  const sandbox = await open(place);
  const asked = await execute(sandbox, place, 'bash', 'trap "echo asked; exit 3" TERM; while :; do sleep 0.1; done');
  assert.deepEqual([asked.timedOut, asked.text.split('\n').at(-2)], [true, 'asked']);
  const deaf = await execute(sandbox, place, 'bash', 'trap "" TERM; echo $$; sleep 98761 & while :; do sleep 0.1; done');
  assert.equal(deaf.timedOut, true);
  assert.doesNotMatch(execFileSync('ps', ['-eo', 'args'], { encoding: 'utf8' }), /sleep 98761/);
});

test('an approval for another sandbox is none', { skip }, async (t) => {
  const place = scratch(t);
  const [sandbox, shared] = [await open(place), await open(place, { network: true })];
  const executor = localExecutor({ env: sandbox.env, sandbox });
  for (const mode of ['none', shared.mode] as const) {
    const approved = mintApproved({ ...approvedBlock('bash', 'touch ran', place.cwd), sandbox: mode });
    const result = await executor.run(approved, () => {}, new AbortController().signal);
    assert.deepEqual([result.exitCode, result.error], [126, 'It was approved for another sandbox.']);
  }
  const approved = mintApproved({ ...approvedBlock('bash', 'touch ran', place.cwd), sandbox: 'on' });
  const bare = await localExecutor({ env: { PATH } }).run(approved, () => {}, new AbortController().signal);
  assert.equal(bare.error, 'It was approved for another sandbox.');
  assert.equal(existsSync(join(place.cwd, 'ran')), false);
});

test('paths are handed out to read, and to write', { skip }, async (t) => {
  const place = scratch(t);
  place.write('../notes/a', 'note');
  place.write('../build/a', 'old');
  mkdirSync(join(place.home, 'build/.git/hooks'), { recursive: true });
  symlinkSync('notes', join(place.home, 'link'));
  const code = 'cat ../notes/a ~/link/a; echo x >../notes/b; echo new >../build/a; echo x >../build/.git/hooks/x && echo REACHED';
  const [one] = await runBlocks(place, [['bash', code]], ['--sandbox', '--allow-read', '../link', '--allow-write=../build']);
  assert.match(one?.text ?? '', /^notenote/);
  assert.doesNotMatch(one?.text ?? '', /REACHED/);
  assert.equal(readFileSync(join(place.home, 'build/a'), 'utf8'), 'new\n');
  assert.equal(existsSync(join(place.home, 'notes/b')), false);
});

test('the task, the policies and the settings in use cannot be rewritten', { skip }, async (t) => {
  const place = scratch(t);
  const code = 'for f in tasks/task.md ours.yaml; do echo x >>$f && echo REACHED; done; mv tasks away && echo REACHED; ls -A';
  place.write('tasks/task.md', fence('bash', code));
  place.write(
    'ours.yaml',
    'name: ours\ndescription: All.\ndefault: allow\nrules:\n  - { id: all, allow: {}, because: All., match: ["ls"], notMatch: [] }\n',
  );
  const ran = await approveRun(place, ['--sandbox', 'tasks/task.md', '--policy', './ours.yaml']);
  assert.equal(ran.code, 0, ran.stderr);
  assert.doesNotMatch(ran.stdout, /REACHED/);
  assert.deepEqual(readdirSync(place.cwd).toSorted(), ['.git', 'ours.yaml', 'tasks']);
});

test('git works, and sees nothing of what guards it', { skip }, async (t) => {
  const place = scratch(t);
  const git = (...args: string[]) => execFileSync('git', ['-C', place.cwd, ...args], { encoding: 'utf8' });
  git('init', '-q');
  place.write('a', 'a');
  const id = '-c user.name=n -c user.email=e@x';
  const code = `set -e; git status --short; git add -A; git ${id} commit -qm one; git switch -qc other; git ${id} commit -q --allow-empty -m two; git gc -q; git log --format=%s; git status --short`;
  const [result] = await runBlocks(place, [['bash', code]], ['--sandbox']);
  assert.equal(result?.text, '?? a\ntwo\none\n');
  assert.deepEqual(readdirSync(place.cwd).toSorted(), ['.git', 'a']);
  assert.equal(git('status', '--short'), '');
  git('worktree', 'add', '-q', '../tree');
  const tree: Scratch = { ...place, cwd: join(place.home, 'tree') };
  const [below] = await runBlocks(
    tree,
    [['bash', 'git log --format=%s; echo x >../project/.git/config; git commit --allow-empty -m no']],
    ['--sandbox'],
  );
  assert.match(below?.text ?? '', /^two\none\n/);
  assert.equal(git('log', '--format=%s'), 'two\none\n');
});

test('a link that is to be guarded stops it, unless it is handed out', { skip }, async (t) => {
  const place = scratch(t);
  place.write('shared/envrc', 'x');
  symlinkSync('shared/envrc', join(place.cwd, '.envrc'));
  place.write('task.md', fence('bash', 'echo ran'));
  const ran = await approveRun(place, ['--sandbox', '--policy', 'allow-all', 'task.md']);
  assert.deepEqual([ran.code, ran.stdout], [2, '']);
  assert.match(ran.stderr, /\.envrc is a link, and a block could put another one there\.\n.*--allow-write/);
  const lifted = await approveRun(place, ['--sandbox', '--policy', 'allow-all', '--allow-write', '.envrc', 'task.md']);
  assert.deepEqual([lifted.code, lifted.stdout], [0, 'ran\n'], lifted.stderr);
});

test('auto goes on without it for no fault of the folder', { skip }, async (t) => {
  const place = scratch(t);
  symlinkSync('elsewhere', join(place.cwd, '.envrc'));
  place.write('task.md', fence('bash', 'echo ran'));
  const ran = await approveRun(place, ['--sandbox=auto', '--policy', 'allow-all', 'task.md']);
  assert.deepEqual([ran.code, ran.stdout], [2, '']);
  assert.match(ran.stderr, /\.envrc is a link, and a block could put another one there\.\n.*--allow-write/);
});

test('an interpreter that is hidden is said so before anything runs', { skip }, async (t) => {
  const place = scratch(t);
  const node = place.write('../opt/node/bin/own-node', '#!/bin/sh\necho ran\n');
  chmodSync(node, 0o755);
  place.write('../.config/approve-run/config.json', JSON.stringify({ tools: { own: { command: [node, '-'] } } }));
  place.write('task.md', fence('own', 'x'));
  const hidden = await approveRun(place, ['--sandbox', '--policy', 'allow-all', 'task.md']);
  assert.equal(hidden.code, 1);
  assert.match(hidden.stderr, /own-node cannot be started: the sandbox hides .*; to show it: --allow-read \S+\/opt\/node/);
  const shown = await approveRun(place, ['--sandbox', '--policy', 'allow-all', '--allow-read', '~/opt/node', 'task.md']);
  assert.deepEqual([shown.code, shown.stdout], [0, 'ran\n'], shown.stderr);
});

test('what a killed run left stands for nothing, and goes with the next one', { skip }, async (t) => {
  const place = scratch(t);
  place.write('.approvalrc.json', '{"timeout": 3}');
  place.write('task.md', fence('bash', 'echo up; sleep 60'));
  const child = spawn(process.execPath, [BINARY, '--sandbox', '--policy', 'allow-all', 'task.md'], {
    cwd: place.cwd,
    env: { PATH, HOME: place.home },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  await new Promise((resolve) => child.stdout.once('data', resolve));
  child.kill('SIGKILL');
  await new Promise((resolve) => child.once('close', resolve));
  assert.ok(existsSync(join(place.cwd, '.approvalrc')));
  const { code, stdout } = await approveRun(place, ['config', '--json']);
  assert.deepEqual([code, JSON.parse(stdout).settings.timeout.value], [0, 3]);
  const again = await approveRun(place, ['--sandbox', '--policy', 'allow-all', '-'], { input: fence('bash', 'true') });
  assert.equal(again.code, 0, again.stderr);
  assert.deepEqual(readdirSync(place.cwd).toSorted(), ['.approvalrc.json', '.git', 'task.md']);
});

test('the end of one run takes nothing from the block of another', { skip }, async (t) => {
  const place = scratch(t);
  const code = 'touch up; until [ -e go ]; do sleep 0.05; done; for f in .envrc .approvalrc; do echo x >$f && echo REACHED; done';
  const long = runBlocks(place, [['bash', code]], ['--sandbox']);
  while (!existsSync(join(place.cwd, 'up'))) await new Promise((resolve) => setTimeout(resolve, 20));
  await runBlocks(place, [['bash', 'true']], ['--sandbox']);
  place.write('go', '');
  const [result] = await long;
  assert.doesNotMatch(result?.text ?? '', /REACHED/);
  assert.match(result?.text ?? '', /\.envrc: Is a directory/);
  assert.deepEqual(readdirSync(place.cwd).toSorted(), ['.git', 'go', 'up']);
});

const REFUSED: readonly (readonly [name: string, (place: Scratch) => string, RegExp])[] = [
  [
    '/',
    () => '/',
    /^approve-run: the sandbox cannot be used: \/ would be writable as a whole\. Nothing was run\.\nRun in a folder below it/,
  ],
  ['HOME', ({ home }) => home, /\(your HOME\) would be writable as a whole\. Nothing was run\./],
  ['above HOME', ({ home }) => dirname(home), /would be writable as a whole|holds your HOME, which would no longer be hidden/],
  ['/run', () => '/run', /\/run would be writable as a whole/],
];
for (const [name, cwd, says] of REFUSED) {
  test(`--sandbox refuses to run in ${name}`, { skip }, async (t) => {
    const place = scratch(t);
    const task = place.write('task.md', fence('bash', 'echo ran'));
    const ran = await approveRun(place, [task, '--sandbox', '--policy', 'allow-all', '--cwd', cwd(place)]);
    assert.deepEqual([ran.code, ran.stdout], [2, '']);
    assert.match(ran.stderr, says);
  });
}

test('without bubblewrap it is refused; auto says so and goes on', async (t) => {
  const place = scratch(t);
  const bin = join(place.home, 'bin');
  mkdirSync(bin);
  for (const name of ['bash', 'mkfifo', 'true']) symlinkSync(resolveProgram(name, PATH, undefined) ?? '', join(bin, name));
  const env = { PATH: bin };
  place.write('task.md', fence('bash', 'echo ran'));
  const asked = await approveRun(place, ['--sandbox', '--policy', 'allow-all', 'task.md'], { env });
  assert.deepEqual([asked.code, asked.stdout], [2, '']);
  assert.match(
    asked.stderr,
    /bubblewrap \(bwrap\) was not found in PATH\. Nothing was run\.\nInstall it \(apt-get install bubblewrap/,
  );
  const auto = await approveRun(place, ['--sandbox=auto', '--policy', 'allow-all', 'task.md'], { env });
  assert.deepEqual([auto.code, auto.stdout], [0, 'ran\n']);
  assert.match(auto.stderr, /! the sandbox cannot be used: bubblewrap .* Blocks run without it, with all of your rights\./);

  // One that is there and cannot do it, as in most containers.
  writeFileSync(join(bin, 'bwrap'), '#!/bin/sh\necho "bwrap: setting up uid map: Permission denied" >&2\nexit 1\n', {
    mode: 0o755,
  });
  const broken = await approveRun(place, ['--sandbox', '--policy', 'allow-all', 'task.md'], {
    env: { PATH: `${bin}:/usr/bin:/bin` },
  });
  assert.deepEqual([broken.code, broken.stdout], [2, '']);
  assert.match(broken.stderr, /setting up uid map: Permission denied\. Nothing was run\.\nAllow user namespaces/);
  const slow = '#!/bin/sh\nexec sleep 30\n';
  writeFileSync(join(bin, 'bwrap'), slow, { mode: 0o755 });
  const stuck = await approveRun(place, ['--sandbox', '--policy', 'allow-all', 'task.md'], {
    env: { PATH: `${bin}:/usr/bin:/bin` },
  });
  assert.equal(stuck.code, 2);
  assert.match(stuck.stderr, /bwrap did not end within 2 s/);
});

test('a bwrap of the project is not the one', { skip }, async (t) => {
  const place = scratch(t);
  chmodSync(place.write('bin/bwrap', '#!/bin/sh\ntouch marker\n'), 0o755);
  const env = { PATH: `${join(place.cwd, 'bin')}:${PATH}` };
  const [result] = await runBlocks(place, [['bash', 'touch /etc/marker']], ['--sandbox'], { env });
  assert.match(result?.text ?? '', /Read-only file system/);
  assert.equal(existsSync(join(place.cwd, 'marker')), false);
});

/** Where the flag stands, whether it runs. */
const FLAGS: readonly (readonly [args: readonly string[], mode: string])[] = [
  [['--sandbox', 'task.md'], 'on'],
  [['task.md', '--sandbox'], 'on'],
  [['--sandbox=net', 'task.md'], 'net'],
  [['task.md', '--sandbox=net'], 'net'],
  [['--sandbox=auto', 'task.md'], 'on'],
  [['--sandbox=off', 'task.md'], 'none'],
  [['task.md'], 'none'],
];
for (const [args, mode] of FLAGS) {
  test(`${args.join(' ')}: ${mode}`, { skip }, async (t) => {
    const place = scratch(t);
    place.write('task.md', fence('bash', 'echo ran'));
    const { stdout, stderr, code } = await approveRun(place, ['--json', '--policy', 'allow-all', ...args]);
    assert.equal(code, 0, stderr);
    const events = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    const said = ['run-started', 'block-proposed'].map((type) => events.find((event) => event.type === type)?.sandbox);
    assert.deepEqual(said, [mode, mode]);
    assert.equal(/ · sandbox/.test(stderr), mode !== 'none');
  });
}

test('words that are no sandbox, and paths that are not there, are refused', async (t) => {
  const place = scratch(t);
  place.write('task.md', fence('bash', 'echo ran'));
  const rows: readonly (readonly [readonly string[], RegExp])[] = [
    [['--sandbox=strict', 'task.md'], /It takes "off", "on", "net" or "auto"/],
    [['--allow-write', '..', 'task.md'], /--allow-write is about a sandbox, and there is none\. Add --sandbox\./],
    [['--sandbox', '--allow-read', 'gone', 'task.md'], /--allow-read \S*\/gone: there is no such file or folder/],
    [['--sandbox', '--allow-write', '/', 'task.md'], /\/ would be handed out whole|bubblewrap/],
    [['--sandbox', '--allow-write', '~', 'task.md'], /would be handed out whole|bubblewrap/],
  ];
  for (const [args, says] of rows) {
    const ran = await approveRun(place, ['--policy', 'allow-all', ...args]);
    assert.deepEqual([ran.code, ran.stdout], [2, ''], args.join(' '));
    assert.match(ran.stderr, says);
  }
});

/** A bubblewrap that cannot make its second sandbox, as where a socket that it is to cover is gone by then; the first is the trial. */
function unlucky(place: Scratch): NodeJS.ProcessEnv {
  const real = resolveProgram('bwrap', PATH, undefined);
  const folder = join(place.home, 'bin');
  mkdirSync(folder);
  const script = `#!/bin/sh\necho >> ${place.home}/calls\n[ "$(wc -l < ${place.home}/calls)" = 2 ] && { echo "bwrap: Can't mkdir parents" >&2; exit 1; }\nexec ${real} "$@"\n`;
  writeFileSync(join(folder, 'bwrap'), script, { mode: 0o755 });
  return { PATH: `${folder}:${PATH}` };
}

for (const code of [0, 1]) {
  test(`where the sandbox could not be made the block is started again, and one that ends with ${code} runs once`, {
    skip,
  }, async (t) => {
    const place = scratch(t);
    place.write('task.md', fence('bash', `echo ran >> log; exit ${code}`));
    const ran = await approveRun(place, ['--sandbox', '--policy', 'allow-all', 'task.md'], { env: unlucky(place) });
    assert.equal(ran.code, code, ran.stderr);
    assert.equal(readFileSync(join(place.cwd, 'log'), 'utf8'), 'ran\n');
    assert.equal(readFileSync(join(place.home, 'calls'), 'utf8').length, 3);
  });
}
