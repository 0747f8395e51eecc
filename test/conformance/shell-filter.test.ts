// AG2's shell filter, rows 87 to 99. What must be refused would only make a file in a scratch folder.
// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the strings are shell code.
import assert from 'node:assert/strict';
import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import type { ShellToolOptions } from '../../src/assemble/shell-tool/shell-tool.ts';
import type { Approved, CodeExecutor } from '../../src/types.ts';
import { scratch } from '../helpers/scratch.ts';
import { shellHere } from '../helpers/shell-tool.ts';

const SECRET = 'TOKEN=hidden-in-here';

/** @param reason What the refusal must say. */
async function refuses(t: TestContext, options: ShellToolOptions, command: string, reason: RegExp = /./): Promise<void> {
  const place = scratch(t);
  place.write('.env', SECRET);
  place.write('sub/.env', SECRET);
  place.write('notes.txt', 'notes\n');
  place.write('src/a.txt', 'a\n');
  symlinkSync('.env', join(place.cwd, 'link'));
  symlinkSync('/etc', join(place.cwd, 'system'));
  symlinkSync('nowhere', join(place.cwd, 'dangling'));
  const shell = shellHere(place, options);
  const said = await shell.run(command);
  assert.match(said, /^Denied, not run: /);
  assert.match(said, reason);
  assert.equal(said.includes(SECRET), false);
  assert.equal(shell.has('p') || shell.has('f'), false, 'nothing was made');
  const decided = shell.events.filter(({ type }) => type === 'block-decided' || type === 'block-started');
  assert.deepEqual(
    decided.map((event) => (event.type === 'block-decided' ? [event.outcome, event.by] : event.type)),
    [['denied', 'policy']],
  );
}

for (const [command, reason] of [
  ['touch p', /"touch" is not allowed like this \(allowed: echo\)/],
  ['echo hello > f', /">" would join commands, or redirect one/],
] as const) {
  test(`87. only echo is allowed: ${command}`, (t) => refuses(t, { allowed: ['echo'] }, command, reason));
}

test('87. an empty list allows nothing', (t) => refuses(t, { allowed: [] }, 'echo', /nothing is/));

for (const command of [
  'touch p',
  'touch  p',
  '/usr/bin/touch p',
  "'touch' p",
  't"ouch" p',
  '\\touch p',
  'echo x; touch p',
  'true && touch p',
  'echo $(touch p)',
  'echo "$(touch p)"',
  'echo `touch p`',
  'echo "`touch p`"',
  'echo x | touch p',
  'echo x\ntouch p',
  'env touch p',
  'env -i A=b /bin/touch p',
  'timeout 5 nice touch p',
  'sh -c "touch p"',
  'find . -maxdepth 0 -exec touch p ;',
  'find . -maxdepth 0 -exec touch p \\;',
  'python3 -c "import os; os.system(\'touch p\')"',
  'perl -e "system(qq(touch p))"',
  'some-wrapper-nobody-knows touch p',
  'xargs touch p',
  "fish -c 'touch p'",
  "zsh -c '=touch p'",
  "tmux -c 'touch p'",
  "ed -s '!touch p'",
  "capsh -- -c 'touch p'",
  "npm exec -c 'touch p'",
  "make -E 'x:;touch p' x",
]) {
  test(`88. touch is blocked: ${JSON.stringify(command)}`, (t) => refuses(t, { blocked: ['touch'] }, command));
}

test('88. a link to what is blocked is blocked', async (t) => {
  const place = scratch(t);
  symlinkSync('/usr/bin/touch', join(place.cwd, 'mine'));
  const shell = shellHere(place, { blocked: ['touch'] });
  assert.match(await shell.run('./mine p'), /^Denied, not run: "touch" is blocked/);
  assert.equal(shell.has('p'), false);
});

for (const command of [
  'echo a\ntouch p',
  'echo a\rtouch p',
  'echo a & touch p',
  'echo a &',
  'cat <(touch p)',
  'cat < notes.txt',
  'echo a >(touch p)',
  '(touch p)',
  'A=b touch p',
  'A[0]=b touch p',
  'A+=b touch p',
  "echo $'a\\ntouch p'",
  'echo a # touch p',
  'echo a\0b',
  "-c 'touch p'",
]) {
  test(`89. restricted, there is one command: ${JSON.stringify(command)}`, (t) => refuses(t, { blocked: [] }, command));
}

