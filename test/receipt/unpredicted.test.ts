// Readings and what the block really did in; what the receipt flags out. The block is approved for other effects than it has: a reader
// that misses something is simulated by an executor that runs more than it was given.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmodSync, linkSync, mkdirSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { mintApproved } from '../../src/approved.ts';
import type { Effect, EffectKind } from '../../src/effects.ts';
import { withReceipts } from '../../src/receipt/with-receipts.ts';
import type { BlockResult, CodeExecutor, Receipt } from '../../src/types.ts';
import { approvedBlock } from '../helpers/approved.ts';
import { shortly } from '../helpers/receipt.ts';
import { type Scratch, scratch } from '../helpers/scratch.ts';

type Given = readonly [kind: EffectKind, path?: string | undefined, more?: Partial<Effect>];

const RESULT: BlockResult = {
  exitCode: 0,
  signal: null,
  durationMs: 1,
  bytes: 0,
  output: { head: '', tail: '', omittedBytes: 0 },
  timedOut: false,
  interrupted: false,
  leftover: [],
};

interface Case {
  readonly given: readonly Given[] | undefined;
  readonly does: string;
  readonly says: readonly string[];
  readonly code?: string;
  readonly result?: Partial<BlockResult>;
}

const LEFT = [{ pid: 1, command: 'sleep', ended: true }];

