// Repositories with .gitignore files in; receipts that count what they ignore, and list the rest, out.
import assert from 'node:assert/strict';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { receiptOf, shortly } from '../helpers/receipt.ts';
import { type Scratch, scratch } from '../helpers/scratch.ts';

interface Case {
  readonly files: Readonly<Record<string, string>>;
  readonly does: string;
  readonly says: readonly string[];
  /** Below the repository. */
  readonly folder?: string;
}

const CASES: Readonly<Record<string, Case>> = {
  'a folder, and a pattern': {
    files: { '.gitignore': 'node_modules/\n*.log\n', 'node_modules/a/index.js': '', 'x.log': '' },
    does: 'mkdir -p node_modules/b; touch node_modules/b/1 node_modules/b/2; echo 1 >> node_modules/a/index.js; rm x.log; touch y.log n',
    says: ['+ n', '(x.log +0 ~0 -1)', '(node_modules/ +3 ~1 -0)', '(y.log +1 ~0 -0)'],
  },
  'a rule below, and one that takes back': {
    files: { '.gitignore': '*.txt\n', 'sub/.gitignore': '!keep.txt\n/own\n', 'deep/sub/own': '' },
    does: 'touch a.txt sub/keep.txt sub/other.txt sub/own; echo x >> deep/sub/own',
    says: ['~ deep/sub/own', '+ sub/keep.txt', '(a.txt +1 ~0 -0)', '(sub/other.txt +1 ~0 -0)', '(sub/own +1 ~0 -0)'],
  },
  'rules above the folder, and in .git/info': {
    files: { '.gitignore': '/sub/gen\nout\n', '.git/info/exclude': 'mine\n', 'sub/a': '' },
    folder: 'sub',
    does: 'mkdir gen out; touch gen/a out/b mine n',
    says: ['+ n', '(gen/ +2 ~0 -0)', '(mine +1 ~0 -0)', '(out/ +2 ~0 -0)'],
  },
  'a folder that is itself ignored': {
    files: { '.gitignore': 'sub\n', 'sub/a': '' },
    folder: 'sub',
    does: 'touch n',
    says: ['+ n'],
  },
  'what is ignored is predicted, or flagged, like all else': {
    files: { '.gitignore': 'dist\n.env\n', '.env': 'A=1\n', 'dist/a': '' },
    does: 'echo x > dist/a',
    says: ['(dist/ +0 ~1 -0)'],
  },
  'a block cannot hide what it does': {
    files: { a: '' },
    does: 'echo "*" > .gitignore; echo x > a; touch n',
    says: ['~ a', '+ .gitignore', '+ n'],
  },
  'case counts': { files: { '.gitignore': 'OUT\n' }, does: 'mkdir out; touch out/a', says: ['+ out/', '+ out/a'] },
  'a pattern that takes for ever is not tried': {
    files: { '.gitignore': `${'a*'.repeat(40)}b\n${'**/'.repeat(30)}x\nkeep-out\n` },
    does: `touch ${'a'.repeat(200)} keep-out`,
    says: [`+ ${'a'.repeat(200)}`, '(keep-out +1 ~0 -0)'],
  },
};

for (const [name, { files, folder = '', does, says }] of Object.entries(CASES)) {
  test(name, async (t) => {
    const place = scratch(t);
    lay(place, files);
    const receipt = await receiptOf(does, { cwd: join(place.cwd, folder) });
    assert.deepEqual(shortly(receipt), says);
  });
}

test('a .gitignore that is a link is none, as for git', async (t) => {
  const place = scratch(t);
  place.write('rules', 'n\n');
  symlinkSync('rules', join(place.cwd, '.gitignore'));
  assert.deepEqual(shortly(await receiptOf('touch n', { cwd: place.cwd })), ['+ n']);
});

test('a large folder that git ignores leaves the rest whole', async (t) => {
  const place = scratch(t);
  lay(place, { '.gitignore': 'aaa\n', 'zzz/a': '' });
  for (let file = 0; file < 450; file += 1) place.write(`aaa/f${file}/g`, '');
  const receipt = await receiptOf('echo x > zzz/a; touch aaa/new', { cwd: place.cwd, most: 400 });
  assert.deepEqual([shortly(receipt), receipt.incomplete], [['~ zzz/a', '(aaa/ +1 ~0 -0)'], undefined]);
});

test('rules in a thousand folders, one in the other, hold nothing up', { timeout: 30_000 }, async (t) => {
  const place = scratch(t);
  lay(place, { '.gitignore': 'x\n' });
  let folder = place.cwd;
  for (let depth = 0; depth < 1000; depth += 1) {
    folder = `${folder}/d`;
    mkdirSync(folder);
    for (const name of ['a', 'b', 'c']) writeFileSync(`${folder}/${name}`, '');
    writeFileSync(`${folder}/.gitignore`, `x${depth}\n*.q${depth}\n`);
  }
  assert.deepEqual(shortly(await receiptOf('touch n x', { cwd: place.cwd })), ['+ n', '(x +1 ~0 -0)']);
});

function lay({ write }: Scratch, files: Case['files']): void {
  for (const [name, text] of Object.entries(files)) write(name, text);
}
