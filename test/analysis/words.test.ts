// However a word is written, it is read as what the shell makes of it.
// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the strings are shell code.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { effectsOf, read } from './effects-of.ts';

/** Each of these is `rm -rf ~/data`. */
const SAME: readonly string[] = [
  'rm -rf ~/data',
  'rm -r -f ~/data',
  'rm ~/data -fr',
  'rm --recursive --force "$HOME/data"',
  'rm --recurs ~/data',
  'rm -rf -- ~/data',
  '\\rm -rf ~/data',
  `r''m -r"f" ~/data`,
  `"rm" '-rf' "\${HOME}"/data`,
  'r\\\nm -rf ~/data',
  `$'\\x72\\x6d' $'\\55rf' ~/data`,
  'rm${IFS}-rf${IFS}$HOME/data',
  '{rm,-rf,/home/ann/data}',
  'a=r; b=m; $a$b -rf ~/data',
  'cmd="rm -rf"; $cmd ~/data',
  'v=rm; name=v; ${!name} -rf ~/data',
  'list=(rm -rf ~/data); "${list[@]}"',
  'c=""; for part in r m; do c=$c$part; done; $c -rf ~/data',
  'x=xrm; ${x#x} -rf ~/data',
  'x=RM; ${x,,} -rf ~/data',
  'x=ram; ${x/a/} -rf ~/data',
  'x=zrmz; ${x:1:2} -rf ~/data',
  '"$(printf rm)" -rf ~/data',
  '$(echo EZ | tr EZ rm) -rf ~/data',
  '/bin/rm -rf ~/data',
  'cd && rm -rf data',
  'cd ~; cd work; rm -rf ../data',
  'set -- rm -rf ~/data; "$@"',
  'printf -v c %s rm; $c -rf ~/data',
  'rm -rf ~/other/../data',
  'rm -rf ~/data/',
  'rm -rf ~/data/*',
];

for (const code of SAME) {
  test(`deletes a tree of the home: ${code}`, async () => {
    const effects = await effectsOf(code);
    assert.ok(
      effects.some((effect) => /^delete tree home ~\/data(\/\*)?$/.test(effect)),
      JSON.stringify(effects),
    );
  });
}

const LITERAL: readonly (readonly [code: string, literal: boolean])[] = [
  ['npm test', true],
  ['npm "test"', true],
  ["npm 'te'st", true],
  ['npm $X', false],
  ['X=1 npm test', false],
  ['npm test *.ts', false],
  ['npm ~/x', false],
  ['env X=1 npm test', false],
  ['timeout 5 npm test', true],
  ['timeout 5 npm $(echo test)', false],
];

for (const [code, literal] of LITERAL) {
  test(`${literal ? 'is' : 'is not'} literal: ${code}`, async () => {
    const { commands } = await read(code);
    const npm = commands.find(({ argv }) => argv[0] === 'npm');
    assert.equal(npm?.literal, literal, JSON.stringify(commands));
  });
}

test('an effect says where it is, through what, and which command does it', async () => {
  const { effects, commands } = await read('echo hi\nsudo bash -c "rm -rf ~/projects"');
  const effect = effects.find(({ kind }) => kind === 'delete');
  assert.deepEqual(effect, {
    kind: 'delete',
    says: 'deletes the tree ~/projects',
    line: 2,
    via: ['sudo', 'bash -c', 'rm'],
    command: 3,
    path: '/home/ann/projects',
    where: 'home',
    recursive: true,
    span: { start: 8, end: 40 },
  });
  assert.deepEqual(
    commands.map(({ argv }) => argv[0]),
    ['echo', 'sudo', 'bash', 'rm'],
  );
});