const CASES: Readonly<Record<string, Case>> = {
  'nothing said, nothing done': { given: [], does: ':', says: [] },
  'nothing said, a file changed': { given: [], does: 'echo x >> a.txt', says: ['!~ a.txt'] },
  'nothing said, one made and one deleted': { given: [], does: 'touch n; rm a.txt', says: ['!- a.txt', '!+ n'] },
  'nobody read it': { given: undefined, does: 'touch n', says: ['+ n', 'unsure: nobody read the code'] },
  'a write of another file': { given: [['write', 'b.txt']], does: 'touch b.txt n', says: ['~ b.txt', '!+ n'] },
  'a write that deletes': { given: [['write', 'a.txt']], does: 'rm a.txt', says: ['!- a.txt'] },
  'permissions that make': { given: [['permissions', 'n']], does: 'touch n', says: ['!+ n'] },
  'a deletion that writes': { given: [['delete', 'a.txt']], does: 'rm a.txt; touch ab.txt', says: ['- a.txt', '!+ ab.txt'] },
  'a file whose name begins the same': { given: [['overwrite', 'a']], does: 'echo > a; echo > ab', says: ['+ a', '!+ ab'] },
  'a folder beside the one': { given: [['write', 'sub']], does: 'mkdir sub2', says: ['!+ sub2/'] },
  'a folder that was made on the way, and more in it': {
    given: [['write', 'p/q/r']],
    does: 'mkdir -p p/q/r; touch p/more',
    says: ['+ p/', '!+ p/more', '+ p/q/', '+ p/q/r/'],
  },
  'a glob': { given: [['delete', '*.log']], does: 'rm x.log a.txt', says: ['!- a.txt', '- x.log'] },
  'a glob that ends in a name': {
    given: [['delete', 's*/c.txt']],
    does: 'rm sub/c.txt x.log',
    says: ['!- x.log', '- sub/c.txt'],
  },
  'what find comes to': { given: [['delete', '(found)/*.txt']], does: 'rm sub/c.txt x.log', says: ['!- x.log', '- sub/c.txt'] },
  'a name that only the run knows': {
    given: [['write', 'day-$(date).md']],
    does: 'touch day-1.md n',
    says: ['+ day-1.md', '!+ n'],
  },
  'a path that nobody knows': {
    given: [['write', undefined, { where: 'dynamic' }]],
    does: 'touch n',
    says: ['+ n', 'unsure: write'],
  },
  'its own temporary file': { given: [['overwrite', undefined, { where: 'own-temporary' }]], does: 'touch n', says: ['!+ n'] },
  'what a program leaves beside': {
    given: [['overwrite', 'a.txt', { command: 0 }]],
    does: 'touch a.txt.bak a.txt~',
    says: ['+ a.txt.bak', '+ a.txt~'],
  },
  'what a redirection does not': { given: [['overwrite', 'a.txt']], does: 'touch a.txt.bak', says: ['!+ a.txt.bak'] },
  'the whole folder': { given: [['write', '.']], does: 'touch n sub/n', says: ['+ n', '+ sub/n'] },
  'a folder above': { given: [['overwrite', '..']], does: 'touch n', says: ['+ n'] },
  'outside, and here as well': { given: [['write', '/tmp/elsewhere']], does: 'touch n', says: ['!+ n'] },
  'the network is no file': { given: [['network']], does: 'touch n', says: ['!+ n'] },
  'a program that nobody knows': { given: [['execute']], does: 'touch n', says: ['+ n', 'unsure: execute'] },
  packages: { given: [['package-install']], does: 'mkdir node_modules', says: ['+ node_modules/', 'unsure: package-install'] },
  'a language that nobody reads': { given: [['unread']], does: 'touch n', says: ['+ n', 'unsure: unread'] },
  'through a link': { given: [['overwrite', 'link']], does: 'echo x > link', says: ['~ a.txt'] },
  'through a link that is gone by then': {
    given: [
      ['overwrite', 'link'],
      ['delete', 'link'],
    ],
    does: 'echo x > link; rm link',
    says: ['- link', '~ a.txt'],
  },
  'through a linked folder': { given: [['write', 'way/n']], does: 'touch way/n', says: ['+ sub/n'] },
  'the other name of a file': { given: [['overwrite', 'hard-1']], does: 'echo x > hard-1', says: ['~ hard-1', '~ hard-2'] },
  'a new name of a file': { given: [['overwrite', 'new']], does: 'ln a.txt new', says: ['~ a.txt', '+ new'] },
  'a file put in the place of another': {
    given: [['write', 'n']],
    does: 'touch n; cp b.txt t; mv t a.txt',
    says: ['!~ a.txt', '+ n'],
  },
  'mtime set back': { given: [], does: 'echo new > a.txt; touch -d "2001-01-01" a.txt', says: ['!~ a.txt'] },
  'mtime and size as before': {
    given: [],
    does: 'touch -r a.txt t; echo eno > a.txt; touch -r t a.txt; rm t',
    says: ['!~ a.txt'],
  },
  'rights alone': { given: [], does: 'chmod 600 a.txt; chmod 700 sub', says: ['!~ a.txt', '!~ sub/'] },
  'a file becomes a folder': { given: [], does: 'rm a.txt; mkdir a.txt; touch a.txt/b', says: ['!~ a.txt/', '!+ a.txt/b'] },
  'a folder becomes a link': {
    given: [],
    does: 'mv sub elsewhere; ln -s elsewhere sub',
    says: ['!- sub/c.txt', '!~ sub', '!+ elsewhere/', '!+ elsewhere/c.txt'],
  },
  'git looks after its own': { given: [], does: 'echo x > .git/index', says: ['(.git/ +1 ~0 -0)'] },
  'but for hooks and settings': {
    given: [],
    does: 'mkdir .git/hooks; echo x > .git/hooks/post-commit; echo x > .git/config',
    says: ['(.git/ +3 ~0 -0 !3)'],
  },
  'nor for those of the parts of a repository, or for another one in its place': {
    given: [],
    does: 'rm -r .git; mkdir -p .git/modules/m/hooks; touch .git/modules/m/index .git/modules/m/hooks/pre-commit',
    says: ['(.git/ +5 ~0 -0 !2)'],
  },
  'a repository that is elsewhere': {
    given: [],
    does: 'rm -r .git; echo "gitdir: sub" > .git',
    says: ['(.git +0 ~1 -0 !1)'],
  },
  'a predicted file that is not there': { given: [['write', 'n']], does: ':', says: ['missing: write n'] },
  'one to be deleted that is still there': { given: [['delete', 'a.txt']], does: ':', says: ['missing: delete a.txt'] },
  'one to be deleted that never was': { given: [['delete', 'gone']], does: ':', says: [] },
  'a folder that is made anew on the way, with other rights': {
    given: [
      ['delete', 'sub'],
      ['write', 'sub/d'],
    ],
    does: 'rm -r sub; mkdir -m 700 sub; mkdir sub/d',
    says: ['- sub/c.txt', '~ sub/', '+ sub/d/'],
  },
  'one to be deleted, and made anew': {
    given: [
      ['delete', 'a.txt'],
      ['overwrite', 'a.txt'],
    ],
    does: 'cp a.txt t; rm a.txt; mv t a.txt',
    says: ['~ a.txt'],
  },
  'one that is made and taken away': {
    given: [
      ['overwrite', 't'],
      ['delete', 't'],
    ],
    does: ':',
    says: [],
  },
  'one that is there as it was': { given: [['write', 'sub']], does: ':', says: [] },
  'a failed block misses what it misses': {
    given: [['write', 'n']],
    does: ':',
    result: { exitCode: 1 },
    says: ['missing: write n (the block did not end well)'],
  },
  'so does one with conditions': {
    given: [['write', 'n']],
    does: ':',
    code: 'if x; then y; fi',
    says: ['missing: write n (it may depend on a condition)'],
  },
  'and one that runs what nobody read': {
    given: [['write', 'n'], ['execute']],
    does: ':',
    says: ['missing: write n (not all that it does is known)', 'unsure: execute'],
  },
  'and one whose processes were ended': {
    given: [['write', 'n'], ['process']],
    does: ':',
    result: { leftover: LEFT },
    says: ['missing: write n (what it left running was ended)'],
  },
  'processes that nothing starts': { given: [], does: ':', result: { leftover: LEFT }, says: ['!processes'] },
  'processes in the background': { given: [], does: ':', code: 'sleep 9 &', result: { leftover: LEFT }, says: [] },
  'processes of whatever runs': { given: [['execute']], does: ':', result: { leftover: LEFT }, says: ['unsure: execute'] },
};

