// Repositories of every shape, and what a block in a sandbox must not plant in them: what git would run later, outside.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { noSandbox, runBlocks } from '../helpers/sandboxed.ts';
import { type Scratch, scratch } from '../helpers/scratch.ts';

const skip = noSandbox();
const ID = ['-c', 'user.name=n', '-c', 'user.email=e@x', '-c', 'protocol.file.allow=always'];

function git(folder: string, ...args: readonly string[]): string {
  mkdirSync(folder, { recursive: true });
  return execFileSync('git', ['-C', folder, ...ID, ...args], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
}

function repository(folder: string): string {
  git(folder, 'init', '-q');
  git(folder, 'commit', '-q', '--allow-empty', '-m', 'one');
  return realpathSync(folder);
}

interface Shape {
  readonly name: string;
  readonly make: (place: Scratch) => void;
  /** Files that git obeys, or finds what it obeys by. */
  readonly obeyed: readonly string[];
}

const SHAPES: readonly Shape[] = [
  {
    name: 'a submodule',
    make: ({ cwd, home }) => git(repository(cwd), 'submodule', '--quiet', 'add', repository(join(home, 'other')), 'a/sub'),
    obeyed: ['a/sub/.git', '.git/modules/a/sub/hooks/x'],
  },
  {
    name: 'a submodule that holds its own git folder',
    make: ({ cwd }) => {
      repository(join(repository(cwd), 'sub'));
      git(cwd, 'submodule', '--quiet', 'add', './sub');
    },
    obeyed: ['sub/.git/config', 'sub/.git/hooks/x'],
  },
  {
    name: 'a linked working tree in the folder',
    make: ({ cwd }) => git(repository(cwd), 'worktree', 'add', '-q', 'trees/one'),
    obeyed: ['trees/one/.git', '.git/worktrees/one/gitdir'],
  },
  {
    name: 'a bare repository beside its working trees',
    make: ({ cwd, home, write }) => {
      git(cwd, 'clone', '-q', '--bare', repository(join(home, 'other')), '.bare');
      execFileSync('rmdir', [join(cwd, '.git')]);
      write('.git', 'gitdir: ./.bare\n');
    },
    obeyed: ['.bare/config', '.bare/hooks/x'],
  },
  {
    name: 'hooks of husky',
    make: ({ cwd, write }) => {
      git(repository(cwd), 'config', 'core.hooksPath', '.husky/_');
      write('.husky/_/h', '');
    },
    obeyed: ['.husky/pre-commit', '.husky/_/h'],
  },
  {
    name: 'hooks that a file in the folder names, and one that is not there',
    make: ({ cwd, write }) => {
      git(repository(cwd), 'config', 'include.path', '../.gitsettings');
      git(cwd, 'config', 'include.more.path', '../gone');
      write('.gitsettings', '[core] hooksPath = "own hooks" # of this project\n');
    },
    obeyed: ['.gitsettings', 'own hooks/x', 'gone'],
  },
  {
    name: 'hooks that the user names',
    make: ({ cwd, write }) => {
      repository(cwd);
      write('../.gitconfig', '[core]\n\thooksPath = .githooks\n');
    },
    obeyed: ['.githooks/x'],
  },
  {
    name: 'a submodule that an earlier run broke',
    make: ({ cwd, home }) => {
      git(repository(cwd), 'submodule', '--quiet', 'add', repository(join(home, 'other')), 'sub');
      execFileSync('rm', [join(cwd, '.git/modules/sub/HEAD')]);
    },
    obeyed: ['.git/modules/sub/hooks/x', '.git/modules/sub/config'],
  },
];

for (const { name, make, obeyed } of SHAPES) {
  test(`nothing is planted in ${name}`, { skip }, async (t) => {
    const place = scratch(t);
    make(place);
    const before = readdirSync(place.cwd);
    const code = obeyed.flatMap((path) => [
      `mkdir -p "$(dirname '${path}')"; echo '# x' >>'${path}' && echo 'REACHED ${path}'`,
      `mv '${path.split('/')[0]}' moved && echo 'REACHED ${path}, moved'`,
    ]);
    const [tried, used] = await runBlocks(
      place,
      [
        ['bash', `exec 2>&1\n${code.join('\n')}`],
        ['bash', 'git status --short'],
      ],
      ['--sandbox'],
    );
    assert.doesNotMatch(tried?.text ?? '', /REACHED/);
    if (!name.includes('broke')) assert.equal(used?.exitCode, 0, used?.text);
    assert.deepEqual(readdirSync(place.cwd), before);
    assert.equal(existsSync(join(place.cwd, 'moved')), false);
  });
}