for (const command of [
  'env touch p',
  'find . -maxdepth 0 -exec touch p {} +',
  'find . -fprint p',
  'sort -o p notes.txt',
  'sort --outp p notes.txt',
  'uniq notes.txt p',
  'file -C -m p',
  'git diff --output=p',
  'git diff --outp p',
  'git -c core.pager="touch p" log',
  'sed -n "w p" notes.txt',
  'awk "{print > \\"p\\"}" notes.txt',
  'time -o p ls',
  'touch p',
  'some-program-nobody-knows',
  'npm test',
  'sh p.sh',
  'cat .env',
]) {
  test(`90. readonly refuses ${command}`, (t) => refuses(t, { readonly: true }, command, /readonly, and not proved/));
}

test('90. readonly lets looks through', async (t) => {
  const place = scratch(t);
  place.write('notes.txt', 'b\na\n');
  const shell = shellHere(place, { readonly: true });
  assert.equal(await shell.run('sort notes.txt'), 'a\nb\n');
  assert.equal(await shell.run('find . -name notes.txt'), './notes.txt\n');
});

test('91. no brace, variable, tilde or glob is expanded', async (t) => {
  const place = scratch(t);
  place.write('a.py', '');
  const shell = shellHere(place, { allowed: ['ls', 'printf'] });
  assert.match(await shell.run('ls *.py'), /cannot access '\*\.py'.*\n\[exit code: 2\]$/);
  assert.equal(
    await shell.run('printf "<%s>" {a,b} $HOME ~ ~/x * [a-z] "$HOME" a?b'),
    '<{a,b}><$HOME><~><~/x><*><[a-z]><$HOME><a?b>',
  );
});

test('92. "git log" does not allow git with a setting', (t) =>
  refuses(t, { allowed: ['git log'] }, "git -c core.pager='touch p' log", /"git" is not allowed like this \(allowed: git log\)/));

for (const command of [
  'git  push',
  'git push',
  'git -C . push',
  'git --git-dir .git push origin',
  'env git push',
  '/usr/bin/git push',
]) {
  test(`93. git is allowed, and ${command} is blocked`, (t) =>
    refuses(t, { allowed: ['git', 'env', '/usr/bin/git'], blocked: ['git push'] }, command, /"git push" is blocked/));
}

test('93. what only speaks of it is not blocked', async (t) => {
  const shell = shellHere(scratch(t), { allowed: ['git'], blocked: ['git push'] });
  assert.doesNotMatch(await shell.run('git log --grep push'), /Denied/);
});

test('94. operators in quotes are words', async (t) => {
  const shell = shellHere(scratch(t), { allowed: ['echo', 'printf'] });
  assert.equal(await shell.run(`echo 'a; b' "c | d"`), 'a; b c | d\n');
  assert.equal(await shell.run(`printf '<%s>' 'a; b' "c | d" e\\ f '' "g\\"h"`), '<a; b><c | d><e f><><g"h>');
});

for (const command of ["echo 'a", 'echo "a', 'echo "a\\"', 'echo a\\']) {
  test(`95. unbalanced: ${command}`, (t) => refuses(t, { allowed: ['echo'] }, command, /unbalanced quotes/));
}

const IGNORED = [
  'cat .env',
  'cat ".env"',
  'cat .en""v',
  'cat \\.env',
  'cat .en*',
  'cat .e$(echo)nv',
  'e=.env; cat $e',
  'cat ./src/../.env',
  'cat sub/.env',
  'cat link',
  'env cat .env',
  'sh -c "cat .e*"',
  'bash -c "e=.en; cat <${e}v"',
  'python3 -c "print(open(chr(46) + chr(101) + chr(110) + chr(118)).read())"',
  "awk 1 '.env'",
  'grep -r TOKEN .',
  'grep -r TOKEN',
  'grep -rf notes.txt',
  'tar c .',
  'tar cTf notes.txt -',
  'cp -r . copy',
  'mv sub copy',
  'ln -s .env other',
  'find . -type f -exec cat {} +',
  "find . -name '.en*' -exec cat {} +",
  'diff --from-file=.env notes.txt',
  'grep -f.env x notes.txt',
  'dd if=.env',
  'curl -d @.env https://localhost:1',
  'wc --files0-from=notes.txt',
  'xargs -a notes.txt cat',
  'git show HEAD:.env',
  'git grep TOKEN',
  'git diff',
  'git log -p',
  'git -C . show',
  'git status -v',
  'git add -p',
  'uv run python -c "print(1)"',
  'some-runner rg x',
  "sed 'r.env' notes.txt",
  "sed '/word/R.env' notes.txt",
];
for (const command of IGNORED) {
  test(`96. .env is ignored: ${command}`, (t) => refuses(t, { ignore: ['**/.env'] }, command));
}

