// Repositories that a block in a sandbox makes where git looks into them unasked: git runs nothing of theirs afterwards, outside.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { noSandbox, runBlocks } from '../helpers/sandboxed.ts';
import { type Scratch, scratch } from '../helpers/scratch.ts';

const skip = noSandbox();
const ID = '-c user.name=n -c user.email=e@x -c protocol.file.allow=always';
const EVIL = (folder: string) =>
  `git init -q ${folder}; git -C ${folder} ${ID} commit -q --allow-empty -m x; git add ${folder} 2>/dev/null; git -C ${folder} config core.fsmonitor "touch $MARKER; false"`;

interface Plant {
  readonly name: string;
  readonly before: string;
  readonly block: string;
  /** What is renamed. */
  readonly renamed: RegExp;
}

const NEW = `git init -q .; git ${ID} commit -q --allow-empty -m one`;
const BARE =
  'mkdir -p objects refs; echo "ref: refs/heads/main" >HEAD; printf \'[core]\\nrepositoryformatversion=0\\nbare=false\\nworktree=.\\nfsmonitor="touch %s; false"\\n\' "$MARKER" >config';

const PLANTS: readonly Plant[] = [
  { name: 'one that git is told is a submodule', before: NEW, block: EVIL('sub'), renamed: /^sub\/\.git-of-a-block-\w{8}$/ },
  {
    name: 'one in an index that is split, and older than it seems',
    before: NEW,
    block: `git update-index --split-index; ${EVIL('sub')}; touch -d @1 .git/index .git/sharedindex.*`,
    renamed: /^sub\/\.git-of-a-block-\w{8}$/,
  },
  {
    name: 'one in a submodule that was there before',
    before: `${NEW}; (git init -q ../other; cd ../other; git ${ID} commit -q --allow-empty -m x); git ${ID} submodule --quiet add ../other own; git ${ID} commit -qm sub`,
    block: `cd own; ${EVIL('deep')}`,
    renamed: /^own\/deep\/\.git-of-a-block-\w{8}$/,
  },
  {
    name: 'one with a name in no UTF-8',
    before: 'git init -q .',
    block: `sub=$'s\\xff'; ${EVIL('$sub')}`,
    renamed: /^\.git\/index-of-a-block-\w{8}$/,
  },
  {
    name: 'one in a folder without the right to write',
    before: NEW,
    block: `${EVIL('sub')}; chmod 555 sub`,
    renamed: /^sub\/\.git-of-a-block-\w{8}$/,
  },
  {
    name: 'the folder, with its .git broken',
    before: NEW,
    block: `${BARE}; mv .git/HEAD .git/gone`,
    renamed: /^HEAD-of-a-block-\w{8}$/,
  },
  { name: 'the folder, which has no .git', before: 'rm -r .git', block: BARE, renamed: /^HEAD-of-a-block-\w{8}$/ },
];

function shell({ cwd, home }: Scratch, code: string, marker: string): void {
  execFileSync('bash', ['-c', code], { cwd, env: { PATH: process.env.PATH, HOME: home, MARKER: marker }, stdio: 'ignore' });
}

for (const { name, before, block, renamed } of PLANTS) {
  test(`git does not obey ${name}`, { skip }, async (t) => {
    const [place, beside] = [scratch(t), scratch(t)];
    const marker = join(place.home, 'marker');
    shell(place, before, marker);
    const [result, next] = await runBlocks(
      place,
      [
        ['bash', block],
        ['bash', 'echo ran'],
      ],
      ['--sandbox', '--env', 'MARKER'],
      { env: { MARKER: marker } },
    );
    assert.match(result?.hint ?? '', /made a git repository that git would obey outside/, result?.text);
    assert.deepEqual([next?.text, next?.hint], ['ran\n', undefined]);
    shell(place, 'git status; git -C own status || :', marker);
    assert.equal(existsSync(marker), false);
    const names = readdirSync(place.cwd, { recursive: true, encoding: 'utf8' });
    assert.equal(names.filter((path) => renamed.test(path)).length, 1, names.join('\n'));

    // The same without a sandbox is obeyed: it is no way that leads nowhere.
    const free = join(beside.home, 'marker');
    shell(beside, `${before}; ${block}`, free);
    execFileSync('rm', ['-f', free]);
    shell(beside, 'git status || :', free);
    assert.ok(existsSync(free));
  });
}

test('what was there before, and what is no repository, keeps its name', { skip }, async (t) => {
  const place = scratch(t);
  shell(place, `${NEW}; git init -q old; git -C old ${ID} commit -q --allow-empty -m x; git add old`, '');
  const [result] = await runBlocks(place, [['bash', 'echo x >HEAD; git add HEAD; git init -q apart']], ['--sandbox']);
  assert.deepEqual([result?.exitCode, result?.hint], [0, undefined], result?.text);
  assert.deepEqual(readdirSync(place.cwd).toSorted(), ['.git', 'HEAD', 'apart', 'old']);
  assert.ok(existsSync(join(place.cwd, 'old/.git/HEAD')));
});

test('a block that makes the folder hard to look at stops no run', { skip }, async (t) => {
  const place = scratch(t);
  shell(
    place,
    `${NEW}; git init -q sub; git -C sub ${ID} commit -q --allow-empty -m x; git add sub; rm -r sub; echo file >sub`,
    '',
  );
  const code = [
    'rm sub; ln -s /etc sub',
    'rm sub; mkfifo sub .gitmodules',
    'echo broken >.git/index; mkdir -p HEAD refs objects',
    'echo ran',
  ];
  const results = await runBlocks(
    place,
    code.map((each) => ['bash', each]),
    ['--sandbox'],
  );
  assert.deepEqual(
    results.map(({ exitCode }) => exitCode),
    [0, 0, 0, 0],
    results.map(({ text }) => text).join(),
  );
});