function lay({ cwd, write }: Scratch): void {
  write('a.txt', 'one\n');
  write('b.txt', 'two\n');
  write('x.log', '');
  write('sub/c.txt', 'three\n');
  write('hard-1', '');
  linkSync(join(cwd, 'hard-1'), join(cwd, 'hard-2'));
  symlinkSync('a.txt', join(cwd, 'link'));
  symlinkSync('sub', join(cwd, 'way'));
  chmodSync(join(cwd, 'sub'), 0o755);
}

async function play({ cwd }: Scratch, { given, does, code = ':', result = {} }: Case): Promise<Receipt> {
  const effects = given?.map(([kind, path, more = {}]): Effect => {
    const absolute = path === undefined ? {} : { path: path.startsWith('/') ? path : join(cwd, path) };
    return { kind, says: path === undefined ? kind : `${kind} ${path}`, line: 1, via: [], ...absolute, ...more };
  });
  const approved = mintApproved(approvedBlock('bash', code, cwd), [], effects);
  const executor: CodeExecutor = {
    prepare: () => ({ status: 'no-tool', reason: 'a test' }),
    run: async () => {
      spawnSync('bash', ['-c', does], { cwd });
      return { ...RESULT, ...result };
    },
  };
  const { receipt } = await withReceipts(executor).run(approved, () => {}, new AbortController().signal);
  assert.ok(receipt);
  return receipt;
}

for (const [name, one] of Object.entries(CASES)) {
  test(name, async (t) => {
    const place = scratch(t);
    lay(place);
    assert.deepEqual(shortly(await play(place, one)), one.says);
  });
}

test('globs that would take for ever are given up, and that is said', { timeout: 60_000 }, async (t) => {
  const place = scratch(t);
  lay(place);
  const stars = Array.from({ length: 100 }, (_, at): Given => ['overwrite', `${'a*'.repeat(50)}${at}`]);
  const receipt = await play(place, { given: stars, does: `for i in $(seq 300); do touch ${'a'.repeat(200)}$i; done`, says: [] });
  assert.deepEqual([receipt.counts.created, receipt.unsure], [300, 'there is too much to compare']);
});

test('as many effects as a reading holds are looked up', { timeout: 60_000 }, async (t) => {
  const place = scratch(t);
  lay(place);
  const names = Array.from({ length: 2000 }, (_, at) => `f${at}`);
  const does = `for i in $(seq 0 1999); do : > f$i; done; : > g`;
  const receipt = await play(place, { given: names.map((name): Given => ['overwrite', name]), does, says: [] });
  assert.deepEqual(
    receipt.files.filter(({ unpredicted }) => unpredicted),
    [{ what: 'created', path: 'g', unpredicted: true }],
  );
});

test('a clock that goes backwards hides nothing', async (t) => {
  const place = scratch(t);
  lay(place);
  const ahead = new Date(Date.now() + 86_400_000);
  utimesSync(join(place.cwd, 'a.txt'), ahead, ahead);
  assert.deepEqual(shortly(await play(place, { given: [], does: 'echo two > a.txt', says: [] })), ['!~ a.txt']);
});

test('a change right after another one shows', async (t) => {
  const place = scratch(t);
  mkdirSync(place.cwd, { recursive: true });
  for (let round = 0; round < 20; round += 1) {
    writeFileSync(join(place.cwd, 'a.txt'), 'x');
    assert.deepEqual(shortly(await play(place, { given: [], does: 'printf y > a.txt', says: [] })).at(0), '!~ a.txt');
  }
});