test('96. what has nothing to do with it runs', async (t) => {
  const place = scratch(t);
  place.write('.env', SECRET);
  place.write('src/a.txt', 'a\n');
  const shell = shellHere(place, { ignore: ['**/.env'] });
  assert.equal(await shell.run('cat src/a.txt'), 'a\n');
  assert.equal(await shell.run('grep -rn a src'), 'src/a.txt:1:a\n');
  assert.equal(await shell.run("find src -name '*.txt' -exec cat {} +"), 'a\n');
  assert.equal(await shell.run('ls'), 'src\n');
  assert.equal(await shell.run("sed 's/a/word.environment/' src/a.txt"), 'word.environment\n');
});

for (const [glob, command, runs] of [
  ['private', 'cat private/key.txt', false],
  ['private/', 'cat deep/private/key.txt', false],
  ['deep/private', 'cat private/key.txt', true],
  ['*.txt', 'cat private/key.txt', false],
  ['deep/**', 'grep -r key deep', false],
  ['deep/**', 'grep -r key private', true],
] as const) {
  test(`96. ${glob} is ignored: ${command} ${runs ? 'runs' : 'does not run'}`, async (t) => {
    const place = scratch(t);
    place.write('private/key.txt', 'key\n');
    place.write('deep/private/key.txt', 'key\n');
    const said = await shellHere(place, { ignore: [glob] }).run(command);
    assert.equal(said.startsWith('Denied'), !runs, said);
  });
}

test('96. an executor of one’s own is not reached', async (t) => {
  const place = scratch(t);
  const reached: string[] = [];
  const codeExecutor: CodeExecutor = {
    prepare: (block) => ({
      status: 'ready',
      proposal: { block, tool: 'bash', argv: ['/bin/bash', '{fd}'], cwd: '/srv/elsewhere', sandbox: 'none' },
    }),
    async run({ block }: Approved) {
      reached.push(block.code);
      const output = { head: '', tail: '', omittedBytes: 0 };
      const rest = { durationMs: 1, bytes: 0, output, timedOut: false, interrupted: false, leftover: [] };
      return { exitCode: 0, signal: null, ...rest };
    },
  };
  const shell = shellHere(place, { codeExecutor, ignore: ['**/.env'], blocked: ['touch'] });
  const notFromHere = ['cat link'];
  const others = ['tar c sub', 'cp -r sub copy', 'touch p', 'echo a; touch p', 'cat /etc/passwd'];
  for (const command of [...IGNORED.filter((one) => !notFromHere.includes(one)), ...others]) {
    assert.match(await shell.run(command), /^Denied, not run: /, command);
  }
  assert.deepEqual(reached, []);
  assert.equal(await shell.run(`cat 'my notes'`), '(no output)');
  assert.deepEqual(reached, [`exec cat 'my notes'`]);
});

for (const [command, reason] of [
  ['cat ../../../etc/passwd', /lies outside this folder/],
  ['cat /etc/passwd', /lies outside this folder/],
  ['cat system/passwd', /lies outside this folder/],
  ['cat ~/notes', /lies outside this folder/],
  ['cat file:///etc/passwd', /lies outside this folder/],
  ['cat --file=/etc/passwd', /lies outside this folder/],
  ['cat dangling', /cannot be resolved/],
] as const) {
  test(`97. outside the folder: ${command}`, (t) => refuses(t, { ignore: ['**/.env'] }, command, reason));
}

for (const [allowed, command, runs] of [
  ['git', 'git status', true],
  ['git', 'git', true],
  ['git', 'gitconfig', false],
  ['git', '/tmp/git status', false],
  ['git status', 'git status --short', true],
  ['git status', 'git statuses', false],
  ['git status', 'git', false],
] as const) {
  test(`98. "${allowed}" ${runs ? 'matches' : 'does not match'} ${command}`, async (t) => {
    const said = await shellHere(scratch(t), { allowed: [allowed] }).run(command);
    assert.equal(said.startsWith('Denied'), !runs, said);
  });
}

test('99. without filters it is a shell', async (t) => {
  const shell = shellHere(scratch(t));
  assert.equal(await shell.run('a=1; echo "$a $(echo 2)" | tr 12 34 > f && cat f'), '3 4\n');
  const [proposed] = shell.events.flatMap((event) => (event.type === 'block-proposed' ? [event.judged.proposal] : []));
  assert.equal(proposed?.block.code, 'a=1; echo "$a $(echo 2)" | tr 12 34 > f && cat f');
});
